import type { Node } from "web-tree-sitter";
import type { Edit } from "../../rule.js";
import { insert, replace } from "./edits.js";
import type { PythonFile } from "./file.js";
import { argumentsOf, isAwaited, isField } from "./tree.js";

/** What must stand before and after an expression so that `await` can be put in front of it. */
export interface Awaiting { readonly before: string; readonly after: string }

/** `await ` for an expression, in parentheses where an attribute, element or call of it follows. */
export function awaiting(file: PythonFile, node: Node): Awaiting {
  const parent = node.parent;
  const primary = isAwaited(node) || ["object", "value", "function"].some((field) =>
    parent !== null && /^(?:attribute|subscript|call)$/.test(parent.type) && isField(parent, field, node));
  if (primary) return { before: "(await ", after: ")" };
  // `not(f)()` has no room for a word.
  return { before: `${/\w/.test(file.text[node.startIndex - 1] ?? "") ? " " : ""}await `, after: "" };
}

/** The edits that put `before` and `after` around an expression. */
export const wrap = (node: Node, before: string, after: string): Edit[] => [insert(node.startIndex, before), insert(node.endIndex, after)];

/**
 * The edits that turn `f(a, b)` into `before` `f, a, b)` `after`: the callee becomes the first argument. What is
 * between the parentheses stays as it is, comments and line breaks too.
 */
export function handOver(file: PythonFile, call: Node, before: string, after: string): Edit[] {
  const callee = call.childForFieldName("function")!;
  const list = call.childForFieldName("arguments")!;
  const edits = wrap(call, before, after);
  const gap = file.text.slice(callee.endIndex, list.startIndex);
  if (list.type !== "argument_list") {
    // A generator expression that is the only argument needs its own parentheses now.
    return [edits[0]!, replace(callee.endIndex, list.startIndex, `,${gap || " "}`), insert(call.endIndex, `)${after}`)];
  }
  const open = list.startIndex + 1;
  const comma = argumentsOf(call).length > 0 ? "," : "";
  const blank = comma && !gap && !/\s/.test(file.text[open] ?? "") ? " " : gap.includes("#") ? gap : gap && comma ? " " : "";
  // Where the arguments have lines of their own, so has the callee.
  const line = comma && !gap ? /^\r?\n[ \t]*(?=[^\s#])/.exec(file.text.slice(open))?.[0] ?? "" : "";
  return [insert(call.startIndex, before + line), replace(callee.endIndex, open, comma + blank), edits[1]!];
}

/** Whether a call's arguments can be passed on by position alone. */
export const onlyPositional = (call: Node): boolean =>
  argumentsOf(call).every((argument) => argument.type !== "keyword_argument" && argument.type !== "dictionary_splat");

/** Whether an expression can be moved into a lambda or an inner function as it stands. */
export function movable(node: Node): boolean {
  if (node.descendantsOfType(["await", "yield", "named_expression"]).length > 0) return false;
  if (node.descendantsOfType("for_in_clause").some((clause) => clause.child(0)?.type === "async")) return false;
  // These ask for the function that they stand in.
  return !node.descendantsOfType("call").some((call) => {
    const name = call.childForFieldName("function")!.text;
    return /^(?:locals|eval|exec)$/.test(name) || (/^(?:super|vars|dir)$/.test(name) && argumentsOf(call).length === 0);
  });
}
