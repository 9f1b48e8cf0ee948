import type { Node } from "web-tree-sitter";
import { directive, ignoresOf, type Directive } from "../model/ignore.js";
import type { Ignore } from "../model/module.js";
import type { Span } from "../model/span.js";
import { parse } from "./parser.js";

const mention = /evenloop|eslint-enable/g;

/** Whether a text may have comments that silence findings. */
export const speaks = (text: string): boolean => text.includes("evenloop");

/** Where comments silence findings. */
export function ignoresIn(root: Node, text: string): Ignore[] {
  if (!speaks(text)) return [];
  const directives: Directive[] = [];
  for (const [at, past] of commentsIn(root, text, mention)) {
    const start = text.lastIndexOf("\n", at - 1) + 1;
    const end = lineEnd(text, at);
    const asked = directive({
      text: text.slice(at + 1, past), at, line: [start, end], nextEnd: end < text.length ? lineEnd(text, end + 1) : end,
      trailing: text.slice(start, at).trim() !== "", region: true, bare: false,
    });
    if (asked) directives.push(asked);
    // A bare `eslint-enable` names no fault, and ends what was disabled.
    else if (/^\s*eslint-enable\s*(?:--|$)/.test(text.slice(at + 1, past))) directives.push({ is: "enable", at, faults: undefined });
  }
  return ignoresOf(directives, text.length);
}

/** Where the comments are in which `words` (with the flag `g`) are found. */
export function commentsWith(words: RegExp, text: string): Span[] {
  if (text.search(words) < 0) return [];
  const tree = parse(text);
  try {
    return [...commentsIn(tree.rootNode, text, words)];
  } finally {
    tree.delete();
  }
}

/** The same in a tree. What strings say is not looked at. */
function* commentsIn(root: Node, text: string, words: RegExp): Generator<Span> {
  let past = 0;
  for (const { index } of text.matchAll(words)) {
    if (index < past) continue;
    const node = root.descendantForIndex(index, index + 1);
    if (node?.type !== "comment") continue;
    past = node.endIndex;
    yield [node.startIndex, past];
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
