import type { Node } from "web-tree-sitter";
import type { Edit } from "../../rule.js";
import { insert } from "./edits.js";
import { beginsLine, indentAt, lineEnd, lineStart, once } from "./file.js";
import type { PythonFile } from "./file.js";
import { freshName } from "./names.js";
import { parts, same, upwards } from "./tree.js";

/** One step of indentation, as the function (or other block) around a node has it. */
export function unitAt(file: PythonFile, node: Node): string {
  for (const [parent, child] of upwards(node)) {
    if (child.type !== "block" || !beginsLine(file, child.startIndex)) continue;
    const [outer, inner] = [indentAt(file, parent.startIndex), indentAt(file, child.startIndex)];
    if (inner.startsWith(outer) && inner.length > outer.length) return inner.slice(outer.length);
  }
  return "    ";
}

/** Whether a statement has its lines to itself, comments apart: nothing else stands before or behind it. */
export function standsAlone(file: PythonFile, statement: Node): boolean {
  const behind = file.text.slice(statement.endIndex, lineEnd(file, statement.endIndex));
  return beginsLine(file, statement.startIndex) && /^[ \t]*(?:#.*)?$/.test(behind);
}

/** The statements of a block around one: those before it and those behind it. */
export function neighbours(statement: Node): { readonly before: readonly Node[]; readonly after: readonly Node[] } {
  const all = statement.parent ? parts(statement.parent) : [];
  const at = all.findIndex((each) => same(each, statement));
  return { before: all.slice(0, Math.max(at, 0)), after: all.slice(at + 1) };
}

/** The edits that indent whole lines by one more step, from that of `from` to that of `to`; what is inside of a string stays as it is. */
export function indented(file: PythonFile, from: number, to: number, unit: string): Edit[] {
  const edits: Edit[] = [];
  const literals = stringsOf(file);
  for (let at = lineStart(file, from); at < to; at = lineEnd(file, at) + file.eol.length) {
    const inside = literals.some((string) => string.startIndex < at && at < string.endIndex);
    if (!inside && /\S/.test(file.text.slice(at, lineEnd(file, at)))) edits.push(insert(at, unit));
  }
  return edits;
}

/** The edit that opens a block on a line of its own above the first line that says something from an offset on. */
export function opened(file: PythonFile, from: number, head: string): Edit {
  let at = lineStart(file, from);
  while (at < file.text.length && !/\S/.test(file.text.slice(at, lineEnd(file, at)))) at = lineEnd(file, at) + file.eol.length;
  return insert(at, `${head}${file.eol}`);
}

/** The strings of more than one line. */
const stringsOf = once(({ root }) => root.descendantsOfType("string").filter((string) => string.startPosition.row < string.endPosition.row));

/** Makes names that stand nowhere in the file, and never the same one twice. */
export function namer(file: PythonFile): (stem: string) => string {
  const made = new Set<string>();
  return (stem) => {
    let name = freshName(file, stem);
    for (let count = 2; made.has(name); count++) name = freshName(file, `${stem}_${count}`);
    made.add(name);
    return name;
  };
}
