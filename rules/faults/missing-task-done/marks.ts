import type { Branch, Handler, Loop, Step } from "../../model/step.js";
import { inner } from "../../model/walk.js";
import type { Effect } from "./paths.js";

/**
 * A place that stands among a function's steps for duties to ask about: where an arm of a branch begins (`before` is the step before the
 * branch), a loop, a handler.
 */
export type Mark =
  | { readonly is: "arm"; readonly branch: Branch; readonly index: number; readonly before: Step | undefined }
  | { readonly is: "loop"; readonly loop: Loop }
  | { readonly is: "handler"; readonly handler: Handler };

/** What a duty knows of the steps of its function, marks apart. */
export interface Asked {
  /** Effects of a step, and of what it holds: nothing. */
  effect(step: Step): Effect;
  /** Whether something in a step settles. */
  holds(step: Step): boolean;
  /** Whether a loop stands around the step that takes. */
  around(loop: Loop): boolean;
  /** The duty begins with the function. */
  readonly given: boolean;
  /** Whether a branch, of which the step before it is given, asks whether there is anything to settle at all. */
  asksWhether(before: Step | undefined): boolean;
  /** Whether a handler only catches what says that nothing was taken, or that the work is over. */
  idle(handler: Handler): boolean;
}

const marks = new WeakMap<Step, Mark>();

/** A step of our own that stands for a mark. */
function stepOf(mark: Mark): Step {
  const step: Step = { is: "bind", name: "" };
  marks.set(step, mark);
  return step;
}

/** The mark that a step stands for. */
export const markOf = (step: Step): Mark | undefined => marks.get(step);

/** The handler that a step is the beginning of. */
export function handlerAt(step: Step): Handler | undefined {
  const mark = marks.get(step);
  return mark?.is === "handler" ? mark.handler : undefined;
}

/** A function's steps with marks between them. */
export const marked = (steps: readonly Step[]): Step[] => steps.flatMap((step, i): Step[] => {
  switch (step.is) {
    case "branch": return [{ is: "branch", arms: step.arms.map((arm, index) => [stepOf({ is: "arm", branch: step, index, before: steps[i - 1] }), ...marked(arm)]) }];
    case "loop": return [stepOf({ is: "loop", loop: step }), {
      ...step, test: marked(step.test), body: marked(step.body), otherwise: marked(step.otherwise), ...(step.after ? { after: marked(step.after) } : {}),
    }];
    case "enter": return [{ ...step, body: marked(step.body) }];
    case "try": return [{ ...step, body: marked(step.body), otherwise: marked(step.otherwise), final: marked(step.final), handlers: step.handlers.map(handled) }];
    default: return [step];
  }
});

/** What `except Exception` does not catch ends the program, or the task. */
function handled(handler: Handler): Handler {
  const all = handler.catches?.some((ref) => ref.is === "name" && (ref.name === "Exception" || ref.name === "BaseException"));
  return { ...handler, ...(all ? { catches: undefined } : {}), body: [stepOf({ is: "handler", handler }), ...marked(handler.body)] };
}

/**
 * Whether a path is left out that comes to a mark, for nobody could tell more of it: a branch that was decided earlier, a loop that settles
 * what others have collected, a handler of exceptions that mean no harm.
 */
export function closes(mark: Mark, asked: Asked): boolean {
  switch (mark.is) {
    case "arm": return mark.branch.flagged === true || (asked.asksWhether(mark.before) && hasNothing(mark.branch, mark.index, asked));
    // A loop that settles what it did not take settles all there is, as often as it goes round.
    case "loop": return !isOnce(mark.loop) && !(asked.given && mark.loop.endless) && !asked.around(mark.loop) && asked.holds(mark.loop);
    case "handler": return asked.idle(mark.handler);
  }
}

/** The way on which there is nothing is the one that settles nothing; where both go on, or neither, the one that leaves. */
function hasNothing({ arms }: Branch, index: number, asked: Asked): boolean {
  const settles = (arm: readonly Step[]): boolean => arm.some((step) => asked.effect(step) === "settles" || asked.holds(step));
  return arms.some(settles) ? !settles(arms[index]!) : arms[index]!.at(-1)?.is === "jump";
}

/** A loop that stands for what can be left by `break` and is run once: a `switch`, a labelled block. */
function isOnce({ endless, label, body }: Loop): boolean {
  const last = body.at(-1);
  return endless && label !== undefined && last?.is === "jump" && last.to === "break" && last.label === label;
}

/** Tells of steps whether something in them settles; each is looked at once. */
export function holding(effect: (step: Step) => Effect): (step: Step) => boolean {
  const known = new Map<Step, boolean>();
  const holds = (step: Step): boolean => {
    const lists = inner(step);
    if (lists.length === 0) return false;
    let found = known.get(step);
    if (found === undefined) known.set(step, (found = lists.some((list) => list.some((each) => effect(each) === "settles" || holds(each)))));
    return found;
  };
  return holds;
}
