import type { AttrRef } from "../../model/ref.js";
import { moved, type Span } from "../../model/span.js";
import type { Call, Use } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { memberOf } from "../../resolve/members.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { kindsOf, meet, originsOf, type Origins } from "../../summary/origins.js";
import { withinOf, written } from "../words.js";
import { goesOn } from "./goes-on.js";
import { joins } from "./joins.js";
import { missingSentinel, putting } from "./sentinel.js";
import { asksForEnd, ending, mayEnd, unsignalled } from "./signal.js";
import type { Found, Put, Worker } from "./site.js";
import { nameOf, takes } from "./takes.js";

/** The joins of an async function that leave promises behind which take from the queue for ever. A queue is what has these members. */
export function* ofTypeScript(node: FuncNode, analysis: Analysis): Iterable<Found> {
  const { func, path } = node;
  if (!func) return;
  const waits = joins(func);
  const others: Call[] = [];
  walk(func.steps, (step) => void (step.is === "call" && !waits.includes(step) && others.push(step)));
  const scope = { path, func };
  for (const join of waits) {
    const queue = join.ref.callee.is === "attr" ? join.ref.callee.of : undefined;
    const kinds = queue ? kindsOf(queue, scope, analysis) : [];
    if (!queue || kinds.length === 0 || !kinds.every((kind) => kind.is === "object" && isQueue(kind, analysis)) || !goesOn(node, join, analysis)) continue;
    const origins = originsOf(queue, scope, analysis);
    // Whatever else it is asked for may be what ends those who wait for it: `queue.close()`.
    if (isAskedMore(origins, analysis)) continue;
    const workers = startsOf(node, others, join, analysis).flatMap(([start, at]) => workerOf(start, at, origins, analysis) ?? []);
    if (workers.length === 0) continue;
    const put = workers.every(({ told }) => told !== undefined) && origins.of[0]!.scope.func === func ? putOf(others, origins, node, analysis) : undefined;
    const at = (span: Span): Span => moved(span, node.from);
    yield { path, span: at(join.span), name: written(analysis.text(path), at(join.span), at(join.name)), workers, ...(put ? { put } : {}), ...withinOf(node) };
  }
}

const members = ["get", "taskDone", "join"];

const isQueue = (kind: { readonly is: "object" } & Parameters<typeof memberOf>[0], { world }: Analysis): boolean =>
  kind.is === "object" && members.every((name) => memberOf(kind, name, kind.path, world).some(({ is }) => is === "function"));

/** Methods of a queue that end nobody. */
const usual = /^(get|put|push|add|enqueue|taskDone|join|size|length|isEmpty|empty|full|peek|on|once)$/;

/** Calls of methods of objects, by function. */
function isAskedMore(origins: Origins, analysis: Analysis): boolean {
  const files = new Set(origins.of.map(({ scope }) => scope.path));
  for (const file of files) for (const { path, func } of analysis.nodes(file)) {
    let asked = false;
    if (func) walk(func.steps, (step) => {
      const callee = step.is === "call" ? step.ref.callee : undefined;
      if (asked || callee?.is !== "attr" || usual.test(callee.name) || callee.of.is === "import" || callee.of.is === "literal") return;
      const mine = originsOf(callee.of, { path, func }, analysis).of;
      asked = mine.some(({ ref }) => origins.of.some((origin) => origin.ref === ref));
    });
    if (asked) return true;
  }
  return false;
}

/** How a function puts something into its queue. */
function putOf(calls: readonly Call[], origins: Origins, { path, func }: FuncNode, analysis: Analysis): Put | undefined {
  const scope = { path, func: func! };
  const put = calls.find(({ ref: { callee } }) => callee.is === "attr" && putting.test(callee.name) && meet(origins, originsOf(callee.of, scope, analysis)));
  return put && { name: (put.ref.callee as AttrRef).name, awaited: put.use === "awaited" || analysis.world.evaluate(put.ref.callee, scope).some((value) => value.is === "function" && value.node.func?.async === true) };
}

/** The calls before the join that start something: written there, or in a function that is handed to `map` or `Array.from`. */
function startsOf(node: FuncNode, calls: readonly Call[], join: Call, { world }: Analysis): (readonly [Call, FuncNode])[] {
  const before = calls.filter(({ span }) => span[0] < join.span[0]);
  const own = before.filter(({ use }) => isLeft(use)).map((call) => [call, node] as const);
  const handed = before.filter(({ ref: { callee } }) => callee.is === "attr" && /^(map|from|forEach)$/.test(callee.name))
    .flatMap(({ ref }) => ref.args.flatMap((arg) => (arg.is === "func" ? [world.node(node.path, arg.name)] : [])));
  return [...own, ...handed.flatMap((inner) => {
    const found: (readonly [Call, FuncNode])[] = [];
    if (inner.func?.parent === node.name) walk(inner.func.steps, (step) => {
      if (step.is === "call" && (step.use === "returned" || step.use === "dropped")) found.push([step, inner]);
    });
    return found;
  })];
}

/** Whether nobody waits for a promise: it is kept, collected or dropped. */
function isLeft(use: Use): boolean {
  if (typeof use === "string") return use === "dropped";
  if ("passed" in use) return use.passed.callee.is === "attr" && use.passed.callee.name === "push";
  return "kept" in use || ("inside" in use && typeof use.inside === "object" && "kept" in use.inside);
}

/** The worker that a call starts, if it takes from the queue for ever and is given nothing that may end it. */
function workerOf(start: Call, at: FuncNode, origins: Origins, analysis: Analysis): Worker | undefined {
  const { world, summaries } = analysis;
  const { path, func, from: offset } = at;
  if (!func) return undefined;
  const scope = { path, func };
  const callees = world.evaluate(start.ref.callee, scope);
  const [value, ...more] = callees;
  if (value?.is !== "function" || more.length > 0 || !value.node.func?.async) return undefined;
  const callee = value.node.variant?.base ?? value.node;
  if (!takes(callee, origins, analysis) || start.ref.args.some((arg) => mayEnd(arg))) return undefined;
  const unheard = unsignalled(start, callee, origins, analysis);
  const { index } = unheard ?? { index: -1 };
  if (callee.func!.params.some(({ name }, i) => i !== index && ending.test(name)) || asksForEnd(callee, index)) return undefined;
  const told = unheard || summaries.endless(value.node) ? undefined : missingSentinel(callee, origins, analysis);
  if (!told && !unheard?.endless && !summaries.endless(value.node)) return undefined;
  return {
    span: moved(start.span, offset), name: nameOf(start.ref, analysis.text(path), scope, offset) ?? callee.name, kept: "", list: false,
    ...(told ? { told: told.text, ...(told.value.is !== "literal" && callee.path !== path ? { elsewhere: true } : {}) } : {}), ...(unheard?.ends ? { signal: index } : {}),
  };
}
