import type { LanguageName } from "../../model/module.js";
import type { CallRef, Ref } from "../../model/ref.js";
import type { Call, Step } from "../../model/step.js";
import { inner, walk } from "../../model/walk.js";
import { memberOf } from "../../resolve/members.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import type { World } from "../../resolve/world.js";
import type { Analysis } from "../../summary/analysis.js";
import { kindsOf, meet, originsOf } from "../../summary/origins.js";
import type { Duty } from "./duty.js";
import { holdsRef } from "./mentions.js";
import { owns, takings, type Taking } from "./protocols.js";
import { alike, leadsTo, related, type Relation } from "./relate.js";

/** The methods of a language that take, by name: a quick no for nearly every call. */
const takers = { python: namesOf("python"), typescript: namesOf("typescript") };

function namesOf(language: LanguageName): ReadonlySet<string> {
  return new Set([...Object.values(takings[language]), owns[language]].flatMap(({ takes }) => takes));
}

/** The duties that begin with a call in a function: something is taken. */
export function* taken(node: FuncNode, language: LanguageName, analysis: Analysis): Iterable<Duty> {
  const { func, path } = node;
  if (!func) return;
  const scope = { path, func };
  const calls: Call[] = [];
  walk(func.steps, (step) => {
    if (step.is === "call" && step.ref.callee.is === "attr" && takers[language].has(step.ref.callee.name)) calls.push(step);
  });
  for (const take of calls) {
    const duty = dutyOf(take, node, scope, language, analysis);
    if (duty) yield duty;
  }
}

function dutyOf(take: Call, node: FuncNode, scope: Scope, language: LanguageName, analysis: Analysis): Duty | undefined {
  const { callee } = take.ref;
  if (callee.is !== "attr") return undefined;
  const source = callee.of;
  const protocol = protocolOf(source, scope, language, analysis) ?? (language === "python" ? shapeOf(source, scope) : undefined);
  if (!protocol?.takes.includes(callee.name)) return undefined;
  const start = startOf(take, scope, analysis);
  if (!start) return undefined;
  const origins = originsOf(source, scope, analysis);
  const isItem = (ref: Ref): boolean => ref === take.ref || ref === start.ref || (ref.is === "await" && (ref.of === take.ref || ref.of === start.ref)) || (ref.is === "item" && isItem(ref.of));
  const isSource = (ref: Ref): boolean => alike(ref, source);
  return {
    node, scope, protocol, take, start, source, isItem,
    names: namesBehind(start, scope.func.steps),
    isMeans: (ref) => isSource(ref) || leadsTo(ref, source) || (ref.is === "attr" && protocol.settles.includes(ref.name) && isSource(ref.of)) || (protocol.called === true && isItem(ref)),
    mayBe: (called) => called.is === "attr" ? protocol.settles.includes(called.name) : protocol.called === true,
    settles(called, _args, at): Relation {
      if (protocol.called && isItem(called)) return "same";
      if (called.is !== "attr" || !protocol.settles.includes(called.name)) return "other";
      if (at.func === scope.func) return related(called.of, source, scope, analysis);
      const others = originsOf(called.of, at, analysis);
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
function shapeOf(source: Ref, { func }: Scope): Taking | undefined {
  let settles = false;
  walk(func.steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    settles ||= callee?.is === "attr" && owns.python.settles.includes(callee.name) && alike(callee.of, source);
  });
  return settles ? owns.python : undefined;
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
  const call = callOf(ref, scope.func.steps);
  if (call?.use !== "awaited") return undefined;
  return analysis.world.evaluate(ref.callee, scope).every((value) => value.is === "external" && waiters.test(value.name)) ? call : undefined;
}

const isAwaited = (ref: CallRef, scope: Scope): boolean => callOf(ref, scope.func.steps)?.use === "awaited" && ref.callee.is !== "func";

function callOf(ref: CallRef, steps: readonly Step[]): Call | undefined {
  let found: Call | undefined;
  walk(steps, (step) => {
    if (step.is === "call" && step.ref === ref) found = step;
  });
  return found;
}

/** The names that are bound right behind a call: those of what it gave. */
function namesBehind(call: Call, steps: readonly Step[]): ReadonlySet<string> {
  const names = new Set<string>();
  const at = steps.indexOf(call);
  if (at < 0) {
    for (const step of steps) for (const list of inner(step)) for (const name of namesBehind(call, list)) names.add(name);
    return names;
  }
  for (let i = at + 1; steps[i]?.is === "bind"; i++) names.add((steps[i] as Step & { is: "bind" }).name);
  return names;
}

/** Whether something that was taken without a name is put away as such: nothing says where it goes. */
export function isUnseen({ names, isItem, scope: { func }, take, start }: Duty): boolean {
  if (!take || names.size > 0) return false;
  const captured = [...func.locals.values()].some((ref) => holdsRef(ref, isItem));
  return captured ? func.changes === true || func.generator : func.generator || start !== take;
}
