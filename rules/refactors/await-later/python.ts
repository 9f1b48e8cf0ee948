import type { Node } from "web-tree-sitter";
import { namer, neighbours, standsAlone } from "../../python/write/block.js";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, fileOf, indentAt, lineEnd } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { awaitStatement } from "../../python/write/gather.js";
import type { AwaitStatement } from "../../python/write/gather.js";
import { importEdits } from "../../python/write/imports.js";
import { importedCallee, nameFor } from "../../python/write/names.js";
import { placeOf } from "../../python/write/place.js";
import { loopLibrary } from "../../python/write/thread.js";
import { argumentsOf, namesIn, parts, same, statementOf, upwards } from "../../python/write/tree.js";
import type { Edit, Rewrite } from "../../rule.js";
import { nearAwait, trimmed } from "../selection.js";

/** A coroutine that is awaited, and what its result goes to. */
interface Member { readonly call: Node; readonly target: Node | undefined }

/** Starts what an `await` waits for as a background task, and awaits it right before the first statement that needs it, or at the end of the block. */
export const rewrite: Rewrite = (selection, source) => {
  const span = trimmed(source.text, selection);
  if (!nearAwait(source.text, span)) return [];
  const file = fileOf(source);
  const row = rowAt(file, span);
  const { func, awaits } = row ? placeOf(row.call) : { func: undefined, awaits: false };
  const members = row && func && awaits && standsAlone(file, row.statement) && loopLibrary(row.call).name === "asyncio" ? membersOf(row) : [];
  const edits = row && members.length > 0 ? started(file, row, members) : undefined;
  if (!edits) return [];
  const what = members.length === 1 ? `\`${stemOf(members[0]!.call)}\` as a background task, await it` : "these as background tasks, await each";
  return [{ title: `Start ${what} where needed`, kind: "refactor.rewrite", edits: () => ordered(edits) }];
};

/** The innermost statement around a selection, if all it does is to await. */
function rowAt(file: PythonFile, [from, to]: readonly [number, number]): AwaitStatement | undefined {
  for (const at of [from, from - 1]) {
    const node = at < 0 ? null : file.root.descendantForIndex(at, at);
    const statement = node && statementOf(node);
    const row = statement && statement.startIndex <= from && to <= statement.endIndex ? awaitStatement(statement) : undefined;
    if (row) return row;
  }
  return undefined;
}

/** What is awaited: of a `gather` its members, where each is a call whose result has a place of its own. */
function membersOf({ call, target }: AwaitStatement): readonly Member[] {
  if (importedCallee(call.childForFieldName("function")!) !== "asyncio.gather") return [{ call, target }];
  const calls = argumentsOf(call);
  const targets = target && /^(?:pattern_list|tuple_pattern)$/.test(target.type) ? parts(target) : [];
  const fits = target === undefined || targets.length === calls.length;
  return fits && calls.every(({ type }) => type === "call") && targets.every(({ type }) => type !== "list_splat_pattern") ? calls.map((each, i) => ({ call: each, target: targets[i] })) : [];
}

const stemOf = (call: Node): string => {
  const callee = call.childForFieldName("function")!;
  return callee.childForFieldName("attribute")?.text ?? (callee.type === "identifier" ? callee.text : "call");
};

function started(file: PythonFile, { statement, call }: AwaitStatement, members: readonly Member[]): readonly Edit[] | undefined {
  const create = nameFor(call, "asyncio.create_task");
  const { after } = neighbours(statement);
  const needs = members.map(({ target }) => after.findIndex((each) => (target !== undefined && mentions(each, target)) || leaves(each)));
  // Awaited at once, or by nothing that comes between, it would be as before.
  if (!create || after.length === 0 || needs.every((at) => at === 0) || needs.some((at) => !beginsLine(file, after.at(at)!.startIndex))) return undefined;
  const fresh = namer(file);
  const names = members.map(({ call: one, target }) => fresh(`${(target?.type === "identifier" ? target.text : stemOf(one)).replace(/^_+/, "")}_task`));
  const indent = indentAt(file, statement.startIndex);
  const lines = members.map(({ target }, i) => `${target ? `${target.text} = ` : ""}await ${names[i]!}`);
  const starts = members.map(({ call: one }, i) => {
    const [open, close] = runs(one) ? ["", ""] : [`${create.text}(`, ")"];
    return { before: `${names[i]!} = ${open}`, after: close };
  });
  const whole = members.length === 1
    ? [replace(statement.startIndex, call.startIndex, starts[0]!.before), insert(call.endIndex, starts[0]!.after)]
    : [replace(statement.startIndex, statement.endIndex, members.map(({ call: one }, i) => starts[i]!.before + one.text + starts[i]!.after).join(file.eol + indent))];
  return [
    ...(members.every(({ call: one }) => runs(one)) ? [] : importEdits(file, create.imports)), ...whole,
    ...lines.map((line, i) => (needs[i]! < 0
      ? insert(lineEnd(file, after.at(-1)!.endIndex), file.eol + indent + line)
      : insert(withComments(file, after[needs[i]!]!), line + file.eol + indent))),
  ];
}

/** Whether a call gives something that runs already, and is no coroutine. */
const runs = (call: Node): boolean => /^(?:create_task|ensure_future|run_in_executor|shield)$/.test(stemOf(call));

/** Whether a statement reads or binds a name that a target begins with. */
function mentions(statement: Node, target: Node): boolean {
  const names = namesIn(statement);
  return [...namesIn(target)].some((name) => names.has(name));
}

/** Whether a statement may leave the block that it stands in: what is under way must have ended by then. */
function leaves(statement: Node): boolean {
  return [statement, ...statement.descendantsOfType(["return_statement", "raise_statement", "break_statement", "continue_statement"])].some((jump) => {
    const loops = jump.type === "break_statement" || jump.type === "continue_statement";
    if (!loops && jump.type !== "return_statement" && jump.type !== "raise_statement") return false;
    for (const [parent] of same(jump, statement) ? [] : upwards(jump, statement.parent!)) {
      if (parent.type === "function_definition" || (loops && /^(?:for|while)_statement$/.test(parent.type))) return false;
    }
    return true;
  });
}

/** Where a statement begins, with the comments right above it. */
function withComments(file: PythonFile, statement: Node): number {
  let first = statement;
  for (let above = first.previousNamedSibling; above?.type === "comment" && above.endPosition.row === first.startPosition.row - 1 && beginsLine(file, above.startIndex); above = above.previousNamedSibling) first = above;
  return first.startIndex;
}
