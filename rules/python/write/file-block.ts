import type { Node } from "web-tree-sitter";
import type { Edit } from "../../rule.js";
import { insert, replace } from "./edits.js";
import { beginsLine, indentAt, lineEnd } from "./file.js";
import type { PythonFile } from "./file.js";
import { bound, itemsOf, usesFile } from "./guards.js";
import { importEdits } from "./imports.js";
import { freshName, importedCallee } from "./names.js";
import { placeOf } from "./place.js";
import type { Version } from "./place.js";
import { awaiting, movable } from "./rewrite.js";
import { threadAt } from "./thread.js";
import { argumentsOf, around, bare, isAsync, isName, methodCallOn, parts, same, upwards } from "./tree.js";

/** `with open(p) as f: x = f.read()` turned into an inner function that a thread runs. */
export interface FileBlock {
  /** For a title: `asyncio.to_thread`. */
  readonly title: string;
  readonly writes: boolean;
  readonly edits: readonly Edit[];
}

/**
 * Moves a whole `with open(...)` of one statement into an inner function for a thread to run, so that the file is opened, used and
 * closed there. An inner function rather than `Path.read_text`: it is right for every mode, encoding and kind of path.
 * Only if the work at `node` is what moves.
 */
export function fileBlock(file: PythonFile, node: Node, python: Version): FileBlock | undefined {
  const statement = withAround(node);
  const { func } = placeOf(node, python);
  if (!statement || !func || !beginsLine(file, statement.startIndex)) return undefined;
  const [item, ...others] = itemsOf(statement);
  const body = parts(statement.childForFieldName("body")!);
  if (!item?.file || item.alias === undefined || others.length > 0 || body.length !== 1) return undefined;
  const work = workOf(body[0]!, item.alias);
  if (!work || !(same(item.context, node) || (around(work, node) && handles(node, item.alias)))) return undefined;
  const sound = [item.context, work].every((part) => movable(part) && harmless(part, item.alias!)) && placeOf(work, python).awaits
    && !usedBeside(func, statement, item.alias) && !bound(statement, func);
  const thread = sound ? threadAt(work, python) : undefined;
  if (!thread) return undefined;
  const writes = /\.(?:write|writelines|truncate)\(|\bdump\(/.test(work.text);
  const name = freshName(file, writes ? "write_file" : "read_file");
  const { before, after } = awaiting(file, work);
  const text = `${before}${thread.head}${name})${after}`;
  return { title: thread.title, writes, edits: [...importEdits(file, thread.imports), ...moved(file, statement, body[0]!, work, name, text)] };
}

/** The statement that `node` stands in, or whose context expression it is. */
function withAround(node: Node): Node | undefined {
  for (const [parent] of upwards(node)) {
    if (parent.type === "with_statement") return isAsync(parent) ? undefined : parent;
    if (/^(?:function_definition|lambda|class_definition)$/.test(parent.type)) return undefined;
  }
  return undefined;
}

// What is computed once and in any case, whatever stands around it.
const passing = new Set([
  "call", "argument_list", "keyword_argument", "attribute", "subscript", "binary_operator", "unary_operator", "not_operator",
  "parenthesized_expression", "list", "tuple", "set", "dictionary", "pair", "await", "string", "interpolation",
  "expression_statement", "return_statement", "assignment", "augmented_assignment",
]);

/** The part of the statement that must run while the file is open: a method call on it, else the whole value. */
function workOf(statement: Node, alias: string): Node | undefined {
  const value = valueOf(statement);
  const uses = statement.descendantsOfType("identifier").filter((name) => name.text === alias && isName(name));
  if (!value || uses.length === 0 || !uses.every((use) => around(value, use))) return undefined;
  const call = uses.length === 1 ? methodCallOn(uses[0]!) : undefined;
  const alone = call && usesFile(call) && [...upwards(call, statement)].every(([parent]) => passing.has(parent.type));
  return alone ? call : value;
}

function valueOf(statement: Node): Node | undefined {
  if (statement.type === "return_statement") return parts(statement)[0];
  if (statement.type !== "expression_statement" || parts(statement).length !== 1) return undefined;
  let value = parts(statement)[0]!;
  if (value.type === "augmented_assignment") {
    // Another coroutine may change an attribute between its reading and its writing.
    return value.childForFieldName("left")!.type === "identifier" ? value.childForFieldName("right")! : undefined;
  }
  while (value.type === "assignment") {
    const right = value.childForFieldName("right");
    if (!right) return undefined;
    value = right;
  }
  return value;
}

const pure = new Set([
  "decode", "encode", "format", "getvalue", "hex", "isoformat", "items", "join", "joinpath", "json", "keys", "lstrip", "model_dump_json", "open",
  "replace", "rstrip", "split", "splitlines", "strip", "to_json", "tobytes", "values", "with_name", "with_suffix",
]);
const builtins = new Set([
  "all", "any", "bytearray", "bytes", "dict", "enumerate", "filter", "float", "int", "len", "list", "map", "max", "min", "open", "print",
  "range", "repr", "set", "sorted", "str", "sum", "tuple", "zip",
]);

/** Whether all that an expression calls may run in a thread: the file's methods, what is handed the file, library functions. */
function harmless(expression: Node, alias: string): boolean {
  return [expression, ...expression.descendantsOfType("call")].filter(({ type }) => type === "call").every((call) => {
    const callee = call.childForFieldName("function")!;
    const method = callee.childForFieldName("attribute")?.text ?? "";
    return handles(call, alias) || builtins.has(callee.text) || importedCallee(callee) !== undefined || pure.has(method);
  });
}

/** Whether a call is a method of the file, or is handed it. */
function handles(call: Node, alias: string): boolean {
  return call.childForFieldName("function")?.childForFieldName("object")?.text === alias
    || (call.type === "call" && argumentsOf(call).some((argument) => bare(argument.childForFieldName("value") ?? argument).text === alias));
}

/** Whether the function uses the file's name anywhere but in `with` statements that bind it. */
function usedBeside(func: Node, statement: Node, alias: string): boolean {
  return func.descendantsOfType("identifier").some((name) => name.text === alias && isName(name) && !around(statement, name)
    && ![...upwards(name, func)].some(([parent]) => parent.type === "with_statement" && itemsOf(parent).some((item) => item.alias === alias)));
}

function moved(file: PythonFile, statement: Node, inner: Node, work: Node, name: string, call: string): Edit[] {
  const indent = indentAt(file, statement.startIndex);
  const unit = unitOf(file, statement, inner);
  const [prefix, suffix] = [file.text.slice(inner.startIndex, work.startIndex), file.text.slice(work.endIndex, inner.endIndex)];
  const alone = same(work, inner) || (prefix === "" && suffix === "");
  // Over several lines it may have leant on parentheses further out.
  const [open, close] = work.text.includes("\n") ? ["(", ")"] : ["", ""];
  const lines = statement.descendantsOfType("string");
  const edits: Edit[] = [insert(statement.startIndex, `def ${name}():${file.eol}${indent}${unit}`)];
  for (let at = file.text.indexOf("\n", statement.startIndex) + 1; at > 0 && at < statement.endIndex; at = file.text.indexOf("\n", at) + 1) {
    const replaced = (inner.startIndex < at && at <= work.startIndex) || (work.endIndex <= at && at < inner.endIndex);
    const literal = lines.some((string) => string.startIndex < at && at < string.endIndex);
    if (!replaced && !literal && !/^[ \t]*\r?$/.test(file.text.slice(at, lineEnd(file, at)))) edits.push(insert(at, unit));
  }
  if (!alone) edits.push(replace(inner.startIndex, work.startIndex, `return ${open}`), replace(work.endIndex, inner.endIndex, close));
  const end = lineEnd(file, statement.endIndex);
  edits.push(insert(end, `${file.eol}${file.eol}${indent}${prefix}${call}${suffix}`));
  return edits;
}

/** One step of indentation, as the file has it here. */
function unitOf(file: PythonFile, statement: Node, inner: Node): string {
  const outer = indentAt(file, statement.startIndex);
  const deeper = beginsLine(file, inner.startIndex) ? indentAt(file, inner.startIndex) : "";
  if (deeper.startsWith(outer) && deeper.length > outer.length) return deeper.slice(outer.length);
  for (const [parent] of upwards(statement)) {
    const above = indentAt(file, parent.startIndex);
    if (above.length < outer.length) return outer.slice(above.length);
  }
  return "    ";
}
