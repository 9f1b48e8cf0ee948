import type { Func } from "../../model/module.js";
import type { Step } from "../../model/step.js";

const answers = new WeakMap<Func, boolean>();

/** Whether the promise of an async function may be rejected: unless all it does stands in a `try` whose `catch` does not throw. */
export function canReject(func: Func): boolean {
  let answer = answers.get(func);
  if (answer === undefined) answers.set(func, (answer = func.steps.some(mayThrow)));
  return answer;
}

function mayThrow(step: Step): boolean {
  switch (step.is) {
    case "call": return true;
    case "jump": return step.to === "raise";
    case "iterate": return true;
    case "enter": return true;
    case "branch": return step.arms.some((arm) => arm.some(mayThrow));
    case "loop": return [step.test, step.body, step.after ?? [], step.otherwise].some((steps) => steps.some(mayThrow));
    case "try": {
      const caught = step.handlers.length > 0 ? step.handlers.some(({ body }) => body.some(throws)) : step.body.some(mayThrow);
      return caught || step.final.some(mayThrow);
    }
    case "read": case "bind": case "load": return false;
  }
}

/** In a handler only an explicit `throw` counts: it is there to report, and a reporter that fails is nobody's plan. */
function throws(step: Step): boolean {
  switch (step.is) {
    case "jump": return step.to === "raise";
    case "enter": return step.body.some(throws);
    case "branch": return step.arms.some((arm) => arm.some(throws));
    case "loop": return step.body.some(throws);
    case "try": return step.handlers.length > 0 ? step.handlers.some(({ body }) => body.some(throws)) : step.body.some(throws);
    case "call": return step.use === "awaited";
    default: return false;
  }
}
