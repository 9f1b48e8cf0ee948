import type { Ref } from "../../model/ref.js";
import type { Call, Step, Use } from "../../model/step.js";
import { callOf, walk } from "../../model/walk.js";
import type { Place } from "./hand-over.js";

/** Builtins that have no use for coroutines among the elements they are given. */
const reckons = /^builtins\.(sum|any|all|max|min|sorted|dict|bytes|str\.join)$/;
/** Builtins that only hold elements. */
const holds = /^builtins\.(list|tuple|set|frozenset|enumerate|zip|reversed|iter)$/;

/** Whether the elements that a call gives are surely used as they are, and not awaited (Python's `map`). */
export function usedAsValues(call: Call, place: Place): boolean {
  const { steps } = place.scope.func;
  if (isIterated(call.ref, steps)) return looped(call.ref, steps, place);
  return asValues(call.use, steps, place);
}

function asValues(use: Use, steps: readonly Step[], place: Place): boolean {
  if (typeof use !== "object" || !("passed" in use)) return false;
  const { passed } = use;
  const values = place.world.evaluate(passed.callee, place.scope);
  const [only] = values;
  if (values.length !== 1 || only?.is !== "external") return passed.callee.is === "attr" && passed.callee.name === "join" && isText(passed.callee.of);
  if (holds.test(only.name)) {
    const outer = callOf(passed, steps);
    if (outer && isIterated(outer.ref, steps)) return looped(outer.ref, steps, place);
    return outer !== undefined && asValues(outer.use, steps, place);
  }
  return reckons.test(only.name) || place.world.shelf("python").card(only.name).looks;
}

const isText = ({ is }: Ref): boolean => is === "text" || is === "literal";

function isIterated(ref: Ref, steps: readonly Step[]): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= step.is === "iterate" && step.of === ref));
  return found;
}

/** Whether all that is done with the elements of `of` is to look at them. */
function looped(of: Ref, steps: readonly Step[], { world, scope }: Place): boolean {
  let looks = false;
  let other = false;
  const isElement = (ref: Ref): boolean => ref.is === "item" && ref.of === of;
  walk(steps, (step) => {
    if (step.is === "await") other ||= isElement(step.ref);
    if (step.is !== "call") return;
    const { callee, args, keys } = step.ref;
    if (callee.is === "attr" && isElement(callee.of)) other = true;
    if (![...args, ...Object.values(keys ?? {})].some((ref) => isElement(ref))) return;
    const values = world.evaluate(callee, scope);
    if (values.length > 0 && values.every((value) => value.is === "external" && world.shelf("python").card(value.name).looks)) looks = true;
    else other = true;
  });
  return looks && !other;
}
