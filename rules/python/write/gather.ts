import type { Node } from "web-tree-sitter";
import type { Edit } from "../../rule.js";
import { indented, standsAlone, unitAt } from "./block.js";
import { insert, replace } from "./edits.js";
import { indentAt, lineEnd } from "./file.js";
import type { PythonFile } from "./file.js";
import { importEdits } from "./imports.js";
import { freshName, nameFor } from "./names.js";
import { loopLibrary } from "./thread.js";
import { parts } from "./tree.js";

/** A statement that only awaits a call: `await f()`, `a = await f()`. */
export interface AwaitStatement { readonly statement: Node; readonly call: Node; readonly target: Node | undefined }

/** The statement as one that only awaits a call; undefined where it does anything else. */
export function awaitStatement(statement: Node): AwaitStatement | undefined {
  const [only, ...more] = statement.type === "expression_statement" ? parts(statement) : [];
  if (!only || more.length > 0) return undefined;
  const plain = only.type === "assignment" && only.childForFieldName("type") === null;
  const awaits = plain ? only.childForFieldName("right") : only;
  const [call] = awaits?.type === "await" ? parts(awaits) : [];
  return call?.type === "call" ? { statement, call, target: plain ? (only.childForFieldName("left") ?? undefined) : undefined } : undefined;
}

/** What `gather` is called where code stands, and the edits that import it; undefined where there is none. */
export function gatherAt(file: PythonFile, node: Node): { readonly text: string; readonly imports: readonly Edit[] } | undefined {
  const named = loopLibrary(node).name === "asyncio" ? nameFor(node, "asyncio.gather") : undefined;
  return named && { text: named.text, imports: importEdits(file, named.imports) };
}

/** Longer lines are broken. */
const widest = 88;

/** `a = await f()`, `b = await g()` → `a, b = await asyncio.gather(f(), g())`, for statements that follow one another; comments stay. */
export function gathered(file: PythonFile, rows: readonly AwaitStatement[]): readonly Edit[] | undefined {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const gather = gatherAt(file, first.statement);
  const targets = bound(file, rows);
  if (!gather || targets === undefined || !rows.every(({ statement }) => standsAlone(file, statement))) return undefined;
  const head = `${targets}await ${gather.text}(`;
  const gaps = rows.slice(1).map(({ statement }, i) => file.text.slice(rows[i]!.call.endIndex, statement.startIndex));
  const indent = indentAt(file, first.statement.startIndex);
  const line = `${head}${rows.map(({ call }) => call.text).join(", ")})`;
  if (!line.includes("\n") && indent.length + line.length <= widest && gaps.every((gap) => /^\s*$/.test(gap))) {
    return [...gather.imports, replace(first.statement.startIndex, last.statement.endIndex, line)];
  }
  const unit = unitAt(file, first.statement);
  const deeper = file.eol + indent + unit;
  return [
    ...gather.imports,
    replace(first.statement.startIndex, first.call.startIndex, head + deeper),
    ...rows.flatMap(({ call }) => shifted(file, call, unit)),
    ...rows.slice(1).map(({ call }, i) => replace(rows[i]!.call.endIndex, call.startIndex, `,${comments(gaps[i]!, deeper)}${deeper}`)),
    insert(last.call.endIndex, ","),
    insert(lineEnd(file, last.call.endIndex), `${file.eol}${indent})`),
  ];
}

/** The edits that indent all lines of an expression but the first. */
function shifted(file: PythonFile, { startIndex, endIndex }: Node, unit: string): readonly Edit[] {
  const next = lineEnd(file, startIndex) + file.eol.length;
  return next < endIndex ? indented(file, next, endIndex, unit) : [];
}

/** The comments of a gap between statements: one behind the first, others on lines of their own. */
const comments = (gap: string, indent: string): string => {
  const [behind = "", ...lines] = gap.split(/\r?\n/);
  return behind.trimEnd() + lines.flatMap((line) => (line.trim() === "" ? [] : [indent + line.trim()])).join("");
};

/** What the results go to, up to the `=`; undefined where that cannot be written in one assignment. */
function bound(file: PythonFile, rows: readonly AwaitStatement[]): string | undefined {
  if (rows.every(({ target }) => target === undefined)) return "";
  const texts = rows.map(({ target }) => (target === undefined ? hole(file) : target.type === "pattern_list" ? `(${target.text})` : target.text));
  return texts.some((text) => text.includes("\n")) ? undefined : `${texts.join(", ")} = `;
}

/** A name for what nobody wants. */
const hole = (file: PythonFile): string => (freshName(file, "_") === "_" ? "_" : freshName(file, "ignored"));
