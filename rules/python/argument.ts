import type { Node } from "web-tree-sitter";
import type { Span } from "../model/span.js";
import { parse } from "./parser.js";

/** Where an argument stands in the text of a call: that of an index, or of a keyword. */
export function argumentIn(call: string, at: number | string): Span | undefined {
  // In brackets, for a chain of calls may be broken into lines.
  const tree = parse(`(${call})`);
  try {
    const list = callOf(tree.rootNode)?.childForFieldName("arguments");
    const found = list?.type === "argument_list" ? among(list, at) : at === 0 ? list : undefined;
    return found ? [found.startIndex - 1, found.endIndex - 1] : undefined;
  } finally {
    tree.delete();
  }
}

/** The call that is all there is in the text. */
function callOf(root: Node): Node | undefined {
  let node: Node | null = root;
  while (node && node.type !== "call") node = node.namedChildCount === 1 ? node.namedChild(0) : null;
  return node ?? undefined;
}

function among(list: Node, at: number | string): Node | undefined {
  const given = list.namedChildren.filter(({ type }) => type !== "comment");
  if (typeof at === "string") return given.find((each) => each.childForFieldName("name")?.text === at)?.childForFieldName("value") ?? undefined;
  return given.filter(({ type }) => type !== "keyword_argument" && type !== "dictionary_splat")[at];
}
