import type { Ref } from "../../model/ref.js";
import type { Call, Loop, Step } from "../../model/step.js";
import { inner, walk } from "../../model/walk.js";
import { memberOf } from "../../resolve/members.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { kindsOf, meet, originsOf, type Origins } from "../../summary/origins.js";
import { signalAt } from "../signal-parameter.js";

/** What has such a name may be what ends a worker. */
export const ending = /signal|abort|cancel|controller|token|stop/i;

/** Whether a value may be what ends a worker, by its name or a member's. */
export const mayEnd = (ref: Ref): boolean => (ref.is === "attr" && ending.test(ref.name)) || (ref.is === "name" && ending.test(ref.name)) || (ref.is === "object" && Object.keys(ref.members).some((name) => ending.test(name)));

/** Whether a worker looks at something on its way that may have it end by an exception: `signal.throwIfAborted()`; what its parameter `but` holds apart. */
export function asksForEnd({ func }: FuncNode, but: number): boolean {
  const is = isParam(but);
  let asks = false;
  if (func) walk(func.steps, (step) => {
    if (step.is !== "call" || step.ref.callee.is !== "attr" || is(step.ref.callee.of)) return;
    asks ||= ending.test(step.ref.callee.name) || mayEnd(step.ref.callee.of)
      || step.ref.args.some((arg) => (arg.is === "object" ? Object.entries(arg.members).some(([name, value]) => ending.test(name) && !is(value)) : mayEnd(arg)));
  });
  return asks;
}

/** A worker that is started without the AbortSignal that it takes: at which index; whether it can end by nothing else; whether the signal ends it wherever it waits. */
export interface Unsignalled { readonly index: number; readonly endless: boolean; readonly ends: boolean }

/** What the worker is not given that a call starts. */
export function unsignalled({ ref }: Call, worker: FuncNode, origins: Origins, analysis: Analysis): Unsignalled | undefined {
  const { params, steps } = worker.func!;
  const index = signalAt(params);
  const fallback = params[index]?.default;
  if (index < 0 || ref.args.length > index || ref.args.some(({ is }) => is === "star") || (fallback && (fallback.is !== "literal" || fallback.value !== null))) return undefined;
  const is = isParam(index);
  let [endless, heard, waits] = [false, true, false];
  walk(steps, (step) => {
    // What a round catches it goes on after, and waits anew.
    if (step.is === "loop") walk(step.body, (inside) => void (heard &&= inside.is !== "try" || inside.handlers.length === 0));
    if (step.is === "loop") endless ||= step.asks?.length === 1 && step.asks.every((ask) => ask.is === "attr" && ask.name === "aborted" && is(ask.of)) && !isLeft(step);
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (step.is !== "call" || callee?.is !== "attr" || callee.name !== "get" || !meet(origins, originsOf(callee.of, { path: worker.path, func: worker.func! }, analysis))) return;
    waits = true;
    heard &&= hears(step.ref.args.findIndex(is), callee.of, worker, analysis);
  });
  return { index, endless, ends: waits && heard };
}

const isParam = (index: number) => (ref: Ref): boolean => ref.is === "param" && ref.index === index;

/** Whether a round may leave its loop. */
function isLeft(loop: Loop): boolean {
  const leaves = (steps: readonly Step[], nested: boolean): boolean => steps.some((step) => (step.is === "jump"
    ? step.to === "return" || step.to === "raise" || (step.to === "break" && (!nested || step.label !== undefined))
    : inner(step).some((part) => leaves(part, nested || step.is === "loop"))));
  return leaves(loop.body, false);
}

/** Whether taking from a queue listens to the signal that it is given at an index. */
function hears(index: number, queue: Ref, worker: FuncNode, analysis: Analysis): boolean {
  const kinds = kindsOf(queue, { path: worker.path, func: worker.func! }, analysis);
  const gets = kinds.flatMap((kind) => (kind.is === "object" ? memberOf(kind, "get", kind.path, analysis.world) : []));
  return index >= 0 && gets.length > 0 && gets.every((value) => value.is === "function" && listens(value.node, index, analysis));
}

/** Whether a function, or one within it, has its parameter tell of the end: `signal.addEventListener("abort", …)`. */
function listens(node: FuncNode, index: number, analysis: Analysis): boolean {
  const name = node.func?.params[index]?.name;
  return analysis.nodes(node.path).some(({ func, name: own }) => {
    if (!func || (own !== node.name && !own.startsWith(`${node.name}.`))) return false;
    let found = false;
    walk(func.steps, (step) => {
      const callee = step.is === "call" ? step.ref.callee : undefined;
      if (callee?.is !== "attr" || callee.name !== "addEventListener") return;
      found ||= own === node.name ? isParam(index)(callee.of) : callee.of.is === "name" && callee.of.name === name;
    });
    return found;
  });
}
