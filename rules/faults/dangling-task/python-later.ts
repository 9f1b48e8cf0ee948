import type { Node } from "web-tree-sitter";
import { indented, neighbours, opened, standsAlone, unitAt } from "../../python/write/block.js";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { ending } from "../../python/write/ending.js";
import { beginsLine, indentAt, lineEnd, lineStart } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { nameFor } from "../../python/write/names.js";
import { around, inLoop, isAsync, isName, parts, same, targets, upwards } from "../../python/write/tree.js";
import type { Edit, Fix } from "../../rule.js";
import { claim, runsProgram, stemOf, type Work } from "./python-work.js";

/** How the task, or the tasks of a loop, are kept: under which name, by which edits, and by which statement of the function. */
interface Keeping { readonly name: string; readonly many: boolean; readonly edits: readonly Edit[]; readonly by: Node }

/** A name for the task; of a loop, one for the list of all its tasks: a comprehension where the loop does nothing else. Undefined within other loops. */
function keeping({ file, site, call, statement, fresh }: Work): Keeping | undefined {
  const loop = statement.parent?.parent;
  const stem = stemOf(site);
  if (site.many) {
    const name = fresh(`${stem}_tasks`);
    return { name, many: true, edits: [insert(statement.startIndex, `${name} = `)], by: statement };
  }
  if (loop?.type !== "for_statement") {
    const name = fresh(`${stem}_task`);
    return { name, many: false, edits: [insert(statement.startIndex, `${name} = `)], by: statement };
  }
  const body = loop.childForFieldName("body")!;
  const [left, right] = [loop.childForFieldName("left")!, loop.childForFieldName("right")!];
  // What comes as long as it likes would make the list as long.
  if (!same(statement.parent!, body) || isAsync(loop) || !standsAlone(file, loop)) return undefined;
  const name = fresh(`${stem}_tasks`);
  const plain = parts(body).length === 1 && !loop.childForFieldName("alternative") && !loop.text.includes("#");
  const edits = plain && asComprehension(loop, left)
    ? [replace(loop.startIndex, loop.endIndex, `${name} = [${call.text} for ${left.text} in ${right.text}]`)]
    : [insert(loop.startIndex, `${name} = []${file.eol}${indentAt(file, loop.startIndex)}`), insert(statement.startIndex, `${name}.append(`), insert(call.endIndex, ")")];
  return { name, many: true, edits, by: loop };
}

/** Whether a loop means the same as a comprehension: nothing of it is read elsewhere in its function, and it binds nothing on the way. */
function asComprehension(loop: Node, left: Node): boolean {
  if (loop.descendantsOfType(["named_expression", "yield"]).length > 0) return false;
  const func = [...upwards(loop)].find(([parent]) => parent.type === "function_definition")?.[0];
  const bound = targets(left);
  const outside = func?.descendantsOfType("identifier").filter((each) => !around(loop, each) && isName(each)) ?? [];
  return !outside.some((each) => bound.includes(each.text));
}

/** The task of something that comes to an end is awaited at the end of its block. */
export function awaitedLater(work: Work): Fix | undefined {
  const { file, site, call } = work;
  const kept = keeping(work);
  const after = kept ? neighbours(kept.by).after : [];
  const last = after.at(-1);
  const program = runsProgram(work.statement);
  if (!last && program && !kept?.many) return { title: `Await the task of \`${site.coroutine ?? site.name}\``, edits: [insert(call.startIndex, "await ")], safe: false };
  if (!kept || !last || inLoop(kept.by) || !(program || after.some(awaits)) || !beginsLine(file, last.startIndex)) return undefined;
  // Whoever returns in between does not come to the end.
  if (after.some((each) => !same(each, last) && leaves(each)) || (!isExit(last) && leaves(last))) return undefined;
  const gather = kept.many ? nameFor(call, "asyncio.gather") : undefined;
  if (kept.many && !gather) return undefined;
  const wait = gather ? `await ${gather.text}(*${kept.name})` : `await ${kept.name}`;
  const indent = indentAt(file, kept.by.startIndex);
  const place = isExit(last) ? insert(lineStart(file, last.startIndex), indent + wait + file.eol) : insert(lineEnd(file, last.endIndex), file.eol + indent + wait);
  return { title: `Keep the task${kept.many ? "s" : ""} of \`${site.coroutine ?? site.name}\` and await ${kept.many ? "them" : "it"} at the end`, edits: ordered([...importEdits(file, gather?.imports ?? []), ...kept.edits, claim(file, kept.by), place]), safe: false };
}

/** The task of a consumer is cancelled once its queue is joined, and its end is waited for. */
export function cancelledLater(work: Work): Fix | undefined {
  const { file, site, call, fresh } = work;
  const kept = keeping(work);
  const after = kept ? neighbours(kept.by).after : [];
  const join = after.findIndex((each) => standsAlone(file, each) && site.queues?.some((queue) => each.text === `await ${queue}.join()`));
  const [first, last] = [after[0], after[join]];
  if (!kept || !first || !last || inLoop(kept.by) || after.slice(0, join).some(leaves)) return undefined;
  const unit = unitAt(file, kept.by);
  const ended = ending(call, kept.many ? { tasks: [], lists: [kept.name] } : { tasks: [kept.name], lists: [] }, unit, fresh);
  if (!ended) return undefined;
  const indent = indentAt(file, kept.by.startIndex);
  const line = file.eol + indent;
  const edits = [
    ...importEdits(file, ended.imports), ...kept.edits, claim(file, kept.by), opened(file, lineEnd(file, kept.by.endIndex) + file.eol.length, `${indent}try:`),
    ...indented(file, lineEnd(file, kept.by.endIndex) + file.eol.length, last.endIndex, unit),
    insert(lineEnd(file, last.endIndex), line + ["finally:", ...ended.final.map((each) => unit + each), ...ended.after].join(line)),
  ];
  return { title: `Keep the task${kept.many ? "s" : ""} of \`${site.coroutine ?? site.name}\`, and cancel ${kept.many ? "them" : "it"} when the queue is joined`, edits: ordered(edits), safe: false };
}

const awaits = (statement: Node): boolean => statement.type === "await" || statement.descendantsOfType("await").length > 0 || /^async\b/.test(statement.text);

const isExit = (statement: Node): boolean => /^(?:return|raise)_statement$/.test(statement.type);

/** Whether a statement may leave the function (or the round of a loop around it) before its end. */
const leaves = (statement: Node): boolean =>
  isExit(statement) || statement.descendantsOfType(["return_statement", "break_statement", "continue_statement"]).length > 0;
