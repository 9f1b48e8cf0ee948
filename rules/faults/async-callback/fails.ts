import type { CallRef } from "../../model/ref.js";
import type { Step } from "../../model/step.js";
import { inner } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";

/** Longer chains of functions that await each other are taken to fail. */
const deepest = 4;

/**
 * Whether what a function awaits may fail, so that its promise is rejected. What it throws at once does not count: a plain callback
 * that does so is no better off. `from` is none where the promise is a library's.
 */
export function mayFail(from: FuncNode | undefined, analysis: Analysis, depth = 0): boolean {
  if (!from?.func || depth > deepest) return true;
  if (!analysis.summaries.traits(from).rejects) return false;
  const scope: Scope = { path: from.path, func: from.func };
  return from.func.steps.some((step) => risks(step, scope, analysis, depth));
}

function risks(step: Step, scope: Scope, analysis: Analysis, depth: number): boolean {
  switch (step.is) {
    case "call": return (step.use === "awaited" || step.use === "returned") && callFails(step.ref, step.use, scope, analysis, depth);
    case "read": return step.use === "awaited";
    case "await": return true;
    case "jump": return step.to === "raise";
    case "iterate": case "enter": if (step.async) return true;
  }
  const parts = step.is === "try" && step.handlers.length > 0 ? [...step.handlers.map(({ body }) => body), step.final] : inner(step);
  return parts.some((steps) => steps.some((each) => risks(each, scope, analysis, depth)));
}

/** Promises of a library that are never rejected. */
const calm = /^timers\.promises\./;

function callFails(ref: CallRef, use: "awaited" | "returned", scope: Scope, analysis: Analysis, depth: number): boolean {
  const { world } = analysis;
  if (world.evaluate(ref.callee, scope).some((value) => value.is === "external" && calm.test(value.name))) return false;
  const given = world.evaluate(ref, scope);
  // What is returned and is no promise, or is awaited and settled by hand (`sleep(10)`), does not fail.
  if (given.length === 0) return use === "awaited";
  return given.some((value) => (value.is === "awaitable" ? value.bare !== true && mayFail(value.from, analysis, depth + 1) : false));
}
