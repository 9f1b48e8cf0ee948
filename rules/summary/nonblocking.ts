import { equal } from "../model/equal.js";
import type { Func } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import type { Call, Step } from "../model/step.js";
import { walk } from "../model/walk.js";
import type { Frame } from "./frame.js";

/**
 * Whether a call on a socket or descriptor comes back at once: somebody told the socket not to wait, or the call stands where
 * `BlockingIOError` is expected, which only what does not wait raises.
 */
export function comesBack(step: Call, frame: Frame): boolean {
  const { callee } = step.ref;
  return expected(step, frame) || (callee.is === "attr" && told(callee.of, frame));
}

function expected(step: Call, { scope, world }: Frame): boolean {
  let found = false;
  walk(scope.func.steps, (outer) => {
    if (found || outer.is !== "try" || !holds(outer.body, step)) return;
    found = outer.handlers.some(({ catches }) => catches?.some((cls) => world.evaluate(cls, scope).some((value) => value.is === "external" && value.name === "builtins.BlockingIOError")));
  });
  return found;
}

function holds(steps: readonly Step[], wanted: Step): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= step === wanted));
  return found;
}

/** Whether `of` is told not to wait: in the function, in one around it, or in a method of the same class. */
function told(of: Ref, { scope, world }: Frame): boolean {
  const { path, func } = scope;
  const own = of.is === "attr" && of.of.is === "self" ? of.name : undefined;
  for (const { func: other } of world.module(path)?.functions ?? []) {
    if (other !== func && !isAround(other, func) && !(own !== undefined && other.cls !== undefined && other.cls === func.cls)) continue;
    const names: readonly (Ref | undefined)[] = [of, of.is === "name" ? other.locals.get(of.name) : undefined, own === undefined ? undefined : other.attributes.get(own)];
    if (quieted(other).some((quiet) => quiet.is !== "unknown" && names.some((name) => equal(name, quiet)))) return true;
  }
  return false;
}

const isAround = (outer: Func, func: Func): boolean => outer.role === "module" || (func.parent !== undefined && (func.parent === outer.name || func.parent.startsWith(`${outer.name}.`)));

const known = new WeakMap<Func, readonly Ref[]>();

/** What a function tells not to wait: `x` of `x.setblocking(False)` and `x.settimeout(0)`. */
export function quieted(func: Func): readonly Ref[] {
  const before = known.get(func);
  if (before) return before;
  const found: Ref[] = [];
  walk(func.steps, (step) => {
    if (step.is !== "call" || step.ref.callee.is !== "attr") return;
    const { of, name } = step.ref.callee;
    const [arg] = step.ref.args;
    if (arg?.is !== "literal" || (arg.value !== 0 && (arg.value !== false || name === "settimeout"))) return;
    if (name === "setblocking" || name === "settimeout") found.push(of);
  });
  known.set(func, found);
  return found;
}
