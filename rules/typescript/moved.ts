import type { Func } from "../model/module.js";
import type { Span } from "../model/span.js";
import type { Step } from "../model/step.js";

/** An edit that lies in one unit, as the code around it sees it: what stands behind `after` moves by `by`. */
export interface Move { readonly after: number; readonly by: number }

/** A function with its spans where they are after an edit in a unit that stands in it. */
export function movedFunc(func: Func, move: Move): Func {
  return { ...func, span: movedSpan(func.span, move), head: movedSpan(func.head, move), steps: movedSteps(func.steps, move) };
}

function movedSpan(span: Span, { after, by }: Move): Span {
  return span[1] <= after ? span : [span[0] > after ? span[0] + by : span[0], span[1] + by];
}

/** Steps are in the order of the text for the most part only, so each is looked at. */
const movedSteps = (steps: readonly Step[], move: Move): readonly Step[] => steps.map((step) => movedStep(step, move));

function movedStep(step: Step, move: Move): Step {
  switch (step.is) {
    case "bind": return step;
    case "branch": return { ...step, arms: step.arms.map((arm) => movedSteps(arm, move)) };
    case "try": return {
      ...step,
      body: movedSteps(step.body, move),
      handlers: step.handlers.map((handler) => ({ ...handler, span: movedSpan(handler.span, move), body: movedSteps(handler.body, move) })),
      final: movedSteps(step.final, move),
    };
    case "loop": return {
      ...step,
      span: movedSpan(step.span, move),
      test: movedSteps(step.test, move),
      body: movedSteps(step.body, move),
      ...(step.after && { after: movedSteps(step.after, move) }),
    };
    case "call": return step.span[1] <= move.after ? step : { ...step, span: movedSpan(step.span, move), name: movedSpan(step.name, move) };
    case "enter": return { ...step, span: movedSpan(step.span, move), body: movedSteps(step.body, move) };
    default: return step.span[1] <= move.after ? step : { ...step, span: movedSpan(step.span, move) };
  }
}
