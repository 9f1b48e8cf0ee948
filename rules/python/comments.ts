import type { Node } from "web-tree-sitter";
import { directive, ignoresOf, type Directive } from "../model/ignore.js";
import type { Ignore } from "../model/module.js";

const mention = /evenloop|eslint-enable/g;

/** Where comments silence findings. */
export function ignoresIn(root: Node, text: string): Ignore[] {
  if (!text.includes("evenloop")) return [];
  const directives: Directive[] = [];
  let past = 0;
  for (const { index } of text.matchAll(mention)) {
    if (index < past) continue;
    const node = root.descendantForIndex(index, index + 1);
    if (node?.type !== "comment") continue;
    past = node.endIndex;
    const at = node.startIndex;
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

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
