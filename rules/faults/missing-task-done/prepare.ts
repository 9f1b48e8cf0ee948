import type { Branch, Handler, Loop, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { beginning, gone, type Effect } from "./paths.js";

/** What is asked of a function's steps before its paths are followed. */
export interface Asked {
  /** The step that takes; none where the duty begins with the function. */
  readonly start: Step | undefined;
  effect(step: Step): Effect;
  /** Whether a branch, of which the step before it is given, asks whether there is anything to settle at all. */
  asksWhether(before: Step | undefined): boolean;
  /** Whether a handler only catches what says that nothing was taken, or that the work is over. */
  idle(handler: Handler): boolean;
}

/**
 * A function's steps, with all that is left out that would make paths of what nobody can tell: a branch that was decided earlier, a loop
 * that settles what others have collected, a handler of exceptions that mean no harm.
 */
export function prepared(steps: readonly Step[], asked: Asked): Step[] {
  return steps.flatMap((step, i): Step[] => {
    switch (step.is) {
      case "branch": return [branch(step, steps[i - 1], asked)];
      case "loop": return [loop(step, asked)];
      case "enter": return [{ ...step, body: prepared(step.body, asked) }];
      case "try": return [{
        ...step, body: prepared(step.body, asked), otherwise: prepared(step.otherwise, asked), final: prepared(step.final, asked),
        handlers: step.handlers.map((handler) => ({ ...handler, body: asked.idle(handler) ? [gone] : [beginning(handler), ...prepared(handler.body, asked)] })),
      }];
      default: return [step];
    }
  });
}

function branch(step: Branch, before: Step | undefined, asked: Asked): Step {
  const arms = step.arms.map((arm) => prepared(arm, asked));
  if (step.flagged) return { is: "branch", arms: arms.map((arm) => [gone, ...arm]) };
  const settles = step.arms.map((arm) => holds(arm, asked));
  if (!asked.asksWhether(before)) return { is: "branch", arms };
  // The way on which there is nothing is the one that settles nothing; where both go on, or neither, the one that leaves.
  const leaves = settles.includes(true) ? settles.map((does) => !does) : step.arms.map((arm) => arm.at(-1)?.is === "jump");
  return { is: "branch", arms: arms.map((arm, i) => (leaves[i] ? [gone, ...arm] : arm)) };
}

/** A loop that settles what it did not take settles all there is, as often as it goes round. */
function loop(step: Loop, asked: Asked): Step {
  let takes = isOnce(step) || (asked.start === undefined && step.endless);
  walk([step], (inner) => void (takes ||= inner === asked.start));
  if (!takes && holds([step], asked)) return gone;
  return {
    ...step, test: prepared(step.test, asked), body: prepared(step.body, asked), otherwise: prepared(step.otherwise, asked),
    ...(step.after ? { after: prepared(step.after, asked) } : {}),
  };
}

/** A loop that stands for what can be left by `break` and is run once: a `switch`, a labelled block. */
function isOnce({ endless, label, body }: Loop): boolean {
  const last = body.at(-1);
  return endless && label !== undefined && last?.is === "jump" && last.to === "break" && last.label === label;
}

function holds(steps: readonly Step[], asked: Asked): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= asked.effect(step) === "settles"));
  return found;
}
