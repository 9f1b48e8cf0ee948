import { flow } from "../model/flow.js";
import type { Enter, Handler, Step, Try } from "../model/step.js";

/** What decides how control may go on, beyond what the steps themselves say. */
export interface Course {
  /** Steps that are never done with: a call or name that is awaited, what a loop goes through. */
  readonly stops: ReadonlySet<Step>;
  /** By `with` statement, what leaving it waits for: a step that stands at the end of its body. */
  readonly leaves: ReadonlyMap<Enter, Step>;
  /** Whether leaving a `with` may swallow an exception of its body. */
  readonly swallows: (enter: Enter) => boolean;
  /** Whether a handler is left out: the way through it is not taken. */
  readonly without: (handler: Handler) => boolean;
}

/** What control comes to: the steps, and whether it comes to the function's normal end. */
export interface Reached { readonly steps: ReadonlySet<Step>; readonly exit: boolean }

/** What is reached of a function if control goes on as `course` says. */
export function reached(steps: readonly Step[], course: Course): Reached {
  const stuck = new Set<Step>();
  const copies = new Map<Step, Step>();
  const { entry, exit } = flow(steered(steps, course, stuck, copies));
  const found = new Set<Step>();
  const seen = new Set([entry]);
  for (const { step, next, thrown } of seen) {
    if (step) found.add(copies.get(step) ?? step);
    if (!step || !stuck.has(step)) for (const node of next) seen.add(node);
    for (const node of thrown) seen.add(node);
  }
  return { steps: found, exit: seen.has(exit) };
}

/** The steps with what `course` says put in; where control stays for good goes to `stuck`, and a `with` that was made of another to `copies`. */
function steered(steps: readonly Step[], course: Course, stuck: Set<Step>, copies: Map<Step, Step>): Step[] {
  const inner = (list: readonly Step[]): Step[] => steered(list, course, stuck, copies);
  return steps.map((step, i): Step => {
    switch (step.is) {
      case "branch": return { ...step, arms: step.arms.map(inner) };
      case "loop": {
        // JavaScript's `for … of` asks for its items just before the loop.
        const asked = [...step.test, ...steps.slice(Math.max(0, i - 1), i)].some((each) => each.is === "iterate" && course.stops.has(each));
        const loop = { ...step, test: inner(step.test), body: inner(step.body), otherwise: inner(step.otherwise), ...(step.after ? { after: inner(step.after) } : {}) };
        if (asked) for (const each of [...step.test, ...steps.slice(i - 1, i)]) stuck.delete(each);
        return asked ? { ...loop, endless: true } : loop;
      }
      case "try": return {
        ...step, body: inner(step.body), otherwise: inner(step.otherwise), final: inner(step.final),
        handlers: step.handlers.filter((handler) => !course.without(handler)).map((handler) => ({ ...handler, body: inner(handler.body) })),
      };
      case "enter": {
        const leave = course.leaves.get(step);
        if (leave && course.stops.has(leave)) stuck.add(leave);
        const body = [...inner(step.body), ...(leave ? [leave] : [])];
        const copy = { ...step, body: course.swallows(step) ? [swallowing(body)] : body };
        copies.set(copy, step);
        return copy;
      }
      default:
        if (course.stops.has(step)) stuck.add(step);
        return step;
    }
  });
}

const swallowing = (body: readonly Step[]): Try => ({ is: "try", body, handlers: [{ catches: undefined, span: [0, 0], body: [] }], otherwise: [], final: [] });
