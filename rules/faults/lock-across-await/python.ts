import type { Node } from "web-tree-sitter";
import { scopesAround } from "../../python/write/bindings.js";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { classAround, isAnothers } from "../../python/write/fields.js";
import { fileOf } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { itemsOf } from "../../python/write/guards.js";
import { importEdits } from "../../python/write/imports.js";
import { importedCallee, nameFor } from "../../python/write/names.js";
import { oldest, placeOf, since } from "../../python/write/place.js";
import { awaiting, wrap } from "../../python/write/rewrite.js";
import { loopLibrary } from "../../python/write/thread.js";
import { argumentsOf, dotted, isAsync, isAwaited, isField, isName, nodeAt, parts, same, upwards } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import type { LockSite } from "./site.js";

/** What takes the place of a thread's lock. An RLock may be taken twice by one task, which no lock of asyncio bears; what a Condition does must be awaited. */
const twins: Readonly<Record<string, string>> = {
  "threading.Lock": "asyncio.Lock",
  "threading.Semaphore": "asyncio.Semaphore",
  "threading.BoundedSemaphore": "asyncio.BoundedSemaphore",
};

/** The lock of asyncio instead, where every use of the lock is in this file and in a coroutine; none where a thread may have it too. */
export function mend(site: LockSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const at = nodeAt(file.root, site.span);
  const lock = at?.type === "call" && site.name !== at.text ? at.childForFieldName("function")!.childForFieldName("object") : at;
  const twin = twins[site.kind];
  if (!lock || !twin || loopLibrary(lock).name !== "asyncio" || severalLoops(file)) return [];
  const uses = usesOf(file, lock);
  const made = uses?.map(definedBy).filter((call) => call !== undefined) ?? [];
  const [call] = made;
  if (!uses || !call || made.length > 1 || importedCallee(call.childForFieldName("function")!) !== site.kind) return [];
  const named = madeThere(call, site) ? nameFor(call, twin) : undefined;
  const changes = uses.filter((use) => !definedBy(use)).map((use) => awaitedUse(file, use, site));
  if (!named || !changes.every((edits) => edits !== undefined)) return [];
  const callee = call.childForFieldName("function")!;
  const edits = [...importEdits(file, named.imports), replace(callee.startIndex, callee.endIndex, named.text), ...changes.flat()];
  return [{ title: `Make \`${site.name}\` an \`${twin}\``, edits: ordered(edits), safe: false }];
}

/** A lock of asyncio serves one loop. */
const severalLoops = ({ text }: PythonFile): boolean =>
  (text.match(/\basyncio\.run\(/g)?.length ?? 0) > 1 || /\bnew_event_loop\(|\basyncio\.Runner\(/.test(text);

/** Every place where the lock is written, its definition with them; undefined where others may know it. */
function usesOf(file: PythonFile, lock: Node): Node[] | undefined {
  if (lock.type === "identifier") {
    const scopes = scopesAround(lock);
    const scope = scopes.find(({ names }) => names.has(lock.text));
    if (!scope || scope.names.get(lock.text)!.length > 1 || (scope.node.type === "module" && !isOwn(file, lock.text))) return undefined;
    const all = scope.node.descendantsOfType("identifier").filter((each) => each.text === lock.text && isName(each));
    // A name of the same spelling that means something else is nobody's business, but hard to tell.
    return all.every((each) => same(scopesAround(each).find(({ names }) => names.has(lock.text))?.node ?? each, scope.node)) ? all : undefined;
  }
  const name = lock.type === "attribute" ? lock.childForFieldName("attribute")!.text : undefined;
  const cls = name === undefined ? undefined : classAround(lock);
  if (!cls || dotted(lock) !== `self.${name}` || !isOwn(file, name!)) return undefined;
  const all = file.root.descendantsOfType("attribute").filter((each) => each.childForFieldName("attribute")!.text === name && !isAnothers(each, cls));
  const named = file.root.descendantsOfType("identifier").filter((each) => each.text === name && isName(each));
  return named.length === 0 && all.every((each) => dotted(each) === `self.${name}` && same(classAround(each) ?? each, cls)) ? all : undefined;
}

/** Whether no other file uses a name: it is private, or this file is a program. */
const isOwn = (file: PythonFile, name: string): boolean => name.startsWith("_") || /^(?:asyncio\.run\(|if __name__ == )/m.test(file.text);

/** The call that makes the lock, where a use is the target of the assignment that keeps it. */
function definedBy(use: Node): Node | undefined {
  const assignment = use.parent;
  if (assignment?.type !== "assignment" || !isField(assignment, "left", use) || assignment.childForFieldName("type")) return undefined;
  const value = assignment.childForFieldName("right");
  return value?.type === "call" ? value : undefined;
}

/** Before 3.10 a lock of asyncio belonged to the loop that was there when it was made, which at the top of a file is none that will ever run. */
const madeThere = (call: Node, { python }: LockSite): boolean => since(python, 3, 10) || placeOf(call).func !== undefined;

/** The edits that make a use of the lock one of asyncio's; undefined where it stands where nothing can be awaited, or is another. */
function awaitedUse(file: PythonFile, use: Node, { python }: LockSite): Edit[] | undefined {
  if (!placeOf(use, python ?? oldest).awaits) return undefined;
  const statement = [...upwards(use)].map(([parent]) => parent).find(({ type }) => type === "with_statement");
  const item = statement && itemsOf(statement).find(({ context }) => same(context, use));
  if (statement && item) return !isAsync(statement) && itemsOf(statement).length === 1 && item.alias === undefined && isBare(statement) ? [insert(statement.startIndex, "async ")] : undefined;
  const call = use.parent?.type === "attribute" && isField(use.parent, "object", use) ? use.parent.parent : undefined;
  const method = call?.type === "call" && isField(call, "function", use.parent!) ? use.parent!.childForFieldName("attribute")!.text : undefined;
  if (!call || argumentsOf(call).length > 0 || isAwaited(call)) return undefined;
  if (method === "release" || method === "locked") return [];
  if (method !== "acquire") return undefined;
  const { before, after } = awaiting(file, call);
  return wrap(call, before, after);
}

/** `with lock:`, without `as`. */
const isBare = (statement: Node): boolean => !parts(statement).some((part) => part.type === "with_clause" && part.text.includes(" as "));
