import { isAwait } from "../../model/awaits.js";
import { flow } from "../../model/flow.js";
import type { Step } from "../../model/step.js";

/**
 * The first await that control may come to behind a step, on ways that do not come past a step that `ends` says of. Undefined where there is none.
 */
export function awaitBehind(step: Step, steps: readonly Step[], ends: (step: Step) => boolean = () => false): Step | undefined {
  const all = new Set([flow(steps).entry]);
  for (const node of all) for (const next of [...node.next, ...node.thrown]) all.add(next);
  const behind = new Set([...all].filter((node) => node.step === step).flatMap(({ next }) => next));
  for (const { step: at, next } of behind) {
    if (at && ends(at)) continue;
    if (at && at !== step && isAwait(at)) return at;
    for (const node of next) behind.add(node);
  }
  return undefined;
}
