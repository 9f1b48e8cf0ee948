import width from "string-width";

/** A source line as a terminal shows it, and where the underlined part is, in its columns. */
export interface Excerpt { readonly text: string; readonly from: number; readonly length: number }

const tabStop = 4;

/** Characters that would move the cursor or turn the writing direction: a source line must not be able to dress up the report. */
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/g;

/** The line with the part between two offsets marked, cut down around it where it is wider than `columns`. */
export function excerpt(line: string, from: number, to: number, columns: number): Excerpt {
  let before = printable(line.slice(0, from), 0);
  let marked = printable(line.slice(from, to), width(before));
  let after = printable(line.slice(to), width(before) + width(marked));

  const indent = before.length - before.trimStart().length;
  if (width(before) + width(marked) + width(after) > columns) {
    const lead = Math.min(width(before), Math.max(columns - width(marked) - 10, Math.floor(columns / 4)));
    if (width(before) > lead) before = indent === before.length ? before.slice(-lead) : "…" + tail(before, lead - 1);
    marked = cut(marked, columns - width(before));
    after = cut(after, columns - width(before) - width(marked));
  }
  return { text: (before + marked + after).trimEnd(), from: width(before), length: Math.max(1, width(marked)) };
}

/** The text with tabs as spaces (it begins in `column`) and nothing in it that a terminal would obey. */
function printable(text: string, column: number): string {
  let result = "";
  for (const piece of text.split(/(\t)/)) {
    result += piece === "\t" ? " ".repeat(tabStop - ((column + width(result)) % tabStop)) : piece.replace(unprintable, "·");
  }
  return result;
}

/** The first characters of a text, as many as fit, with an ellipsis where some are left out. */
function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = "";
  for (const character of text) {
    if (width(kept + character) > columns - 1) break;
    kept += character;
  }
  return columns > 0 ? kept + "…" : "";
}

/** The last characters of a text, as many as fit. */
function tail(text: string, columns: number): string {
  let kept = "";
  for (const character of [...text].reverse()) {
    if (width(character + kept) > columns) break;
    kept = character + kept;
  }
  return kept;
}
