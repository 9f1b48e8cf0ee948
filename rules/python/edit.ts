import { Edit } from "web-tree-sitter";
import type { Span } from "../model/span.js";
import type { Step } from "../model/step.js";

/** One stretch of a text replaced by another: `[from, oldTo)` before, `[from, newTo)` after. */
export interface Change { readonly from: number; readonly oldTo: number; readonly newTo: number }

/** The smallest change from one text to another that splits no character; undefined where they are equal. */
export function changeOf(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let from = same(shorter, (at, length) => before.slice(at, at + length) === after.slice(at, at + length),
    (at) => before.charCodeAt(at) === after.charCodeAt(at));
  if (from > 0 && (isHigh(before, from - 1) || isHigh(after, from - 1))) from--;
  const b = before.length;
  const a = after.length;
  let tail = same(shorter - from, (at, length) => before.slice(b - at - length, b - at) === after.slice(a - at - length, a - at),
    (at) => before.charCodeAt(b - 1 - at) === after.charCodeAt(a - 1 - at));
  if (tail > 0 && (isLow(before, b - tail) || isLow(after, a - tail))) tail--;
  return { from, oldTo: b - tail, newTo: a - tail };
}

const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** How many characters are equal, of at most `most`: whole stretches are compared first, for that is much faster. */
function same(most: number, stretch: (at: number, length: number) => boolean, char: (at: number) => boolean): number {
  let at = 0;
  for (let length = 1 << 14; length >= 64; length >>= 2) while (at + length <= most && stretch(at, length)) at += length;
  while (at < most && char(at)) at++;
  return at;
}

/** The change as the parser wants it told. */
export function editOf(before: string, after: string, { from, oldTo, newTo }: Change): Edit {
  const start = pointAt(before, from, { row: 0, column: 0 }, 0);
  return new Edit({
    startIndex: from, oldEndIndex: oldTo, newEndIndex: newTo,
    startPosition: start, oldEndPosition: pointAt(before, oldTo, start, from), newEndPosition: pointAt(after, newTo, start, from),
  });
}

interface Point { readonly row: number; readonly column: number }

/** Row and column of an offset, from those of an offset before it. */
function pointAt(text: string, offset: number, known: Point, at: number): Point {
  let { row } = known;
  let lineStart = at - known.column;
  for (let end = text.indexOf("\n", at); end >= 0 && end < offset; end = text.indexOf("\n", end + 1)) {
    row++;
    lineStart = end + 1;
  }
  return { row, column: offset - lineStart };
}

/** The steps with their spans after a change that lies within none of them. */
export function shifted(steps: readonly Step[], change: Change): readonly Step[] {
  const delta = change.newTo - change.oldTo;
  const at = (offset: number): number => (offset >= change.oldTo ? offset + delta : offset);
  const span = ([from, to]: Span): Span => [at(from), at(to)];
  const all = (inner: readonly Step[]): readonly Step[] => inner.map(step);
  const step = (each: Step): Step => {
    switch (each.is) {
      case "bind": return each;
      case "call": return { ...each, span: span(each.span), name: span(each.name) };
      case "read": case "load": case "await": case "iterate": case "jump": return { ...each, span: span(each.span) };
      case "enter": return { ...each, span: span(each.span), body: all(each.body) };
      case "branch": return { ...each, arms: each.arms.map(all) };
      case "loop": return { ...each, span: span(each.span), test: all(each.test), body: all(each.body), otherwise: all(each.otherwise) };
      case "try": return {
        ...each, body: all(each.body), otherwise: all(each.otherwise), final: all(each.final),
        handlers: each.handlers.map((handler) => ({ ...handler, span: span(handler.span), body: all(handler.body) })),
      };
    }
  };
  return delta === 0 ? steps : all(steps);
}
