import type { Span } from "../model/span.js";

/** Whether the lines of a selection hold an `await`: a quick no, before anything is parsed, for a cursor that moves on. */
export function nearAwait(text: string, [from, to]: Span): boolean {
  const end = text.indexOf("\n", to);
  return /\bawait\b/.test(text.slice(text.lastIndexOf("\n", from - 1) + 1, end < 0 ? text.length : end));
}

/** A selection without the blanks at its ends. */
export function trimmed(text: string, [from, to]: Span): Span {
  const selected = text.slice(from, to);
  const start = from + selected.length - selected.trimStart().length;
  return [start, Math.max(start, from + selected.trimEnd().length)];
}
