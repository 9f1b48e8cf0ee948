import { flow, type FlowNode } from "../model/flow.js";
import type { Call, Step } from "../model/step.js";
import { inner, walk } from "../model/walk.js";

/** Whether a call stands under a condition. */
export const guarded = (call: Call, steps: readonly Step[]): boolean => innermostArm(call, steps) !== undefined;

/** The innermost branch (or handler, or `else` of a `try`) that a call stands in; undefined where it stands in none. */
export function innermostArm(call: Call, steps: readonly Step[], arm?: readonly Step[]): readonly Step[] | undefined {
  for (const step of steps) {
    if (step === call) return arm;
    for (const list of inner(step)) {
      let holds = false;
      walk(list, (held) => void (holds ||= held === call));
      if (holds) return innermostArm(call, list, step.is === "branch" || (step.is === "try" && list !== step.body && list !== step.final) ? list : arm);
    }
  }
  return arm;
}

/** Whether nothing is done behind a call: on no path does a step follow that does something. */
export function last(call: Call, steps: readonly Step[]): boolean {
  const start = nodeOf(call, flow(steps).entry);
  const after = new Set(start?.next);
  for (const node of after) {
    if (node.step && node.step.is !== "jump" && node.step.is !== "bind") return false;
    for (const next of node.next) after.add(next);
  }
  return start !== undefined;
}

/** Where a step stands in the flow graph. */
export function nodeOf(step: Step, entry: FlowNode): FlowNode | undefined {
  const seen = new Set([entry]);
  for (const node of seen) {
    if (node.step === step) return node;
    for (const next of [...node.next, ...node.thrown]) seen.add(next);
  }
  return undefined;
}
