import type { CallRef, Ref } from "../../model/ref.js";
import type { Call, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Duty } from "./duty.js";
import { layoutOf } from "./layout.js";
import type { Asked } from "./marks.js";
import { pathsOf, type Effect } from "./paths.js";
import { seenFrom, type Relation } from "./relate.js";

/** Functions that hand a duty on to others are followed no deeper than this. */
const deepest = 4;

/** The points of helpers' flow graphs that are looked at for one duty: a helper is looked at anew for each call, as what it is given may differ. */
const most = 50_000;

/** What is spent on the helpers of a duty, and what was found of them. */
export interface Effort { left: number; readonly may: Map<FuncNode, boolean[]> }

/** The effort for a new duty; `may` where another duty of its kind has looked at the same functions. */
export const effort = (may: Effort["may"] = new Map()): Effort => ({ left: most, may });

/** Makes of a duty what it asks of the steps of its function. */
type Ask = (duty: Duty, analysis: Analysis) => Asked;

/** What helpers do to the duty of who calls them. */
export function ofHelpers(call: Call, nodes: readonly FuncNode[], duty: Duty, analysis: Analysis, ask: Ask): Effect {
  const found = new Set(nodes.map((node) => ofHelper(call, node, duty, analysis, ask)));
  const [only] = found;
  return found.size === 1 ? only! : "gone";
}

function ofHelper(call: Call, node: FuncNode, duty: Duty, analysis: Analysis, ask: Ask): Effect {
  const { func } = node;
  const { depth, effort } = duty;
  if (!func || !maySettle(node, duty, analysis, deepest - depth)) return "none";
  // Nobody waits for it here: it is started, or handed on.
  if ((func.async && call.use !== "awaited") || func.generator || depth >= deepest) return "gone";
  const layout = layoutOf(func);
  effort.left -= layout.size;
  if (effort.left < 0) return "gone";
  const asked = ask(within(call.ref, node, duty), analysis);
  const { missing, twice, once } = pathsOf({ layout, start: undefined, effect: asked.effect });
  if (twice) return "gone";
  if (once) return missing ? "gone" : "settles";
  return missing && !handsOn(func.steps, asked) ? "none" : "gone";
}

function handsOn(steps: readonly Step[], asked: Asked): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= asked.effect(step) === "gone"));
  return found;
}

/** Whether a function, or one that it calls, has anything in it that may settle the duty. */
function maySettle(node: FuncNode, duty: Duty, analysis: Analysis, left: number): boolean {
  const { may } = duty.effort;
  let known = may.get(node);
  if (!known) may.set(node, (known = []));
  let found = known[left];
  if (found !== undefined) return found;
  found = false;
  walk(node.func?.steps ?? [], (step) => {
    if (step.is === "call") found ||= duty.mayBe(step.ref.callee) || step.ref.args.some((arg) => arg.is === "attr" && duty.mayBe(arg));
  });
  found ||= left > 0 && analysis.summaries.resolved(node).calls.some((callee) => callee !== node && maySettle(callee, duty, analysis, left - 1));
  return (known[left] = found);
}

/** The duty as a helper sees it that is called by `call`. */
function within(call: CallRef, node: FuncNode, duty: Duty): Duty {
  const scope = { path: node.path, func: node.func! };
  const seen = (ref: Ref): Ref | undefined => seenFrom(ref, node, call, duty.scope);
  const isOf = (is: (ref: Ref) => boolean) => (ref: Ref): boolean => {
    const outer = seen(ref);
    return outer !== undefined && is(outer);
  };
  return {
    node, scope, protocol: duty.protocol, depth: duty.depth + 1, effort: duty.effort, names: new Set(),
    isItem: isOf(duty.isItem), isMeans: isOf(duty.isMeans), mayBe: duty.mayBe,
    takesMore(callee) {
      const outer = callee.is === "attr" ? outerOf(callee, seen) : undefined;
      return outer !== undefined && duty.takesMore(outer);
    },
    settles(callee, args, at): Relation {
      if (at.func !== scope.func) return duty.settles(callee, args, at);
      const outer = callee.is === "attr" ? outerOf(callee, seen) : seen(callee);
      if (!outer) return duty.settles(callee, args, at);
      return duty.settles(outer, args.map((arg) => seen(arg) ?? arg), duty.scope);
    },
  };
}

function outerOf(callee: Ref & { is: "attr" }, seen: (ref: Ref) => Ref | undefined): Ref | undefined {
  const of = seen(callee.of);
  return of && { is: "attr", of, name: callee.name };
}

