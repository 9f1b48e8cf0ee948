import type { Node } from "web-tree-sitter";
import { indented, namer, neighbours, opened, standsAlone, unitAt } from "../../python/write/block.js";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { ending } from "../../python/write/ending.js";
import { indentAt, lineEnd, lineStart } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { nameFor } from "../../python/write/names.js";
import { bare, inLoop, parts, same } from "../../python/write/tree.js";
import type { Edit, Fix } from "../../rule.js";
import { membersOf, type Part } from "./python-members.js";
import { heldBy, startedBy, stemOf, titleOf, type Work } from "./python-work.js";
import type { EndlessSite } from "./site.js";

/** `await ticker()` with more behind it: the ticker runs beside the rest of the block, and is cancelled when that is done. */
export function beside(work: Work): Fix | undefined {
  const { file, site, node, statement } = work;
  if (!isAwaitOf(statement, node) || inLoop(statement)) return undefined;
  const create = nameFor(node, "asyncio.create_task");
  const fresh = namer(file);
  const started = create && startedFor(work, create.text, fresh);
  if (!create || !started) return undefined;
  const between = started.every((part) => part.before.length === 0) ? sinceStarted(work, started) : [];
  const after = between.length > 0 ? undefined : neighbours(statement).after;
  const [first, last] = [(after ?? between)[0], (after ?? between).at(-1)];
  if (!first || !last || !areLines(file, after ?? between) || (after && !holdsNever(site, first, last))) return undefined;
  // Queues are worked off by somebody who puts something in before.
  if (after && work.queues.length > 0) return undefined;
  const unit = unitAt(file, statement);
  const ended = ending(node, { tasks: namesOf(started, false), lists: namesOf(started, true) }, unit, fresh);
  if (!ended) return undefined;
  const indent = indentAt(file, statement.startIndex);
  const line = file.eol + indent;
  const joins = work.queues.filter((queue) => !between.some((each) => each.text.includes(`${queue}.join()`))).map((queue) => `await ${queue}.join()`);
  const close = ["finally:", ...ended.final.map((each) => unit + each), ...ended.after].join(line);
  const lines = started.flatMap(({ before }) => before);
  const open = lines.length === 0 ? [replace(statement.startIndex, statement.endIndex, "try:")]
    : [replace(statement.startIndex, statement.endIndex, lines.join(line)), opened(file, lineAfter(file, statement), `${indent}try:`)];
  const edits: Edit[] = after
    ? [...open, insert(lineEnd(file, last.endIndex), line + close)]
    : [insert(lineStart(file, first.startIndex), `${indent}try:${file.eol}`), replace(statement.startIndex, statement.endIndex, [...joins.map((each) => unit + each), close].join(line))];
  const fix = { edits: ordered([...importEdits(file, [...create.imports, ...ended.imports]), ...edits, ...indented(file, after ? lineAfter(file, statement) : first.startIndex, last.endIndex, unit)]), safe: false };
  return { title: titleOf(site), ...fix };
}

/** `await serve()` with the cleaning up behind it: that is done in a `finally`, whatever brings the serving to its end. */
export function finished({ file, site, node, statement }: Work): Fix | undefined {
  const { after } = neighbours(statement);
  const [first, last] = [after[0], after.at(-1)];
  if (!first || !last || !isAwaitOf(statement, node) || inLoop(statement) || !areLines(file, after) || !holdsNever(site, first, last)) return undefined;
  // These would swallow what brought it to its end.
  if (after.some((each) => each.type === "return_statement" || each.descendantsOfType("return_statement").length > 0)) return undefined;
  const [unit, indent] = [unitAt(file, statement), indentAt(file, statement.startIndex)];
  const edits = [
    insert(lineStart(file, statement.startIndex), `${indent}try:${file.eol}`), ...indented(file, statement.startIndex, statement.endIndex, unit),
    insert(lineEnd(file, statement.endIndex), `${file.eol}${indent}finally:`), ...indented(file, lineAfter(file, statement), last.endIndex, unit),
  ];
  return { title: `Do what follows in \`finally\`, when \`${site.name}\` is cancelled or fails`, edits: ordered(edits), safe: false };
}

const lineAfter = (file: PythonFile, statement: Node): number => lineEnd(file, statement.endIndex) + file.eol.length;

/** Whether a call for cleaning up comes first: then what follows is hardly there to be done beside. */
export const cleansUp = ({ never }: EndlessSite): boolean =>
  /\b(?:\w*_)?(?:a?close|aexit|cleanup|disconnect|dispose|release|shutdown|stop|terminate|unsubscribe|wait_closed)\w*\s*\(/i.test(never?.text ?? "");

function isAwaitOf(statement: Node, node: Node): boolean {
  const [only, ...more] = parts(statement);
  return more.length === 0 && only?.type === "await" && same(bare(parts(only)[0]!), node);
}

const areLines = (file: PythonFile, statements: readonly Node[]): boolean =>
  statements.every((each) => standsAlone(file, each) || /(?:if|for|while|try|with|match)_statement$|_definition$/.test(each.type));

const holdsNever = ({ never }: EndlessSite, first: Node, last: Node): boolean =>
  never !== undefined && never.span[0] >= first.startIndex && never.span[1] <= last.endIndex;

const namesOf = (started: readonly Part[], many: boolean): string[] => started.filter((part) => part.many === many).map(({ name }) => name);

/** The tasks, and the lines that start those that do not run yet. */
function startedFor(work: Work, create: string, fresh: (stem: string) => string): Part[] | undefined {
  const { node, site } = work;
  const [member] = site.members;
  if (site.form === "all") return membersOf(work, create, fresh);
  if (site.form === "name") return isTask(work) ? [{ endless: true, many: false, name: node.text, before: [] }] : undefined;
  const name = fresh(`${stemOf(member!)}_task`);
  return [{ endless: true, many: false, name, before: [`${name} = ${create}(${node.text})`] }];
}

/** Whether the awaited name is that of a task. */
function isTask({ node, site, statement }: Work): boolean {
  const assignment = neighbours(statement).before.map((each) => parts(each)[0]).find((each) => each?.type === "assignment" && each.childForFieldName("left")!.text === node.text);
  const right = assignment?.childForFieldName("right");
  return right != null && heldBy(right, site.members) !== undefined && startedBy(bare(right)) !== undefined;
}

/** The statements of the block behind those that start the tasks, as far as the one that awaits them; none where they do not wait for anything. */
function sinceStarted({ site, statement }: Work, started: readonly Part[]): readonly Node[] {
  const { before } = neighbours(statement);
  const at = before.findLastIndex((each) => heldBy(each, site.members) !== undefined);
  const binds = (name: string): boolean => before.slice(0, at + 1).some((each) => parts(each)[0]?.childForFieldName("left")?.text === name);
  if (at < 0 || !started.every(({ name }) => binds(name))) return [];
  const between = before.slice(at + 1);
  return between.some((each) => each.descendantsOfType("await").length > 0) ? between : [];
}
