import { isAwait } from "../../model/awaits.js";
import { equal } from "../../model/equal.js";
import { everyWay, flow, reachable, type FlowNode } from "../../model/flow.js";
import { isPath, type Ref } from "../../model/ref.js";
import type { Span } from "../../model/span.js";
import type { Call, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";

/** Where something is first awaited in `steps`. */
export function firstAwait(steps: readonly Step[]): Span | undefined {
  let found: Span | undefined;
  walk(steps, (step) => {
    if (isAwait(step) && "span" in step) found ??= step.span;
  });
  return found;
}

/** Where something is awaited between `call`, which takes a lock, and what gives it back in the same function; undefined where nothing is. */
export function awaitedWhileHeld(call: Call, steps: readonly Step[]): Span | undefined {
  const gives = (step: Step | undefined): boolean => step?.is === "call" && isCallOf("release", step, call);
  const { entry } = flow(steps);
  const whileHeld = (from: readonly FlowNode[]): readonly FlowNode[] => reachable(from, (node) => (gives(node.step) ? [] : everyWay(node)));
  const start = reachable([entry]).find(({ step }) => step === call);
  const held = start ? whileHeld(start.next) : [];
  for (const node of held) {
    if (!node.step || !isAwait(node.step) || !("span" in node.step)) continue;
    if (whileHeld(everyWay(node)).some(({ step }) => gives(step))) return node.step.span;
  }
  return undefined;
}

/** Whether a call is of a method of the same lock. */
function isCallOf(method: string, { ref: { callee } }: Call, { ref: { callee: other } }: Call): boolean {
  return callee.is === "attr" && other.is === "attr" && callee.name === method && isSame(callee.of, other.of);
}

/** Whether two Refs are of the same object: what calls gave may be alike and yet be two. */
const isSame = (a: Ref, b: Ref): boolean => a === b || (isPath(a) && equal(a, b));
