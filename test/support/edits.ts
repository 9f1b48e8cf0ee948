import type { Random } from "./random.js";

/** A text after one random edit: a piece deleted, put in, doubled or replaced. */
export function randomEdit(text: string, { below, pick }: Random, pieces: readonly string[]): string {
  const at = below(text.length + 1);
  const length = pick([0, 1, 1, 2, 5, 20, 80]);
  const end = Math.min(text.length, at + length);
  switch (below(4)) {
    case 0: return text.slice(0, at) + text.slice(end);
    case 1: return text.slice(0, at) + pick(pieces) + text.slice(at);
    case 2: return text.slice(0, end) + text.slice(at, end) + text.slice(end);
    default: return text.slice(0, at) + pick(pieces) + text.slice(end);
  }
}
