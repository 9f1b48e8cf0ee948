import type { Node } from "web-tree-sitter";
import { indented, namer, standsAlone, unitAt } from "../../python/write/block.js";
import { insert, ordered } from "../../python/write/edits.js";
import { ending } from "../../python/write/ending.js";
import { fileOf, indentAt, lineEnd, lineStart, type PythonFile } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { nodeAt, parts, same, statementOf, upwards } from "../../python/write/tree.js";
import type { Fix, Source } from "../../rule.js";
import type { OrphanSite, Worker } from "./site.js";

/** A worker's name, or that of the list it is in; `behind`: the statement of the join's block that starts it. */
interface Named { readonly name: string; readonly list: boolean; readonly behind: Node }

/** Cancels the workers once the queue was joined, and waits for their end: in a `finally`, or a failure would leave them at it. */
export function mend({ span, name, workers }: OrphanSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const call = nodeAt(file.root, span, ["call"]);
  const join = call && statementOf(call);
  if (!call || !join || join.type !== "expression_statement" || parts(join)[0]?.type !== "await" || !standsAlone(file, join)) return [];
  const fresh = namer(file);
  const named = workers.map((worker) => nameOf(file, worker, join));
  if (named.some((each) => each === undefined)) return [];
  const all = named as Named[];
  const behind = Math.max(...all.map(({ behind: statement }) => statement.endIndex));
  const work = parts(join.parent!).filter((each) => each.startIndex > behind && each.startIndex <= join.startIndex);
  const [first] = work;
  if (!first || work.some((each) => !standsAlone(file, each))) return [];
  const unit = unitAt(file, join);
  const distinct = [...new Map(all.map((each) => [each.name, each])).values()];
  const tasks = distinct.filter(({ list }) => !list).map((each) => each.name);
  const lists = distinct.filter(({ list }) => list).map((each) => each.name);
  const end = ending(call, { tasks, lists }, unit, fresh);
  if (!end) return [];
  const indent = indentAt(file, join.startIndex);
  const to = lineEnd(file, join.endIndex);
  const lines = [`${indent}finally:`, ...end.final.map((line) => `${indent}${unit}${line}`), ...end.after.map((line) => `${indent}${line}`)];
  const edits = [
    ...importEdits(file, end.imports),
    insert(lineStart(file, first.startIndex), `${indent}try:${file.eol}`), ...indented(file, first.startIndex, to, unit),
    insert(to, lines.map((line) => file.eol + line).join("")),
  ];
  return [{ title: `Cancel the workers after \`${name}()\`, and wait for their end`, edits: ordered(edits), safe: false }];
}

function nameOf(file: PythonFile, { span, kept, list }: Worker, join: Node): Named | undefined {
  const call = nodeAt(file.root, span, ["call"]);
  const statement = call && statementOf(call);
  if (!call || !statement) return undefined;
  const behind = [statement, ...[...upwards(statement)].map(([parent]) => parent)].find((each) => each.parent && same(each.parent, join.parent!));
  if (!behind || behind.startIndex > join.startIndex) return undefined;
  // What only some way starts has no name on the others.
  return list || same(behind, statement) ? { name: kept, list, behind } : undefined;
}
