import type { Node } from "web-tree-sitter";
import { insert, ordered } from "../../python/write/edits.js";
import { beginsLine, indentAt, lineEnd, fileOf, once } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { guarded } from "../../python/write/guards.js";
import { importEdits } from "../../python/write/imports.js";
import { freshName, nameFor } from "../../python/write/names.js";
import { oldest, placeOf } from "../../python/write/place.js";
import type { Place } from "../../python/write/place.js";
import { awaiting, handOver, onlyPositional, wrap } from "../../python/write/rewrite.js";
import { loopLibrary } from "../../python/write/thread.js";
import { bare, isAsync, isAwaited, isField, isSimple, nodeAt, parts, same, statementOf, upwards } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import type { ForgottenSite } from "./site.js";

/** What a fix is written from. */
interface Work {
  readonly file: PythonFile;
  readonly site: ForgottenSite;
  readonly call: Node;
  readonly place: Place;
}

/** The ways to have a coroutine run, the best first; none where `await` cannot stand there. */
export function mend(site: ForgottenSite, source: Source): readonly Fix[] {
  // A coroutine that is returned, or awaited on another path, is somebody else's to await.
  if (site.scope === "sync" || site.usedElsewhere || site.how === "returned-in-try") return [];
  const file = fileOf(source);
  const call = nodeAt(file.root, site.span, ["call"]);
  if (!call || isAwaited(call)) return [];
  const work = { file, site, call, place: placeOf(call, site.python ?? oldest) };
  if (site.scope === "module") return site.how === "dropped" && !work.place.func ? some(program(work)) : [];
  if (!work.place.awaits) return [];
  if (site.endless) return some(task(work));
  if (site.lasts?.()) return [...some(task(work)), { ...awaited(work), safe: false }];
  return [...(site.how === "inside" || site.how === "dropped" ? some(together(work)) : []), awaited(work)];
}

const some = (fix: Fix | undefined): Fix[] => (fix ? [fix] : []);

const fix = (title: string, edits: readonly Edit[], safe = false): Fix => ({ title, edits: ordered(edits), safe });

/** `save()` → `await save()`. */
function awaited({ file, site, call, place }: Work): Fix {
  const { before, after } = awaiting(file, call);
  const safe = site.how === "dropped" && isStatement(call) && !guarded(call, place.func);
  return fix(`Await \`${site.name}\``, wrap(call, before, after), safe);
}

/** Whether an expression is a statement of its own, in parentheses or not. */
function isStatement(node: Node): boolean {
  const parent = node.parent;
  if (parent?.type === "parenthesized_expression") return isStatement(parent);
  return parent?.type === "expression_statement" && parts(parent).length === 1;
}

/** A coroutine that goes on is started as a task of its own, and kept. */
function task({ file, site, call }: Work): Fix | undefined {
  const named = loopLibrary(call).name === "asyncio" ? nameFor(call, "asyncio.create_task") : undefined;
  if (!named) return undefined;
  const title = `Start \`${site.name}\` as a task of its own`;
  const started = wrap(call, `${named.text}(`, ")");
  const imports = importEdits(file, named.imports);
  if (site.how === "kept") return fix(title, [...imports, ...started]);
  if (site.how !== "dropped" || !isStatement(call)) return undefined;
  const statement = statementOf(call)!;
  const stem = /\w+$/.exec(site.name)?.[0] ?? "background";
  const loop = loopAround(statement);
  if (!loop) return fix(title, [...imports, insert(statement.startIndex, `${freshName(file, `${stem}_task`)} = `), ...started]);
  // In a loop each needs a place of its own, or only the last one would be held.
  if (!beginsLine(file, loop.startIndex)) return undefined;
  const list = freshName(file, `${stem}_tasks`);
  const empty = insert(loop.startIndex, `${list} = []${file.eol}${indentAt(file, loop.startIndex)}`);
  return fix(title, [...imports, empty, insert(statement.startIndex, `${list}.append(`), ...started, insert(statement.endIndex, ")")]);
}

/** The outermost loop around a statement in its function. */
function loopAround(statement: Node): Node | undefined {
  let loop: Node | undefined;
  for (const [parent] of upwards(statement)) {
    if (parent.type === "function_definition") break;
    if (parent.type === "for_statement" || parent.type === "while_statement") loop = parent;
  }
  return loop;
}

