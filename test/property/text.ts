/** Lines of code. A list within a list is indented. */
export type Lines = readonly Line[];

/** One of them, or what stands in its place. */
export type Line = string | Lines | Choice | Found;

/** What is written one way where the program is right, and another way where this fault is planted. */
export interface Choice { readonly plant: number; readonly right: Lines; readonly wrong: Lines }

/** The line at which a planted fault is to be found. */
export interface Found { readonly plant: number; readonly line: string }

/** Code as text, and the lines (from 1) at which the planted fault is to be found. */
export interface Rendered { readonly text: string; readonly found: readonly number[] }

const isLines = (line: Line): line is Lines => Array.isArray(line);

/** The text of some lines; `plant` is the one that is wrong, if any. */
export function render(lines: Lines, unit: string, plant: number | undefined): Rendered {
  const written: string[] = [];
  const found: number[] = [];
  const write = (line: Line, depth: number): void => {
    if (isLines(line)) for (const inner of line) write(inner, depth + 1);
    else if (typeof line === "string") written.push(line === "" ? "" : unit.repeat(depth) + line);
    else if ("line" in line) {
      write(line.line, depth);
      if (line.plant === plant) found.push(written.length);
    } else for (const inner of line.plant === plant ? line.wrong : line.right) write(inner, depth);
  };
  for (const line of lines) write(line, 0);
  return { text: written.join("\n") + "\n", found };
}
