import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, fileOf, indentAt, lineEnd, lineStart, type PythonFile } from "../../python/write/file.js";
import { around, dotted, isSimple, nodeAt, parts, same, statementOf, upwards } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import type { DutySite, Leaving } from "./site.js";

/** Ways to settle what was taken: before each jump that leaves too early, else in a `finally` around the work. */
export function mend(site: DutySite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const call = nodeAt(file.root, site.span, ["call"]);
  const taker = call?.childForFieldName("function");
  const object = taker?.type === "attribute" ? dotted(taker.childForFieldName("object")!) : undefined;
  if (!call || object === undefined) return [];
  const done = `${object}.task_done()`;
  const fix = site.how === "twice" ? only(file, site, done) : (beforeJumps(file, site.jumps, site, done) ?? finallyAround(file, call, site, done));
  return fix ? [fix] : [];
}

/** The call before each jump. Safe where nothing is done with what was taken, and the other ways settle it. */
function beforeJumps(file: PythonFile, jumps: readonly Leaving[], { settledElsewhere }: DutySite, done: string): Fix | undefined {
  const edits: Edit[] = [];
  for (const { span } of jumps) {
    const statement = nodeAt(file.root, span);
    if (!statement) return undefined;
    const at = statement.startIndex;
    edits.push(insert(at, beginsLine(file, at) ? `${done}${file.eol}${indentAt(file, at)}` : `${done}; `));
  }
  if (edits.length === 0) return undefined;
  const safe = settledElsewhere && jumps.every(({ idle, to }) => idle && to !== "raise");
  return { title: `Call \`${done}\` before leaving`, edits: ordered(edits), safe };
}

/** `try: … finally: queue.task_done()` around all that follows the taking, up to where it was settled; a `try` that is there already gets the `finally`. */
function finallyAround(file: PythonFile, call: Node, site: DutySite, done: string): Fix | undefined {
  const taking = statementOf(call);
  const settles = site.settles.map((span) => nodeAt(file.root, span, ["call"])).map((each) => (each ? statementOf(each) : undefined));
  if (!taking || !isSimple(taking) || !beginsLine(file, taking.startIndex) || settles.some((each) => !each || !isAlone(file, each))) return undefined;
  const behind = parts(taking.parent!).filter((each) => each.startIndex > taking.endIndex);
  const settled = behind.findLastIndex((each) => settles.some((settle) => around(each, settle!)));
  // Whoever is settled and leaves (`if job is None`) has done its part; what follows is the work of the others.
  const last = settled < 0 || (behind[settled]!.type === "if_statement" && settles.every((settle) => !around(behind[settled]!, settle!) || leaves(settle!)))
    ? behind.length - 1 : settled;
  const work = behind.slice(0, last + 1);
  if (!settles.every((settle) => work.some((each) => around(each, settle!)))) return undefined;
  while (work.length > 0 && settles.some((settle) => same(settle!, work.at(-1)!))) work.pop();
  const [first] = work;
  if (!first || work.some((each) => !beginsLine(file, each.startIndex)) || hasLongText(work)) return undefined;
  const unit = unitOf(file, taking);
  if (unit === undefined) return undefined;
  const indent = indentAt(file, taking.startIndex);
  const removed = settles.map((settle) => removal(file, settle!, settles as Node[]));
  const end = lineEnd(file, work.at(-1)!.endIndex);
  const final = `${file.eol}${indent}finally:${file.eol}${indent}${unit}${done}`;
  const title = `Call \`${done}\` in a \`finally\``;
  if (work.length === 1 && first.type === "try_statement") {
    if (first.namedChildren.some((child) => child.type === "finally_clause")) return undefined;
    return { title, edits: ordered([...removed, insert(end, final)]), safe: false };
  }
  const edits: Edit[] = [...removed, insert(lineStart(file, first.startIndex), `${indent}try:${file.eol}`), insert(end, final)];
  for (let at = lineStart(file, first.startIndex); at < end; at = lineEnd(file, at) + file.eol.length) {
    const gone = removed.some(({ span, text }) => text === "" && span[0] <= at && at < span[1]);
    if (!gone && lineEnd(file, at) > at) edits.push(insert(at, unit));
  }
  return { title, edits: ordered(edits), safe: false };
}

const leaves = (statement: Node): boolean => /^(?:break|continue|return|raise)_statement$/.test(statement.nextNamedSibling?.type ?? "");

/** Leaves only the call in the `finally`. */
function only(file: PythonFile, site: DutySite, done: string): Fix | undefined {
  const settles = site.settles.map((span) => nodeAt(file.root, span, ["call"])).flatMap((each) => (each ? (statementOf(each) ?? []) : []));
  for (const settle of settles) {
    const clause = [...upwards(settle)].map(([parent]) => parent).find(({ type }) => type === "finally_clause");
    const statement = clause?.parent;
    if (!statement || !same(settle.parent!.parent!, clause)) continue;
    const others = settles.filter((each) => !same(each, settle) && around(statement, each) && !around(clause, each));
    if (others.length === 0 || others.some((each) => !isAlone(file, each))) continue;
    return { title: `Leave \`${done}\` to the \`finally\``, edits: ordered(others.map((each) => removal(file, each, others))), safe: false };
  }
  return undefined;
}

/** Whether a call is a statement on a line of its own. */
function isAlone(file: PythonFile, statement: Node): boolean {
  const call = parts(statement)[0];
  return statement.type === "expression_statement" && parts(statement).length === 1 && call?.type === "call" && beginsLine(file, statement.startIndex)
    && /^[ \t]*(?:#.*)?$/.test(file.text.slice(statement.endIndex, lineEnd(file, statement.endIndex)));
}

/** Takes a statement out with its line; a block that would be empty keeps a `pass`. */
function removal(file: PythonFile, statement: Node, others: readonly Node[]): Edit {
  const stays = parts(statement.parent!).some((each) => !others.some((other) => same(other, each)));
  if (!stays) return replace(statement.startIndex, statement.endIndex, "pass");
  return replace(lineStart(file, statement.startIndex), Math.min(lineEnd(file, statement.endIndex) + file.eol.length, file.text.length), "");
}

/** What the block of a statement is indented by beyond what holds it; undefined where that cannot be told. */
function unitOf(file: PythonFile, statement: Node): string | undefined {
  const outer = statement.parent?.parent;
  if (!outer) return undefined;
  const [own, around] = [indentAt(file, statement.startIndex), indentAt(file, outer.startIndex)];
  return own.startsWith(around) && own.length > around.length ? own.slice(around.length) : undefined;
}

/** A text over several lines would not be the same text once it is indented. */
const hasLongText = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => node.descendantsOfType("string").some(({ startPosition, endPosition }) => startPosition.row !== endPosition.row));
