import type { Node } from "web-tree-sitter";
import type { Problem } from "../model/module.js";

/** A file in another language altogether need not be told of every line. */
export const most = 100;
/** What is underlined and quoted of a broken stretch. */
const longest = 24;

/** The syntax errors below `root`, in order. */
export function problemsOf(root: Node, text: string): Problem[] {
  return errorsIn(root).map((node) => (node.isMissing
    ? { span: point(node.startIndex, text), message: `Missing ${named(node)} here.` }
    : broken(node, text)));
}

/** The nodes that stand for what could not be read, and for what is missing. */
export function errorsIn(root: Node): Node[] {
  if (!root.hasError) return [];
  const errors: Node[] = [];
  const cursor = root.walk();
  // Without recursion: trees of broken texts may be very deep.
  while (errors.length < most) {
    const node = cursor.currentNode;
    if (node.isMissing || node.isError) errors.push(node);
    else if (node.hasError && cursor.gotoFirstChild()) continue;
    let more = cursor.gotoNextSibling();
    while (!more && cursor.gotoParent()) more = cursor.gotoNextSibling();
    if (!more) break;
  }
  cursor.delete();
  return errors;
}

const named = (node: Node): string => (node.isNamed ? node.type.replaceAll("_", " ") : `\`${node.type}\``);

/** A span for something that is not there: the character before it, so that there is something to underline. */
const point = (at: number, text: string): [number, number] =>
  (at > 0 && text[at - 1] !== "\n" ? [at - 1, at] : [at, Math.min(at + 1, text.length)]);

function broken(node: Node, text: string): Problem {
  const from = node.startIndex;
  const line = /^[^\r\n]*/.exec(text.slice(from, Math.min(node.endIndex, from + longest)))![0].trimEnd();
  if (line === "") return { span: point(from, text), message: "Invalid syntax." };
  return { span: [from, from + line.length], message: `Invalid syntax near \`${line}\`.` };
}