const displays = /^(?:list|tuple|set|dictionary)$/;
const comprehensions = /^(?:list|set|dictionary)_comprehension$|^generator_expression$/;

/** Awaits all the members of a container: of one that is thrown away around it, of one that is kept after its statement. */
function together({ file, site, call }: Work): Fix | undefined {
  const container = containerOf(call);
  const statement = statementOf(call)!;
  if (!container || !alike(file, container)) return undefined;
  const named = loopLibrary(call).name === "asyncio" ? nameFor(call, "asyncio.gather") : undefined;
  if (!named) return undefined;
  const imports = importEdits(file, named.imports);
  const title = `Await all of them with \`asyncio.gather\``;
  const values = /^dictionary/.test(container.type) ? ".values()" : "";
  if (site.kept !== undefined) {
    if (!isSimple(statement) || !keeps(statement, container, site.kept)) return undefined;
    return fix(title, [...imports, nextTo(file, statement, `await ${named.text}(*${site.kept}${values})`)]);
  }
  if (container.type === "expression_statement") return fix(title, [...imports, ...wrap(container, `await ${named.text}(`, ")")]);
  return isStatement(container) ? fix(title, [...imports, ...wrap(container, `await ${named.text}(*`, `${values})`)]) : undefined;
}

/** The container that a call is a member of. */
function containerOf(call: Node): Node | undefined {
  const member = call.parent?.type === "pair" && isField(call.parent, "value", call) ? call.parent : call;
  const parent = member.parent;
  if (!parent) return undefined;
  if (displays.test(parent.type) || (comprehensions.test(parent.type) && isField(parent, "body", member))) return parent;
  return parent.type === "expression_statement" && parts(parent).length > 1 ? parent : undefined;
}

/** The names of all coroutines that are defined in a file. */
const coroutinesOf = once(({ root }) =>
  new Set(root.descendantsOfType("function_definition").filter(isAsync).map((func) => func.childForFieldName("name")!.text)));

/** Whether all the members are coroutines, as far as the file shows: gather takes nothing else. */
function alike(file: PythonFile, container: Node): boolean {
  if (comprehensions.test(container.type)) return true;
  const coroutines = coroutinesOf(file);
  const callees = parts(container).map((member) => bare(member.type === "pair" ? member.childForFieldName("value")! : member))
    .map((member) => (member.type === "call" ? member.childForFieldName("function")! : undefined));
  return callees.every((callee) => callee && (callee.text === callees[0]?.text || coroutines.has(callee.text.split(".").at(-1)!)))
    && callees.length > 0;
}

/** Whether a statement does nothing but give a container its name. */
function keeps(statement: Node, container: Node, name: string): boolean {
  const assignment = parts(statement)[0];
  const right = assignment?.type === "assignment" ? assignment.childForFieldName("right") : undefined;
  return assignment?.childForFieldName("left")!.text === name && right != null && same(bare(right), container);
}

/** The edit that puts a further statement after one: on the next line, on the same where others follow there. */
function nextTo(file: PythonFile, statement: Node, text: string): Edit {
  const end = lineEnd(file, statement.endIndex);
  const alone = beginsLine(file, statement.startIndex) && /^[ \t]*(?:#.*)?$/.test(file.text.slice(statement.endIndex, end));
  return alone ? insert(end, `${file.eol}${indentAt(file, statement.startIndex)}${text}`) : insert(statement.endIndex, `; ${text}`);
}

/** `main()` at module level → `asyncio.run(main())`. */
function program({ file, site, call }: Work): Fix | undefined {
  const library = loopLibrary(call).name;
  if (!isStatement(call) || inClass(call)) return undefined;
  const named = nameFor(call, `${library}.run`);
  if (!named || (library !== "asyncio" && !onlyPositional(call))) return undefined;
  const run = library === "asyncio" ? wrap(call, `${named.text}(`, ")") : handOver(file, call, `${named.text}(`, "");
  return fix(`Run \`${site.name}\` with \`${library}.run\``, [...importEdits(file, named.imports), ...run]);
}

function inClass(node: Node): boolean {
  return [...upwards(node)].some(([parent]) => parent.type === "class_definition");
}
