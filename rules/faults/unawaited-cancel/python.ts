import type { Node } from "web-tree-sitter";
import { insert, ordered } from "../../python/write/edits.js";
import { beginsLine, fileOf, indentAt, lineEnd } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { freshName, nameFor } from "../../python/write/names.js";
import { placeOf } from "../../python/write/place.js";
import { dotted, isField, nodeAt, parts, same, statementOf, upwards } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import type { CancelSite } from "./site.js";

/** Waits for the end of what was cancelled, so that neither the cancellation of who waits nor an error of the task is lost. */
export function mend(site: CancelSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const call = nodeAt(file.root, site.span, ["call"]);
  const statement = call && statementOf(call);
  if (!call || !statement || !isAlone(call) || !placeOf(call).awaits) return [];
  const edits = site.form === "list" ? ofList(file, statement, site) : ofTask(file, call, statement, site);
  if (!edits) return [];
  const title = site.form === "list" ? "Wait for their end, and raise the error that one of them may have ended with" : "Wait for its end, and raise the error that it may have ended with";
  return [{ title: site.next.does === "asks" ? "Wait for its end" : title, edits: ordered(edits), safe: false }];
}

const isAlone = (call: Node): boolean => call.parent?.type === "expression_statement" && parts(call.parent).length === 1;

/** `await asyncio.wait([t])` behind the cancel, and `t.result()` where all is cleaned up, unless it was cancelled. */
function ofTask(file: PythonFile, call: Node, statement: Node, { next }: CancelSite): readonly Edit[] | undefined {
  const task = dotted(call.childForFieldName("function")!.childForFieldName("object")!);
  const wait = nameFor(call, "asyncio.wait");
  if (task === undefined || !wait || !ownLine(file, statement)) return undefined;
  const waiting = line(file, statement, statement, [`await ${wait.text}([${task}])`]);
  // Who asks for the result of what was cancelled gets another error than before: what is meant is for a person to say.
  if (next.does === "asks") return /\.cancelled$/.test(next.text) ? [...importEdits(file, wait.imports), waiting] : undefined;
  const last = lastOf(statement, task, file, next.span);
  if (last && !ownLine(file, last)) return undefined;
  const place = last ?? statement;
  const raising = line(file, place, place, [`if not ${task}.cancelled():`, `${unitOf(file, statement)}${task}.result()`]);
  return [...importEdits(file, wait.imports), waiting, raising];
}

/** The statement behind which an error of the task may be raised: the `try` whose `finally` cleans up, else what is closed; none where the name is another's by then. */
function lastOf(statement: Node, task: string, file: PythonFile, closing: readonly [number, number]): Node | undefined {
  const block = statement.parent!;
  const after = parts(block).filter((each) => each.startIndex > statement.startIndex);
  if (after.some((each) => each.descendantsOfType("assignment").some((node) => node.childForFieldName("left")?.text === task))) return undefined;
  const final = block.parent?.type === "finally_clause" ? block.parent.parent : undefined;
  if (final) return final;
  const closed = after.find((each) => each.startIndex <= closing[0] && closing[1] <= each.endIndex);
  return closed?.type === "expression_statement" && file.text.slice(closed.startIndex, closed.endIndex) !== "" ? closed : undefined;
}

/** Behind the loop that cancels: waits for all of them. */
function ofList(file: PythonFile, statement: Node, { name }: CancelSite): readonly Edit[] | undefined {
  const loop = loopOf(statement);
  const gather = loop && nameFor(loop, "asyncio.gather");
  const outer = loop?.childForFieldName("right");
  if (!loop || !gather || outer?.text !== name || loop.childForFieldName("alternative") || !beginsLine(file, loop.startIndex)) return undefined;
  const unit = beginsLine(file, statement.startIndex) ? unitOf(file, statement) : "    ";
  const result = freshName(file, "outcome");
  return [
    ...importEdits(file, gather.imports),
    line(file, loop, statement, [
      `for ${result} in await ${gather.text}(*${name}, return_exceptions=True):`, `${unit}if isinstance(${result}, Exception):`, `${unit}${unit}raise ${result}`,
    ]),
  ];
}

function loopOf(statement: Node): Node | undefined {
  for (const [parent, child] of upwards(statement)) {
    if (parent.type === "for_statement") return isField(parent, "body", child) ? parent : undefined;
    if (parent.type === "function_definition") return undefined;
  }
  return undefined;
}

/** Whether a statement has its lines to itself. */
function ownLine(file: PythonFile, statement: Node): boolean {
  const end = ended(file, statement);
  const rest = file.text.slice(end, lineEnd(file, end)).trim();
  return beginsLine(file, statement.startIndex) && (rest === "" || rest.startsWith("#"));
}

/** Where a statement's text ends: the grammar may count the line break in. */
const ended = (file: PythonFile, { startIndex, endIndex }: Node): number => startIndex + file.text.slice(startIndex, endIndex).trimEnd().length;

/** Lines behind the line on which `last` (or a statement within it) ends, indented as `statement` is. */
function line(file: PythonFile, statement: Node, last: Node, lines: readonly string[]): Edit {
  const indent = indentAt(file, statement.startIndex);
  const end = Math.max(ended(file, statement), ended(file, last));
  return insert(lineEnd(file, end), lines.map((each) => `${file.eol}${indent}${each}`).join(""));
}

/** What a block of the file is indented by. */
function unitOf(file: PythonFile, statement: Node): string {
  const indent = indentAt(file, statement.startIndex);
  for (const [parent] of upwards(statement)) {
    if (parent.type !== "block" || same(parent, statement)) continue;
    const outer = indentAt(file, parent.parent!.startIndex);
    if (outer.length < indent.length) return indent.slice(outer.length);
  }
  return "    ";
}
