import type { Step } from "./step.js";
import { walk } from "./walk.js";

/** Whether a function that does this step gives way to others there. */
export function isAwait(step: Step): boolean {
  switch (step.is) {
    case "call": case "read": return step.use === "awaited";
    case "enter": case "iterate": return step.async;
    default: return step.is === "await";
  }
}

/** Whether something is awaited in `steps`. */
export function awaitsIn(steps: readonly Step[]): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= isAwait(step)));
  return found;
}
