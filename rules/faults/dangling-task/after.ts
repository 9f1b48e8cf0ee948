import { isAwait } from "../../model/awaits.js";
import { flow } from "../../model/flow.js";
import type { Step } from "../../model/step.js";
import { nodeOf } from "../position.js";

/**
 * The first await that control may come to behind a step, on ways that do not come past a step that `ends` says of. Undefined where there is none.
 */
export function awaitBehind(step: Step, steps: readonly Step[], ends: (step: Step) => boolean = () => false): Step | undefined {
  const start = nodeOf(step, flow(steps).entry);
  const behind = new Set(start?.next);
  for (const { step: at, next } of behind) {
    if (at && ends(at)) continue;
    if (at && at !== step && isAwait(at)) return at;
    for (const node of next) behind.add(node);
  }
  return undefined;
}
