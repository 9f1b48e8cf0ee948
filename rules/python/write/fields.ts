import type { Node } from "web-tree-sitter";
import { dotted, same, upwards } from "./tree.js";

/** The class that something stands in. */
export const classAround = (node: Node): Node | undefined => [...upwards(node)].map(([parent]) => parent).find(({ type }) => type === "class_definition");

/** Whether `self.x` is an attribute that another class makes for itself, which has nothing to do with `cls`: neither inherits anything. */
export function isAnothers(use: Node, cls: Node): boolean {
  const other = classAround(use);
  if (!other || same(other, cls) || dotted(use)?.startsWith("self.") !== true || [other, cls].some((each) => each.childForFieldName("superclasses"))) return false;
  return other.descendantsOfType("assignment").some((each) => each.childForFieldName("left")!.text === use.text);
}
