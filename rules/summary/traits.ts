import type { Func } from "../model/module.js";
import type { CallRef, Ref } from "../model/ref.js";
import type { Handler, Step } from "../model/step.js";
import { inner, walk } from "../model/walk.js";

/** What the callers of a coroutine function want to know of its body. */
export interface Traits {
  /**
   * Its promise may be rejected: unless all it does stands in a `try` whose handlers do not throw. Where such a `try` (or `.catch`,
   * `allSettled`) holds what it awaits, its author has thought of what fails: then only a `throw`, a further `await` or a `return f()` outside counts.
   */
  readonly rejects: boolean;
  /** Python: it deals with all its errors itself. There is a `try` that catches every exception, and all that may fail stands in such a one. */
  readonly tells: boolean;
}

/** The traits of a function; of one that is gone nothing is known but that it may do anything. */
export function readTraits(func: Func | undefined): Traits {
  if (!func) return { rejects: true, tells: false };
  const { steps } = func;
  const rejects = careful(steps) ? steps.some(throws) || passesOn(steps) : steps.some(mayThrow);
  return { rejects, tells: catches(steps) && steps.every(cannotFail) };
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
    case "read": case "bind": case "load": case "await": return false;
  }
}

/** Whether something awaited cannot fail, or its failure is handled. */
function careful(steps: readonly Step[]): boolean {
  let found = false;
  walk(steps, (step) => {
    if (step.is === "call") found ||= step.use === "awaited" && settles(step.ref);
    else if (step.is === "try" && step.handlers.length > 0) found ||= step.body.some(throws);
  });
  return found;
}

/** `p.catch(…)`, `Promise.allSettled(…)`: what they give is hardly ever rejected. */
const settles = ({ callee }: CallRef): boolean => callee.is === "attr" && (callee.name === "catch" || callee.name === "allSettled");

/** Whether it ends with what another function gives, which may be a promise; a handler that does so reports. */
function passesOn(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.is === "call") return step.use === "returned" && !settles(step.ref);
    return (step.is === "try" ? [step.body, step.otherwise, step.final] : inner(step)).some(passesOn);
  });
}

/** In a handler only an explicit `throw` counts: it is there to report, and a reporter that fails is nobody's plan. */
function throws(step: Step): boolean {
  switch (step.is) {
    case "jump": return step.to === "raise";
    case "enter": return step.body.some(throws);
    case "branch": return step.arms.some((arm) => arm.some(throws));
    case "loop": return [step.test, step.body, step.after ?? [], step.otherwise].some((steps) => steps.some(throws));
    case "try": return (step.handlers.length > 0 ? step.handlers.some(({ body }) => body.some(throws)) : step.body.some(throws)) || step.final.some(throws);
    case "call": return step.use === "awaited" && !settles(step.ref);
    case "read": return step.use === "awaited";
    case "await": return true;
    case "iterate": return step.async;
    default: return false;
  }
}

/** Whether some `try` catches every exception. */
function catches(steps: readonly Step[]): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= step.is === "try" && step.handlers.some(catchesAll)));
  return found;
}

const catchesAll = ({ catches: classes }: Handler): boolean =>
  classes === undefined || classes.some((cls) => cls.is === "name" && (cls.name === "Exception" || cls.name === "BaseException"));

/** Whether a step cannot fail, or its failure is caught here; of calls only sleeping, printing and logging are thought to be so. */
function cannotFail(step: Step): boolean {
  switch (step.is) {
    case "call": return isQuiet(step.ref.callee);
    case "iterate": return !step.async && step.of.is !== "call";
    case "enter": case "await": return false;
    case "jump": return step.to !== "raise";
    case "try":
      return (step.handlers.some(catchesAll) || step.body.every(cannotFail)) && [step.otherwise, step.final].every((steps) => steps.every(cannotFail)) &&
        !step.handlers.some(({ body }) => body.some(throws));
    default: return inner(step).every((steps) => steps.every(cannotFail));
  }
}

const isQuiet = (callee: Ref): boolean =>
  (callee.is === "name" && callee.name === "print") || ((callee.is === "attr" || callee.is === "import") && /^(?:sleep|debug|info|warning|error|exception|critical)$/.test(callee.name ?? ""));
