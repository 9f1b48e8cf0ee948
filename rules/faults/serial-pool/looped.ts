import { equal } from "../../model/equal.js";
import type { Ref } from "../../model/ref.js";
import type { Call, Loop, Read, Step, Use } from "../../model/step.js";
import { inner, walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { isFrom, makingOf, partsOf, type Apply } from "./applies.js";

/** Those that each round of a loop makes, though no round needs anything of the one before it. */
export function looped(node: FuncNode, applies: readonly Apply[], analysis: Analysis): ReadonlySet<Apply> {
  const found = new Set<Apply>();
  for (const apply of applies) {
    const loop = loopAround(node.func?.steps ?? [], apply.call);
    if (loop && isPlain(loop, apply, node, analysis) && !isCarried(apply, loop)) found.add(apply);
  }
  return found;
}

/** The innermost loop that holds a step. */
function loopAround(steps: readonly Step[], wanted: Step, around?: Loop): Loop | undefined {
  for (const step of steps) {
    if (step === wanted) return around;
    for (const list of inner(step)) {
      const holds = contains(list, wanted);
      if (holds) return loopAround(list, wanted, step.is === "loop" ? step : around);
    }
  }
  return undefined;
}

function contains(steps: readonly Step[], wanted: Step): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= step === wanted));
  return found;
}

/** Whether a loop goes through something to its end, at its own pace, with a pool that was there before. */
function isPlain(loop: Loop, { pool }: Apply, node: FuncNode, analysis: Analysis): boolean {
  if (!loop.test.some((step) => step.is === "iterate" && !step.async)) return false;
  const made = makingOf(pool, node, analysis);
  const paced = new Set(analysis.summaries.resolved(node).sites.flatMap(({ step, effects }) => (
    effects.some((effect) => "leaf" in effect && /^(?:sleep|input)$/.test(effect.leaf.blocker.why)) ? [step as Step] : [])));
  let plain = true;
  walk([loop], (step) => {
    if (step.is === "jump" && (step.to === "break" || step.to === "return")) plain = false;
    if (paced.has(step) || (step.is === "call" && step.ref === made)) plain = false;
  });
  return plain;
}

/** Whether a round may need what an earlier one got, or decides whether there is a next one. */
function isCarried(apply: Apply, loop: Loop): boolean {
  const { call, args, pool } = apply;
  const parts = partsOf(args);
  if (parts.some((part) => isFrom(part, pool))) return true;
  const steps: Step[] = [];
  walk([loop], (step) => void steps.push(step));
  const at = steps.indexOf(call);
  const bound = new Set(steps.slice(at).flatMap((step) => (step.is === "bind" ? [step.name] : [])));
  const reads = steps.filter((step): step is Read => step.is === "read");
  const needs = (read: Read): boolean => bound.has(read.name) && steps.indexOf(read) < at && !boundBefore(read, steps);
  if (reads.some((read) => needs(read) && isPassedTo(read.use, call))) return true;
  return flows(call.use, reads).some((use) => (use === "escapes" ? !args.every((arg) => isOwn(arg, loop)) : mayChange(use, parts, loop)));
}

/** Whether a round binds a name anew before it reads it. */
const boundBefore = (read: Read, steps: readonly Step[]): boolean =>
  steps.slice(0, steps.indexOf(read)).some((step) => step.is === "bind" && step.name === read.name);

function isPassedTo(use: Use, { ref }: Call): boolean {
  if (typeof use !== "object") return false;
  if ("inside" in use) return isPassedTo(use.inside, { ref } as Call);
  return "passed" in use && use.passed === ref;
}

/** All that becomes of a result: where it goes at once, and where its name goes. */
function flows(use: Use, reads: readonly Read[]): readonly Use[] {
  if (typeof use !== "object") return [use];
  if ("inside" in use) return flows(use.inside, reads);
  return "kept" in use ? reads.filter(({ name }) => name === use.kept).map((read) => (isObject(read.use, "inside") ? read.use.inside : read.use)) : [use];
}

const isObject = <K extends string>(use: Use, key: K): use is Extract<Use, Record<K, unknown>> => typeof use === "object" && key in use;

/** Whether what a result is used for may change what a later round hands to the pool. */
function mayChange(use: Use, parts: readonly Ref[], loop: Loop): boolean {
  if (use === "yielded") return true;
  if (typeof use !== "object" || !("passed" in use)) return false;
  const { callee, args } = use.passed;
  if (callee.is === "name" && /^(?:any|all|next)$/.test(callee.name)) return true;
  const touched = [...(callee.is === "attr" ? [callee.of] : []), ...args].filter((ref) => hasIdentity(ref) && !isItem(ref, loop));
  if (touched.some((ref) => parts.some((part) => hasIdentity(part) && equal(ref, part)))) return true;
  // What is called for each argument may have a memory.
  const asks = parts.some((part) => part.is === "call" && !partsOf([part]).some((inner) => isItem(inner, loop)));
  return asks && callee.is !== "attr" && !(callee.is === "name" && /^(?:print|str|repr|len|list|tuple|set|sum|sorted|max|min|dict)$/.test(callee.name));
}

/** Whether two equal Refs of this kind may be one thing that can change. */
const hasIdentity = ({ is }: Ref): boolean => !/^(?:literal|text|import|func|class|unknown|name)$/.test(is);

/** Whether something is made of what the loop goes through, and of nothing else that can change. */
function isOwn(ref: Ref, loop: Loop): boolean {
  if (isItem(ref, loop)) return true;
  const own = (part: Ref): boolean => isOwn(part, loop);
  switch (ref.is) {
    case "literal": case "text": case "import": case "func": case "class": return true;
    case "call": return (ref.callee.is === "name" || own(ref.callee)) && ref.args.every(own) && Object.values(ref.keys ?? {}).every(own);
    case "list": case "or": return ref.of.every(own);
    case "attr": case "item": return own(ref.of);
    default: return false;
  }
}

const isItem = (part: Ref, loop: Loop): boolean =>
  part.is === "item" && loop.test.some((step) => step.is === "iterate" && (step.of === part.of || equal(step.of, part.of)));
