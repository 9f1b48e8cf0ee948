import type { Runs } from "../model/library.js";
import type { CallRef, Ref } from "../model/ref.js";
import type { Card } from "../resolve/card.js";
import type { FuncNode } from "../resolve/node.js";
import type { Value } from "../resolve/value.js";
import { argument } from "./arguments.js";
import { bareCall, gather, invokes, type Frame } from "./frame.js";
import type { Effect, Leaf } from "./resolved.js";
import { iterate, method, run } from "./run.js";

/** What becomes of the functions and iterators that are handed to a call of `callee`: those that it runs at once are part of the call. */
export function callbacks(callee: Value, call: CallRef, frame: Frame): readonly Effect[] {
  if (call.args.length === 0 && !call.keys) return [];
  const { language } = frame.shelf;
  if (callee.is === "function") {
    const params = callee.node.func?.params ?? [];
    const invoked = frame.invoked(callee.node);
    return invoked.size === 0 ? [] : [...invoked].flatMap(([index, runs]) => handed(argument(call, `${index}|${params[index]?.name ?? ""}`, language), runs, call, frame));
  }
  if (callee.is !== "external") return [];
  const { callbacks: takes, consumes } = cardFor(callee.name, call, frame);
  const asked = asks.get(callee.name);
  if (asked !== undefined && call.args.length === 1) return frame.world.evaluate(call.args[0]!, frame.scope).flatMap((value) => (value.is === "object" ? method(value, asked, frame) : []));
  if (takes.length === 0 && consumes === undefined) return [];
  const taken = takes.flatMap(({ at, runs, ready }) => handed(argument(call, at, language), runs, call, frame, ready));
  const lazy = consumes === undefined ? undefined : argument(call, String(consumes), language);
  return lazy ? [...taken, ...frame.world.evaluate(lazy, frame.scope).flatMap((value) => iterate(value, frame))] : taken;
}

/** Python's builtins that ask their argument for a method of its own. */
const asks: ReadonlyMap<string, string> = new Map([
  ["builtins.len", "__len__"], ["builtins.bool", "__bool__"], ["builtins.str", "__str__"], ["builtins.repr", "__repr__"],
  ["builtins.hash", "__hash__"], ["builtins.int", "__int__"], ["builtins.float", "__float__"], ["builtins.abs", "__abs__"],
]);

/** Of what no table knows, a method's name alone tells who runs a function that it is handed (never what blocks). */
function cardFor(name: string, { callee }: CallRef, { shelf }: Frame): Card {
  return callee.is === "attr" && !shelf.knows(name) ? shelf.card(`?.${callee.name}`) : shelf.card(name);
}

/** A function that is handed over: run now, by the loop, or where the loop is not held. */
function handed(ref: Ref | undefined, runs: Runs, call: CallRef, frame: Frame, ready?: true): readonly Effect[] {
  if (!ref) return [];
  // A parameter that is run now in one place is run now, whatever else is done with it.
  if (ref.is === "param" && frame.invokes?.get(ref.index) !== "inline") invokes(frame, ref.index, runs);
  if (runs === "elsewhere") {
    // It is nothing that this call does, but what becomes of its arguments is asked for.
    if (frame.shelf.language === "python") for (const value of frame.world.evaluate(ref, frame.scope)) for (const target of targets(value)) gather(frame.calls, target);
    return [];
  }
  const values = frame.world.evaluate(ref, frame.scope);
  if (runs === "inline") return values.flatMap((value) => run(value, bareCall, frame));
  for (const value of values) for (const target of targets(value)) {
    const node = target.variant?.base ?? target;
    gather(frame.hands, node);
    if (ready) gather(frame.ready, node);
  }
  for (const value of values) for (const leaf of leaves(value, ref, call, frame)) {
    if (!(ready && leaf.blocker.unlessReady)) (frame.blockers ??= []).push({ leaf, call, argument: ref });
  }
  return [];
}

/** What blocks of the library in what is handed over; Python hands the arguments over behind it. */
function leaves(value: Value, ref: Ref, call: CallRef, frame: Frame): readonly Leaf[] {
  if (value.is === "wrapped") return value.how === "partial" ? value.of.flatMap((inner) => leaves(inner, ref, bareCall, frame)) : [];
  if (value.is !== "external") return [];
  const args = frame.shelf.language === "python" ? call.args.slice(call.args.indexOf(ref) + 1) : [];
  return run(value, { is: "call", callee: ref, args }, frame).flatMap((effect) => ("leaf" in effect ? [effect.leaf] : []));
}

/** The functions of the workspace that running a value would run. */
function targets(value: Value): readonly FuncNode[] {
  if (value.is === "function") return [value.node];
  return value.is === "wrapped" && value.how === "partial" ? value.of.flatMap(targets) : [];
}
