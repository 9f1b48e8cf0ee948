import { moved } from "../../model/span.js";
import type { Step } from "../../model/step.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";

/** Whether calling a Python function may end in StopIteration, which cannot pass through a future: whoever awaits that would wait for ever. */
export function mayStop({ path, func, from }: FuncNode, analysis: Analysis): boolean {
  if (!func || func.generator) return false;
  const [begin, end] = moved(func.span, from);
  return /\braise\s+StopIteration\b/.test(analysis.text(path).slice(begin, end)) || func.steps.some(asksForNext);
}

/** `next(items)` without a default, where nobody catches what it raises. */
function asksForNext(step: Step): boolean {
  switch (step.is) {
    case "call": return step.ref.callee.is === "name" && step.ref.callee.name === "next" && step.ref.args.length === 1;
    case "enter": return step.body.some(asksForNext);
    case "branch": return step.arms.some((arm) => arm.some(asksForNext));
    case "loop": return [step.test, step.body, step.otherwise].some((steps) => steps.some(asksForNext));
    case "try": return (!step.handlers.some(({ catches }) => !catches || catches.some(isStop)) && step.body.some(asksForNext))
      || [...step.handlers.map(({ body }) => body), step.otherwise, step.final].some((steps) => steps.some(asksForNext));
    default: return false;
  }
}

const isStop = (ref: { readonly is: string; readonly name?: string }): boolean =>
  ref.is === "name" && (ref.name === "StopIteration" || ref.name === "Exception" || ref.name === "BaseException");
