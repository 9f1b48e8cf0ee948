import type { Runs } from "../model/library.js";
import type { CallRef, Ref } from "../model/ref.js";
import type { Card } from "../resolve/card.js";
import type { FuncNode } from "../resolve/node.js";
import type { Value } from "../resolve/value.js";
import { argument } from "./arguments.js";
import { bareCall, type Frame } from "./frame.js";
import type { Effect } from "./resolved.js";
import { iterate, run } from "./run.js";

/** What becomes of the functions and iterators that are handed to a call of `callee`: those that it runs at once are part of the call. */
export function callbacks(callee: Value, call: CallRef, frame: Frame): readonly Effect[] {
  if (call.args.length === 0 && !call.keys) return [];
  const { language } = frame.shelf;
  if (callee.is === "function") {
    const params = callee.node.func?.params ?? [];
    const invoked = frame.invoked(callee.node);
    return invoked.size === 0 ? [] : [...invoked].flatMap(([index, runs]) => handed(argument(call, `${index}|${params[index]?.name ?? ""}`, language), runs, frame));
  }
  if (callee.is !== "external") return [];
  const { callbacks: takes, consumes } = cardFor(callee.name, call, frame);
  if (takes.length === 0 && consumes === undefined) return [];
  const taken = takes.flatMap(({ at, runs, ready }) => handed(argument(call, at, language), runs, frame, ready));
  const lazy = consumes === undefined ? undefined : argument(call, String(consumes), language);
  return lazy ? [...taken, ...frame.world.evaluate(lazy, frame.scope).flatMap((value) => iterate(value, frame))] : taken;
}

/** Of what no table knows, a method's name alone tells who runs a function that it is handed (never what blocks). */
function cardFor(name: string, { callee }: CallRef, { shelf }: Frame): Card {
  return callee.is === "attr" && !shelf.knows(name) ? shelf.card(`?.${callee.name}`) : shelf.card(name);
}

/** A function that is handed over: run now, by the loop, or where the loop is not held. */
function handed(ref: Ref | undefined, runs: Runs, frame: Frame, ready?: true): readonly Effect[] {
  if (!ref) return [];
  // A parameter that is run now in one place is run now, whatever else is done with it.
  if (ref.is === "param" && frame.invokes.get(ref.index) !== "inline") frame.invokes.set(ref.index, runs);
  if (runs === "elsewhere") return [];
  const values = frame.world.evaluate(ref, frame.scope);
  if (runs === "inline") return values.flatMap((value) => run(value, bareCall, frame));
  for (const value of values) for (const node of targets(value)) {
    frame.hands.add(node);
    if (ready) frame.ready.add(node);
  }
  return [];
}

/** The functions of the workspace that running a value would run. */
function targets(value: Value): readonly FuncNode[] {
  if (value.is === "function") return [value.node];
  return value.is === "wrapped" && value.how === "partial" ? value.of.flatMap(targets) : [];
}
