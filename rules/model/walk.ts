import type { Ref } from "./ref.js";
import type { Call, Step } from "./step.js";

/** Every list of steps that a step holds, in the order in which they are written. */
export function inner(step: Step): readonly (readonly Step[])[] {
  switch (step.is) {
    case "enter": return [step.body];
    case "branch": return step.arms;
    case "loop": return [step.test, step.body, step.after ?? none, step.otherwise];
    case "try": return [step.body, ...step.handlers.map((handler) => handler.body), step.otherwise, step.final];
    default: return none;
  }
}

const none: readonly never[] = [];

/** The step of the call that a Ref is. */
export function callOf(ref: Ref, steps: readonly Step[]): Call | undefined {
  let found: Call | undefined;
  walk(steps, (step) => void (found ??= step.is === "call" && step.ref === ref ? step : undefined));
  return found;
}

/** Calls `visit` with every step, outer ones before those they hold. */
export function walk(steps: readonly Step[], visit: (step: Step) => void): void {
  for (const step of steps) {
    visit(step);
    // As `inner` says, without its arrays: this is walked for every function of a workspace.
    switch (step.is) {
      case "enter":
        walk(step.body, visit);
        break;
      case "branch":
        for (const arm of step.arms) walk(arm, visit);
        break;
      case "loop":
        walk(step.test, visit);
        walk(step.body, visit);
        if (step.after) walk(step.after, visit);
        walk(step.otherwise, visit);
        break;
      case "try":
        walk(step.body, visit);
        for (const handler of step.handlers) walk(handler.body, visit);
        walk(step.otherwise, visit);
        walk(step.final, visit);
        break;
      default:
    }
  }
}
