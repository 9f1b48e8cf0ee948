import type { Step } from "./step.js";

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

/** Calls `visit` with every step, outer ones before those they hold. */
export function walk(steps: readonly Step[], visit: (step: Step) => void): void {
  for (const step of steps) {
    visit(step);
    if (step.is === "enter" || step.is === "branch" || step.is === "loop" || step.is === "try") for (const list of inner(step)) walk(list, visit);
  }
}
