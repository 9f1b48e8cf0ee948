import type { Func, Module } from "../model/module.js";
import { walk } from "../model/walk.js";

/**
 * Methods that tell an object not to wait: `sock.setblocking(False)`. Which object that is cannot be told from names, for a socket is
 * made in one method and read in another; so what is calmed somewhere in a file counts as calmed in all of it.
 */
const calming = new Set(["setblocking", "settimeout"]);

const ofFunc = new WeakMap<Func, readonly string[]>();
const none: readonly string[] = [];

/** The calming calls of a function, as `setblocking=false`, `settimeout=0`. */
function calmsIn(func: Func): readonly string[] {
  let found = ofFunc.get(func);
  if (found) return found;
  const calls: string[] = [];
  walk(func.steps, (step) => {
    if (step.is !== "call" || step.ref.callee.is !== "attr" || !calming.has(step.ref.callee.name)) return;
    const [mode] = step.ref.args;
    if (mode?.is === "literal") calls.push(`${step.ref.callee.name}=${String(mode.value)}`);
  });
  found = calls.length > 0 ? calls : none;
  ofFunc.set(func, found);
  return found;
}

/** Every calming call of a module, once. */
export function calmsOf(module: Module): ReadonlySet<string> {
  return new Set(module.functions.flatMap(({ func }) => calmsIn(func)));
}
