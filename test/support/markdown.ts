/** A heading, at its line (counted from 0). */
export interface Heading { readonly is: "heading"; readonly line: number; readonly level: number; readonly title: string }

/** A fenced block: `line` is that of the opening fence, `end` that of the closing one; `text` ends with a line break. */
export interface Block { readonly is: "block"; readonly line: number; readonly end: number; readonly info: string; readonly text: string }

/** The headings and fenced blocks of a Markdown page, in order. */
export function parts(page: string): (Heading | Block)[] {
  const lines = page.split("\n");
  const found: (Heading | Block)[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const heading = /^(#{1,6})\s+(.*?)\s*$/.exec(line);
    if (heading) found.push({ is: "heading", line: at, level: heading[1]!.length, title: heading[2]! });
    const fence = /^(`{3,}|~{3,})\s*(.*?)\s*$/.exec(line);
    if (!fence) continue;
    const end = lines.findIndex((other, index) => index > at && other.trimEnd() === fence[1]);
    if (end < 0) throw new Error(`line ${at + 1}: the block is not closed`);
    found.push({ is: "block", line: at, end, info: fence[2]!, text: lines.slice(at + 1, end).map((row) => row + "\n").join("") });
    at = end;
  }
  return found;
}

/** The page with the text of some blocks put in anew. */
export function withTexts(page: string, texts: ReadonlyMap<Block, string>): string {
  const lines = page.split("\n");
  for (const [block, text] of [...texts].sort(([a], [b]) => b.line - a.line)) {
    lines.splice(block.line + 1, block.end - block.line - 1, ...text.split("\n").slice(0, -1));
  }
  return lines.join("\n");
}
