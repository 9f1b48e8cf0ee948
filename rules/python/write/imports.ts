import type { Node } from "web-tree-sitter";
import type { Edit } from "../../rule.js";
import { insert } from "./edits.js";
import { beginsLine, bom, lineEnd, lineStart, once, statementsOf } from "./file.js";
import type { PythonFile } from "./file.js";
import { parts } from "./tree.js";

/** The edits that add `import module` to the imports at the head of the file, in order where they are in order. */
export function importEdits(file: PythonFile, modules: readonly string[]): Edit[] {
  const wanted = [...new Set(modules)].sort();
  const head = headOf(file);
  const imports = head.filter((statement) => statement.type === "import_statement" || statement.type === "import_from_statement");
  const group = imports.slice(0, groupLength(file, imports));
  if (group.length > 0) return wanted.map((module) => amongst(file, group, module));
  if (wanted.length === 0) return [];
  const lines = wanted.map((module) => `import ${module}`);
  const docs = head.at(-1);
  return [docs ? after(file, docs, lines, 1) : atTop(file, lines)];
}

function amongst(file: PythonFile, group: readonly Node[], module: string): Edit {
  const next = group.find((statement) => statement.type === "import_from_statement" || moduleOf(statement) > module);
  return next ? before(file, next, module) : after(file, group.at(-1)!, [`import ${module}`], 0);
}

/** The docstring and the imports with which a file begins. */
const headOf = once((file): readonly Node[] => {
  const head: Node[] = [];
  for (const statement of statementsOf(file)) {
    const docstring = head.length === 0 && statement.type === "expression_statement" && parts(statement)[0]?.type.endsWith("string");
    if (!docstring && !/^(?:future_)?import_(?:from_)?statement$/.test(statement.type)) break;
    head.push(statement);
  }
  return head;
});

/** How many imports stand together before the first empty line. */
function groupLength(file: PythonFile, imports: readonly Node[]): number {
  const end = imports.findIndex((statement, at) => {
    const next = imports[at + 1];
    return next && /\n[ \t]*\r?\n/.test(file.text.slice(statement.endIndex, next.startIndex));
  });
  return end < 0 ? imports.length : end + 1;
}

const moduleOf = (statement: Node): string => statement.childForFieldName("name")?.text ?? "";

function before(file: PythonFile, statement: Node, module: string): Edit {
  const at = statement.startIndex;
  // What stands before it on its line may be a docstring or a future import, which nothing may precede.
  return insert(at, beginsLine(file, at) ? `import ${module}${file.eol}` : `import ${module}; `);
}

function after(file: PythonFile, statement: Node, lines: readonly string[], empty: number): Edit {
  const end = lineEnd(file, statement.endIndex);
  const rest = file.text.slice(statement.endIndex, end);
  if (!/^[ \t]*(?:#.*)?$/.test(rest)) return insert(statement.endIndex, lines.map((line) => `; ${line}`).join(""));
  const next = file.text.slice(end).replace(/^\r?\n/, "");
  const close = empty > 0 && /^[^\r\n]/.test(next) ? file.eol : "";
  return insert(end, file.eol.repeat(empty + 1) + lines.join(file.eol) + close);
}

/** Above the first statement and the comments that belong to it, below the comments that belong to the file. */
function atTop(file: PythonFile, lines: readonly string[]): Edit {
  const [first] = statementsOf(file);
  const at = first ? aboveComments(file, first) : file.text.length;
  const apart = first && /definition$/.test(first.type) ? 3 : 2;
  const lead = at > bom(file) && !/(?:^|\n)[ \t]*\r?\n$/.test(file.text.slice(0, at)) ? file.eol : "";
  return insert(at, lead + lines.join(file.eol) + file.eol.repeat(apart));
}

/** Where the lines of a top-level statement begin, the comments right above it included. */
export function aboveComments(file: PythonFile, statement: Node): number {
  let at = lineStart(file, statement.startIndex);
  const above = commentsOf(file);
  for (let i = countBefore(above, at) - 1; i >= 0; i--) {
    const comment = above[i]!;
    const apart = /\n[ \t]*\r?\n/.test(file.text.slice(comment.endIndex, at));
    if (apart || isDirective(comment) || !beginsLine(file, comment.startIndex)) break;
    at = lineStart(file, comment.startIndex);
  }
  return at;
}

/** The comments between the statements of the module. */
const commentsOf = once(({ root }) => root.namedChildren.filter(({ type }) => type === "comment"));

/** How many of the nodes, which stand in order, begin before an offset. */
function countBefore(nodes: readonly Node[], at: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.startIndex < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lines that only count at the very top: `#!` and the encoding. */
const isDirective = (comment: Node): boolean =>
  comment.startPosition.row < 2 && (comment.text.startsWith("#!") || /coding[:=]/.test(comment.text));
