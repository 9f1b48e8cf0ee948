import type { CallRef, Ref } from "../../model/ref.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import type { Analysis } from "../../summary/analysis.js";

/** Library functions whose promises are never rejected, if they are called as they should. */
const calm: ReadonlySet<string> = new Set([
  "timers.promises.setTimeout", "timers.promises.setImmediate", "timers.promises.scheduler.wait", "timers.promises.scheduler.yield", "Promise.allSettled", "Promise.resolve",
]);

/** Whether a promise that `ref` gives may be rejected. */
export function mayReject(value: Value, ref: Ref, scope: Scope, analysis: Analysis): boolean {
  if (value.is !== "awaitable") return false;
  // An edit of another file reaches those who call what stands in it, not those who have its promise from elsewhere.
  if (value.from && ref.is !== "call" && ref.is !== "unknown" && value.from.path !== scope.path) return false;
  if (value.from) return analysis.summaries.traits(value.from).rejects && !isCalm(value.from, scope.path, analysis);
  if (ref.is !== "call") return true;
  if (value.bare && ref.new) return executorRejects(ref.args[0], scope, analysis);
  const callees = analysis.world.evaluate(ref.callee, scope);
  // What a `new Promise` in another function becomes is known only where that is seen.
  if (value.bare) return callees.some((callee) => callee.is === "function" && callee.node.path === scope.path && returnsRejected(callee.node, scope.path, analysis) === true);
  if (callees.some(({ is }) => is === "function")) return callees.some((callee) => callee.is !== "function" || returnsRejected(callee.node, scope.path, analysis) !== false);
  const names = callees.map((callee) => (callee.is === "external" ? callee.name : ""));
  if (names.length === 0 || !names.every((name) => calm.has(name) || name === "Promise.all")) return true;
  return names.includes("Promise.all") && anyRejects(ref.args[0], scope, analysis);
}

/** Whether a plain function hands on a promise that may be rejected; undefined where nobody can tell. */
function returnsRejected(node: FuncNode, home: string, analysis: Analysis): boolean | undefined {
  const { func, path } = node;
  if (!func || func.async) return undefined;
  if (analysis.summaries.traits(node).resolves) return false;
  if (path !== home) return undefined;
  const scope: Scope = { path, func };
  const given: CallRef[] = [];
  walk(func.steps, (step) => void (step.is === "call" && (step.use === "returned" || step.use === "returned-in-try") && given.push(step.ref)));
  if (given.length === 0) return undefined;
  return given.some((ref) => {
    const callees = analysis.world.evaluate(ref.callee, scope);
    const resolves = callees.length > 0 && callees.every((callee) => callee.is === "external" && calm.has(callee.name));
    return !resolves && !(ref.new && !executorRejects(ref.args[0], scope, analysis));
  });
}

/** Whether one of the promises in an array may be rejected. */
function anyRejects(list: Ref | undefined, scope: Scope, analysis: Analysis): boolean {
  const values = list ? analysis.world.evaluate(list, scope).flatMap((value) => (value.is === "list" ? value.of : [value])) : [];
  return values.length === 0 || values.some((value) => value.is !== "awaitable" || mayReject(value, { is: "unknown" }, scope, analysis));
}

/** Whether nothing that a function of the same file does can fail, as far as that is known: it calls only what is calm, too. */
function isCalm(node: FuncNode, home: string, analysis: Analysis, seen = new Set<FuncNode>()): boolean {
  const { func, path } = node;
  if (!func) return false;
  // An edit of another file is followed no farther than to who calls what was edited.
  if (path !== home) return analysis.summaries.traits(node).calm;
  if (seen.has(node)) return true;
  seen.add(node);
  const scope: Scope = { path, func };
  const { looks } = analysis.world.shelf("typescript").knowledge.library;
  let calms = true;
  walk(func.steps, (step) => {
    if (!calms || step.is !== "call") {
      calms &&= step.is !== "enter" && !(step.is === "jump" && step.to === "raise") && !(step.is === "iterate" && step.async);
      return;
    }
    if (step.ref.new && step.ref.callee.is === "name" && step.ref.callee.name === "Promise") calms = !executorRejects(step.ref.args[0], scope, analysis);
    else {
      const callees = analysis.world.evaluate(step.ref.callee, scope);
      calms = callees.length > 0 && callees.every((callee) =>
        callee.is === "external" ? calm.has(callee.name) || looks.has(callee.name) || /^set(?:Timeout|Immediate|Interval)$/.test(callee.name)
          : callee.is === "function" && isCalm(callee.node, home, analysis, seen));
    }
  });
  return calms;
}

/** Whether `new Promise(…)` is ever rejected: its function takes a way to do so, or throws. */
function executorRejects(executor: Ref | undefined, { path }: Scope, analysis: Analysis): boolean {
  const func = executor?.is === "func" ? analysis.world.node(path, executor.name).func : undefined;
  return func === undefined || func.params.length > 1 || throwsIn(func.steps);
}

function throwsIn(steps: Parameters<typeof walk>[0]): boolean {
  let throws = false;
  walk(steps, (step) => void (throws ||= step.is === "jump" && step.to === "raise"));
  return throws;
}

/** Whether what a chain of `then`, `catch` and `finally` gives may be rejected; false where it is not known that a promise is at its beginning. */
export function chainRejects(ref: Ref, scope: Scope, analysis: Analysis): boolean {
  const { callee } = ref.is === "call" ? ref : { callee: ref };
  if (ref.is !== "call" || callee.is !== "attr" || !/^(?:then|catch|finally)$/.test(callee.name)) {
    const values = analysis.world.evaluate(ref, scope);
    return values.length > 0 && values.every(({ is }) => is === "awaitable") && values.some((value) => mayReject(value, ref, scope, analysis));
  }
  const [first, second] = ref.args;
  const before = chainRejects(callee.of, scope, analysis);
  // Who handles a rejection has thought of it: what the handler throws again is meant to come through.
  if (callee.name === "catch") return !first && before;
  const handled = callee.name === "then" && second !== undefined;
  return (!handled && before) || (isPromise(rootOf(ref), scope, analysis) && callbackRejects(first, scope, analysis));
}

/** What a chain of `then`, `catch` and `finally` begins with. */
export function rootOf(ref: CallRef): Ref {
  const { callee } = ref;
  if (callee.is !== "attr" || !/^(?:then|catch|finally)$/.test(callee.name)) return ref;
  return callee.of.is === "call" ? rootOf(callee.of) : callee.of;
}

function isPromise(ref: Ref, scope: Scope, analysis: Analysis): boolean {
  const values = analysis.world.evaluate(ref, scope);
  return values.length > 0 && values.every(({ is }) => is === "awaitable");
}

/** Whether a reaction throws by a word of its own, or hands on a promise that may be rejected. */
function callbackRejects(ref: Ref | undefined, scope: Scope, analysis: Analysis): boolean {
  if (!ref) return false;
  return analysis.world.evaluate(ref, scope).some((value) => {
    const func = value.is === "function" ? value.node.func : undefined;
    if (!func || value.is !== "function" || value.node.path !== scope.path) return false;
    if (func.async) return analysis.summaries.traits(value.node).rejects && !isCalm(value.node, scope.path, analysis);
    const inner: Scope = { path: value.node.path, func };
    const given = analysis.world.evaluate(func.returns, inner);
    return throwsIn(func.steps) || given.some((each) => mayReject(each, func.returns, inner, analysis));
  });
}
