import type { Func, LanguageName } from "../../model/module.js";
import { looking } from "../../model/looking.js";
import type { CallRef, Ref } from "../../model/ref.js";
import type { Call } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { memberOf } from "../../resolve/members.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import type { World } from "../../resolve/world.js";
import type { Analysis } from "../../summary/analysis.js";
import { kindsOf, meet, originsOf, type Origins } from "../../summary/origins.js";
import type { Duty } from "./duty.js";
import { effort, type Effort } from "./helpers.js";
import { layoutOf } from "./layout.js";
import { holdsRef } from "./mentions.js";
import { owns, takings, type Taking } from "./protocols.js";
import { alike, leadsTo, related, type Relation } from "./relate.js";

/** The methods of a language that take, by name: a quick no for nearly every call. */
const takers = { python: namesOf("python"), typescript: namesOf("typescript") };

function namesOf(language: LanguageName): ReadonlySet<string> {
  return new Set([...Object.values(takings[language]), owns[language]].flatMap(({ takes }) => takes));
}

/** The calls that may take something: nothing is taken by a key, as `get("name")` does. */
export const takes = looking<Call>({
  call: ({ ref: { callee, args: [first] } }) => callee.is === "attr" && (takers.python.has(callee.name) || takers.typescript.has(callee.name))
    && first?.is !== "text" && !(first?.is === "literal" && typeof first.value === "string"),
});

/** The duties that begin with a call in a function: something is taken. */
export function* taken(node: FuncNode, language: LanguageName, analysis: Analysis, efforts: Map<Taking, Effort["may"]>): Iterable<Duty> {
  const { func, path } = node;
  if (!func) return;
  const scope = { path, func };
  for (const take of takes(func)) {
    if (take.ref.callee.is !== "attr" || !takers[language].has(take.ref.callee.name)) continue;
    const duty = dutyOf(take, node, scope, language, analysis, efforts);
    if (duty) yield duty;
  }
}

function dutyOf(take: Call, node: FuncNode, scope: Scope, language: LanguageName, analysis: Analysis, efforts: Map<Taking, Effort["may"]>): Duty | undefined {
  const { callee } = take.ref;
  if (callee.is !== "attr") return undefined;
  const source = callee.of;
  const protocol = protocolOf(source, scope, language, analysis) ?? (language === "python" ? shapeOf(source, scope) : undefined);
  if (!protocol?.takes.includes(callee.name)) return undefined;
  const start = startOf(take, scope, analysis);
  if (!start) return undefined;
  let origins: Origins | undefined;
  const isItem = (ref: Ref): boolean => ref === take.ref || ref === start.ref || (ref.is === "await" && (ref.of === take.ref || ref.of === start.ref)) || (ref.is === "item" && isItem(ref.of));
  const isSource = (ref: Ref): boolean => alike(ref, source);
  const may = efforts.get(protocol) ?? new Map();
  efforts.set(protocol, may);
  return {
    node, scope, protocol, take, start, source, isItem, depth: 0, effort: effort(may),
    names: new Set(layoutOf(scope.func).named.get(start)),
    takesMore: (called) => called.is === "attr" && protocol.takes.includes(called.name) && related(called.of, source, scope, analysis) === "same",
    isMeans: (ref) => isSource(ref) || leadsTo(ref, source) || (ref.is === "attr" && protocol.settles.includes(ref.name) && isSource(ref.of)) || (protocol.called === true && isItem(ref)),
    mayBe: (called) => called.is === "attr" ? protocol.settles.includes(called.name) : protocol.called === true,
    settles(called, _args, at): Relation {
      if (protocol.called && isItem(called)) return "same";
      if (called.is !== "attr" || !protocol.settles.includes(called.name)) return "other";
      if (at.func === scope.func) return related(called.of, source, scope, analysis);
      const others = originsOf(called.of, at, analysis);
      origins ??= originsOf(source, scope, analysis);
      return meet(origins, others) ? "same" : others.open || origins.open ? "maybe" : "other";
    },
  };
}

/** What is to be kept with an object: by its class, or by the members of a class of one's own. */
export function protocolOf(source: Ref, scope: Scope, language: LanguageName, analysis: Analysis): Taking | undefined {
  const kinds = kindsOf(source, scope, analysis);
  const [first, ...rest] = kinds.map((kind) => ofKind(kind, language, analysis.world));
  return rest.every((other) => other === first) ? first : undefined;
}

function ofKind(value: Value, language: LanguageName, world: World): Taking | undefined {
  const table = takings[language];
  if (value.is === "instance") {
    const cls = world.shelf(language).ancestors(value.of).find((each) => Object.hasOwn(table, each));
    return cls === undefined ? undefined : table[cls];
  }
  if (value.is !== "object") return undefined;
  const own = owns[language];
  const has = (name: string): boolean => memberOf(value, name, value.path, world).some(({ is }) => is === "function" || is === "external");
  return [...own.takes.slice(0, 1), ...own.settles, own.joins!].every(has) ? own : undefined;
}

/** Something of which nothing is known, in a function that calls both its `get` and its `task_done`: it is a queue. */
const shapeOf = (source: Ref, { func }: Scope): Taking | undefined => (settledIn(func).some((of) => alike(of, source)) ? owns.python : undefined);

const settled = new WeakMap<Func, readonly Ref[]>();

/** The objects of which a function calls `task_done`. */
function settledIn(func: Func): readonly Ref[] {
  let found = settled.get(func);
  if (found) return found;
  const made: Ref[] = [];
  walk(func.steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (callee?.is === "attr" && owns.python.settles.includes(callee.name)) made.push(callee.of);
  });
  settled.set(func, (found = made));
  return found;
}

/** The call with whose normal end something has been taken; undefined where that cannot be told, or where it goes somewhere else at once. */
function startOf(take: Call, scope: Scope, analysis: Analysis): Call | undefined {
  const { use } = take;
  const awaitable = analysis.world.evaluate(take.ref, scope).some(({ is }) => is === "awaitable");
  if (use === "awaited") return take;
  if (typeof use === "object" && "passed" in use && (awaitable || isAwaited(use.passed, scope))) return waiting(use.passed, scope, analysis);
  if (awaitable || use === "returned" || use === "returned-in-try" || use === "yielded" || use === "escapes") return undefined;
  return typeof use === "object" && "inside" in use ? undefined : take;
}

const waiters = /^(asyncio|async_timeout|anyio)\.(wait_for|shield)$/;

/** `await wait_for(queue.get(), 1)`: the call that waits. */
function waiting(ref: CallRef, scope: Scope, analysis: Analysis): Call | undefined {
  const call = layoutOf(scope.func).calls.get(ref);
  if (call?.use !== "awaited") return undefined;
  return analysis.world.evaluate(ref.callee, scope).every((value) => value.is === "external" && waiters.test(value.name)) ? call : undefined;
}

const isAwaited = (ref: CallRef, scope: Scope): boolean => layoutOf(scope.func).calls.get(ref)?.use === "awaited" && ref.callee.is !== "func";

/** Whether something that was taken without a name is put away as such: nothing says where it goes. */
export function isUnseen({ names, isItem, scope: { func }, take, start }: Duty): boolean {
  if (!take || names.size > 0) return false;
  const captured = [...func.locals.values()].some((ref) => holdsRef(ref, isItem));
  return captured ? func.changes === true || func.generator : func.generator || start !== take;
}
