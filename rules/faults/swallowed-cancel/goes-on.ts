import { isAwait } from "../../model/awaits.js";
import { flow, reachable } from "../../model/flow.js";
import type { Call, Handler, Loop, Step, Try } from "../../model/step.js";
import { inner, walk } from "../../model/walk.js";

/** Whether a coroutine awaits something again once `handler` of `at` has done its work, other than to clean up. */
export function goesOn(at: Try, handler: Handler, steps: readonly Step[]): boolean {
  // A step of our own shows where the handler begins.
  const mark: Step = { is: "bind", name: "" };
  const { entry } = flow(marked(steps, at, handler, mark));
  const skipped = new Set<Step>();
  const skip = (list: readonly Step[]): void => walk(list, (step) => void skipped.add(step));
  skip(handler.body);
  skip(at.final);
  for (const loop of loopsAround(at, steps)) if (!isCertain(loop)) walk([loop], (step) => void skipped.add(step));
  const start = reachable([entry]).filter(({ step }) => step === mark);
  const after = reachable(start, ({ next }) => next);
  // What raises something further down may have kept the error for that.
  const own = new Set<Step>();
  walk([at], (step) => void own.add(step));
  if (after.some(({ step }) => step?.is === "jump" && step.to === "raise" && !own.has(step))) return false;
  return after.some(({ step }) => step !== undefined && !skipped.has(step) && isAwait(step) && !(step.is === "call" && cleansUp(step)));
}

/** The steps with `mark` at the beginning of a handler. */
function marked(steps: readonly Step[], at: Try, handler: Handler, mark: Step): readonly Step[] {
  return steps.map((step): Step => {
    if (step === at) return { ...at, handlers: at.handlers.map((each) => (each === handler ? { ...each, body: [mark, ...each.body] } : each)) };
    if (!inner(step).some((list) => holds(list, at))) return step;
    const within = (list: readonly Step[]): readonly Step[] => marked(list, at, handler, mark);
    switch (step.is) {
      case "enter": return { ...step, body: within(step.body) };
      case "branch": return { ...step, arms: step.arms.map(within) };
      case "loop": return { ...step, test: within(step.test), body: within(step.body), otherwise: within(step.otherwise) };
      case "try": return {
        ...step, body: within(step.body), otherwise: within(step.otherwise), final: within(step.final),
        handlers: step.handlers.map((each) => ({ ...each, body: within(each.body) })),
      };
      default: return step;
    }
  });
}

function holds(steps: readonly Step[], wanted: Step): boolean {
  return steps.some((step) => step === wanted || inner(step).some((list) => holds(list, wanted)));
}

function loopsAround(at: Try, steps: readonly Step[]): readonly Loop[] {
  const loops: Loop[] = [];
  walk(steps, (step) => {
    if (step.is === "loop" && holds([step], at)) loops.push(step);
  });
  return loops;
}

/** Whether a loop surely goes on: the condition of another may be what was changed before the cancellation. */
const isCertain = ({ endless, test }: Loop): boolean => endless || test.some(({ is }) => is === "iterate");

/** Whether a call ends something: a coroutine that was cancelled may do that before it ends. */
const cleansUp = ({ ref: { callee } }: Call): boolean =>
  (callee.is === "attr" || callee.is === "name" || callee.is === "func") && /^_*(a?close|disconnect|shut_?down|stop|clean_?up|wait_closed|release|cancel|finali[sz]e|tear_?down|__aexit__)(_|$)|(^|_)(a?close|disconnect|cleanup|shutdown|stop|teardown)$/i.test(callee.name);
