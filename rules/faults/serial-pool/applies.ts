import { equal } from "../../model/equal.js";
import type { AttrRef, CallRef, Ref } from "../../model/ref.js";
import { holds } from "../../model/span.js";
import type { Call } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";

/** A call that gives one piece of work to a pool and waits for it. */
export interface Apply {
  /** `pool.apply(f, …)`, or `pool.apply_async(f, …).get()`, which is the same. */
  readonly call: Call;
  readonly pool: Ref;
  /** What the worker runs, and all that it is handed. */
  readonly work: Ref | undefined;
  readonly args: readonly Ref[];
}

/** The calls of a function that wait for a pool which has more than one worker. */
export function appliesOf(node: FuncNode, analysis: Analysis): readonly Apply[] {
  const { func } = node;
  const steps = analysis.summaries.resolved(node).sites.flatMap(({ step, effects }) => (
    step.is === "call" && effects.some((effect) => "leaf" in effect && waiting.has(effect.leaf.name)) ? [step] : []));
  if (!func || steps.length === 0) return [];
  return steps.flatMap((call) => {
    const inner = submission(call, node);
    if (!inner || single(inner.callee.of, node, analysis)) return [];
    const { args: [work, ...args], keys = {} } = inner;
    const { func: named, ...others } = keys;
    return [{ call, pool: inner.callee.of, work: work ?? named, args: [...args, ...Object.values(others)] }];
  });
}

const waiting = new Set(["multiprocessing.Pool.apply", "multiprocessing.pool.AsyncResult.get"]);

type MethodCall = CallRef & { readonly callee: AttrRef };

/** The call that hands the work over: itself, or the `apply_async` whose result is asked for where it stands. */
function submission({ ref, span }: Call, { func }: FuncNode): MethodCall | undefined {
  if (ref.callee.is !== "attr") return undefined;
  if (ref.callee.name === "apply") return ref as MethodCall;
  const given = ref.callee.of;
  if (ref.callee.name !== "get" || given.is !== "call" || given.callee.is !== "attr" || given.callee.name !== "apply_async") return undefined;
  let here = false;
  walk(func?.steps ?? [], (step) => void (here ||= step.is === "call" && step.ref === given && holds(span, step.span)));
  return here ? (given as MethodCall) : undefined;
}

/** The call that makes a pool, as far as it is in sight. */
export function makingOf(pool: Ref, node: FuncNode, analysis: Analysis): CallRef | undefined {
  const ref = pool.is === "name" ? analysis.module(node.path)?.functions[0]?.func.locals.get(pool.name) : pool;
  const made = ref?.is === "enter" ? ref.of : ref;
  return made?.is === "call" ? made : undefined;
}

/** Whether a pool has one worker on purpose. */
function single(pool: Ref, node: FuncNode, analysis: Analysis): boolean {
  const made = makingOf(pool, node, analysis);
  const workers = made && (made.keys?.["processes"] ?? made.args[0]);
  return workers?.is === "literal" && workers.value === 1;
}

/** Whether a Ref came to be by a call of the pool's own. */
export const isFrom = (ref: Ref, pool: Ref): boolean =>
  ref.is === "call" && ref.callee.is === "attr" && /^(?:apply|get)$/.test(ref.callee.name)
  && (equal(ref.callee.of, pool) || (ref.callee.of.is === "call" && ref.callee.of.callee.is === "attr" && equal(ref.callee.of.callee.of, pool)));

/** Every Ref that `refs` are made of, themselves too. */
export function partsOf(refs: readonly Ref[]): readonly Ref[] {
  const found = new Set<Ref>(refs);
  for (const ref of found) {
    for (const part of directParts(ref)) found.add(part);
    // Nobody writes more than this by hand.
    if (found.size > most) break;
  }
  return [...found];
}

const most = 500;

function directParts(ref: Ref): readonly Ref[] {
  switch (ref.is) {
    case "attr": case "await": case "item": case "enter": case "star": return [ref.of];
    case "call": return [ref.callee, ...ref.args, ...Object.values(ref.keys ?? {})];
    case "list": case "or": return ref.of;
    case "object": return Object.values(ref.members);
    default: return [];
  }
}
