import type { Call } from "../model/step.js";
import { walk } from "../model/walk.js";
import type { Frame } from "./frame.js";

/** Whether a call stands where `BlockingIOError` is expected, which only what does not wait raises. */
export function comesBack(call: Call, { scope, world }: Frame): boolean {
  let found = false;
  walk(scope.func.steps, (outer) => {
    if (found || outer.is !== "try") return;
    let within = false;
    walk(outer.body, (step) => void (within ||= step === call));
    found = within && outer.handlers.some(({ catches }) => catches?.some((cls) =>
      world.evaluate(cls, scope).some((value) => value.is === "external" && value.name === "builtins.BlockingIOError")));
  });
  return found;
}
