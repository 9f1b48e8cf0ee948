import type { Edit } from "../../rule.js";

/** Puts `text` at an offset. */
export const insert = (at: number, text: string): Edit => ({ span: [at, at], text });

/** Puts `text` in the place of `[from, to)`. */
export const replace = (from: number, to: number, text: string): Edit => ({ span: [from, to], text });

/** The edits in order, those that touch joined into one; at one offset the given order is kept. */
export function ordered(edits: readonly Edit[]): readonly Edit[] {
  const joined: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])) {
    const last = joined.at(-1);
    if (edit.span[0] === edit.span[1] && edit.text === "") continue;
    if (last && last.span[1] === edit.span[0]) joined[joined.length - 1] = replace(last.span[0], edit.span[1], last.text + edit.text);
    else joined.push(edit);
  }
  return joined;
}
