import type { CallRef, Ref } from "../../model/ref.js";
import type { Call, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { Scope } from "../../resolve/node.js";
import type { World } from "../../resolve/world.js";

/** A pause: what it is told to last, where that can be said, and in which unit. */
export interface Pause { readonly time: number | undefined; readonly unit: "s" | "ms" }

const sleeps: ReadonlyMap<string, Pause["unit"]> = new Map([
  ["asyncio.sleep", "s"], ["anyio.sleep", "s"], ["trio.sleep", "s"],
  ["timers.promises.setTimeout", "ms"], ["timers.promises.scheduler.wait", "ms"], ["Bun.sleep", "ms"],
]);

/** Longer chains of helpers are not followed. */
const deepest = 3;

/** The pause that an awaited call is: a library's, `new Promise((r) => setTimeout(r, 100))`, or that of a function that does nothing else. */
export function pauseOf({ ref, use }: Call, scope: Scope, world: World): Pause | undefined {
  return use === "awaited" ? pauseIn(ref, scope, world, 0) : undefined;
}

function pauseIn(ref: CallRef, scope: Scope, world: World, depth: number): Pause | undefined {
  if (ref.new) return byTimer(ref, scope, world);
  const [value, ...more] = world.evaluate(ref.callee, scope);
  if (!value || more.length > 0 || depth > deepest) return undefined;
  if (value.is === "external") {
    const unit = sleeps.get(value.name);
    return unit && { time: numberOf(ref.args[0]), unit };
  }
  const func = value.is === "function" ? value.node.func : undefined;
  // One that sets something as well does a piece of work: the loop goes on with it.
  if (value.is !== "function" || !func || func.changes || func.sets || func.attributes.size > 0) return undefined;
  const inner = onlyCall(func.steps) ?? (func.returns.is === "call" && func.returns.new ? func.returns : undefined);
  const pause = inner && pauseIn(inner, { path: value.node.path, func }, world, depth + 1);
  return pause && { unit: pause.unit, time: pause.time ?? numberOf(ref.args[0]) };
}

/** The call that is all that a function does. */
function onlyCall(steps: readonly Step[]): CallRef | undefined {
  const calls = steps.filter((step) => step.is === "call");
  const plain = steps.every((step) => step.is === "call" || step.is === "jump" || step.is === "load");
  const [only, ...more] = calls;
  return plain && only?.is === "call" && more.length === 0 && (only.use === "awaited" || only.use === "returned") ? only.ref : undefined;
}

/** `new Promise((resolve) => setTimeout(resolve, 100))`, and with a body in braces. */
function byTimer(ref: CallRef, scope: Scope, world: World): Pause | undefined {
  const [executor] = ref.args;
  const named = world.evaluate(ref.callee, scope);
  if (named.length !== 1 || named[0]!.is !== "external" || named[0]!.name !== "Promise" || executor?.is !== "func") return undefined;
  const { func } = world.node(scope.path, executor.name);
  const [timer, ...more] = calls(func?.steps ?? []);
  if (!func || !timer || more.length > 0 || timer.args[0]?.is !== "param" || timer.args[0].index !== 0) return undefined;
  const set = world.evaluate(timer.callee, { path: scope.path, func }).some((value) => value.is === "external" && value.name === "setTimeout");
  return set ? { time: numberOf(timer.args[1]), unit: "ms" } : undefined;
}

function calls(steps: readonly Step[]): CallRef[] {
  const found: CallRef[] = [];
  walk(steps, (step) => void (step.is === "call" && found.push(step.ref)));
  return found;
}

const numberOf = (ref: Ref | undefined): number | undefined => (ref?.is === "literal" && typeof ref.value === "number" ? ref.value : undefined);
