import type { Call, Step } from "../model/step.js";
import { walk } from "../model/walk.js";
import type { Scope } from "../resolve/node.js";
import type { World } from "../resolve/world.js";
import { looksOf } from "./idle.js";
import type { Frame } from "./frame.js";

/** Answers whether a loop runs already; `get_running_loop` by raising where none does. */
const answers = new Set(["asyncio.AbstractEventLoop.is_running", "asyncio._get_running_loop", "sniffio.current_async_library"]);

/**
 * Whether the plain function that runs a loop there knows whether one runs already, or is ready for the RuntimeError: then it does so only
 * where none runs. So does whoever has asyncio patched.
 */
export function looksFirst(call: Call, { scope, world }: Frame): boolean {
  if (world.module(scope.path)?.imports.includes("nest_asyncio")) return true;
  return !scope.func.async && (asks(scope, world) || asksAnother(scope, world) || isCaught(call, scope, world));
}

/** Whether a function asks: in so many words, or by trying. */
function asks(scope: Scope, world: World): boolean {
  let found = false;
  walk(scope.func.steps, (step) => {
    if (step.is === "call") found ||= names(step, scope, world).some((name) => answers.has(name));
    if (step.is === "try" && step.handlers.length > 0) walk(step.body, (inner) => {
      found ||= inner.is === "call" && names(inner, scope, world).includes("asyncio.get_running_loop");
    });
  });
  return found;
}

/** Whether a function has another one of the workspace ask for it. */
function asksAnother(scope: Scope, world: World): boolean {
  let found = false;
  walk(scope.func.steps, (step) => {
    if (found || step.is !== "call") return;
    for (const value of world.evaluate(step.ref.callee, scope)) {
      if (value.is !== "function" || !value.node.func || value.node.func.async) continue;
      world.restsOn(looksOf(value.node.path));
      found ||= asks({ path: value.node.path, func: value.node.func, ...(value.self ? { self: value.self } : {}) }, world);
    }
  });
  return found;
}

/** Whether the call stands in a `try` that has an answer to RuntimeError. */
function isCaught(call: Call, scope: Scope, world: World): boolean {
  let found = false;
  walk(scope.func.steps, (outer) => {
    if (outer.is !== "try" || !outer.handlers.some(({ catches }) => catches?.some((cls) =>
      world.evaluate(cls, scope).some((value) => value.is === "external" && value.name === "builtins.RuntimeError")))) return;
    walk(outer.body, (step: Step) => void (found ||= step === call));
  });
  return found;
}

const names = ({ ref }: Call, scope: Scope, world: World): readonly string[] =>
  world.evaluate(ref.callee, scope).flatMap((value) => (value.is === "external" ? [value.name] : []));
