import type { Runs } from "../model/library.js";
import type { LanguageName } from "../model/module.js";
import type { CallRef, Ref } from "../model/ref.js";
import type { Call, Enter, Iterate, Load, Step } from "../model/step.js";
import { walk } from "../model/walk.js";
import { memberOf, propertyOf } from "../resolve/members.js";
import { called } from "../resolve/calls.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import { entry } from "../resolve/shelf.js";
import type { Value } from "../resolve/value.js";
import type { World } from "../resolve/world.js";
import { argument, blocks } from "./arguments.js";
import type { Effect, Making, Resolved, Site } from "./resolved.js";

/** Gathers what one function does; `invoked` tells which parameters another function runs. */
export function resolve(node: FuncNode, language: LanguageName, world: World, invoked: (node: FuncNode) => ReadonlyMap<number, Runs>): Resolved {
  const { func, path } = node;
  const sites: Site[] = [];
  const makings: Making[] = [];
  const hands = new Set<FuncNode>();
  const calls = new Set<FuncNode>();
  const invokes = new Map<number, Runs>();
  if (!func) return { sites, makings, hands: [], calls, invokes };
  const scope: Scope = { path, func };
  const shelf = world.shelf(language);
  const bare: CallRef = { is: "call", callee: { is: "unknown" }, args: [] };

  const run = (value: Value, call: CallRef, effects: Effect[]): void => {
    switch (value.is) {
      case "external": {
        const blocker = shelf.blocker(value.name);
        if (blocker && blocks(blocker, call, language)) effects.push({ leaf: { name: value.name, blocker } });
        return;
      }
      case "function":
        calls.add(value.node);
        if (value.node.func && !value.node.func.async && !value.node.func.generator) effects.push({ runs: value.node });
        return;
      case "class":
        for (const made of ["__init__", "constructor"]) for (const method of memberOf({ is: "object", path: value.path, cls: value.cls }, made, path, world)) {
          if (method.is === "function") run(method, call, effects);
        }
        return;
      case "object":
        for (const method of memberOf(value, "__call__", path, world)) if (method.is === "function") run(method, call, effects);
        return;
      case "wrapped":
        if (value.how === "partial") for (const inner of value.of) run(inner, call, effects);
        return;
      default:
    }
  };

  /** A function that is handed over as argument: run now, by the loop, or where the loop is not held. */
  const hand = (ref: Ref, runs: Runs, effects: Effect[]): void => {
    const free = ref.is === "param" ? ref.index : undefined;
    if (free !== undefined && invokes.get(free) !== "inline") invokes.set(free, runs);
    for (const value of world.evaluate(ref, scope)) {
      if (runs === "inline") run(value, bare, effects);
      else if (runs === "loop") for (const target of targets(value)) hands.add(target);
    }
  };

  const callbacks = (value: Value, call: CallRef, effects: Effect[]): void => {
    if (value.is === "external") {
      for (const { at, runs } of entry(shelf.knowledge.library.callbacks, value.name) ?? []) {
        const handed = argument(call, at);
        if (handed) hand(handed, runs, effects);
      }
      const consumed = entry(shelf.knowledge.library.consumes, value.name);
      const lazy = consumed === undefined ? undefined : argument(call, String(consumed));
      if (lazy) for (const iterated of world.evaluate(lazy, scope)) iterate(iterated, effects);
    } else if (value.is === "function") {
      const params = value.node.func?.params ?? [];
      for (const [index, runs] of invoked(value.node)) {
        const handed = argument(call, params[index] ? `${index}|${params[index].name}` : String(index));
        if (handed) hand(handed, runs, effects);
      }
    }
  };

  const iterate = (value: Value, effects: Effect[]): void => {
    if (value.is === "generator") {
      if (!value.from.func?.async) effects.push({ runs: value.from });
    } else if (value.is === "instance") method(value, "__iter__", effects);
    else if (value.is === "object") for (const name of ["__iter__", "__next__"]) method(value, name, effects);
  };
  const method = (value: Value, name: string, effects: Effect[]): void => {
    for (const found of memberOf(value, name, path, world)) {
      run(found, bare, effects);
      if (found.is === "function") for (const given of called(found, bare, scope, world)) if (given.is === "generator") iterate(given, effects);
    }
  };

  const onCall = (step: Call, effects: Effect[]): void => {
    const { ref } = step;
    if (ref.callee.is === "param") invokes.set(ref.callee.index, "inline");
    let values = world.evaluate(ref.callee, scope);
    // By method name alone only who runs a function is told, never what blocks.
    if (values.length === 0 && ref.callee.is === "attr") values = [{ is: "external", name: `?.${ref.callee.name}`, language }];
    for (const value of values) {
      // What is awaited has given a coroutine or promise, so it was not the blocking thing of that name.
      if (!(step.use === "awaited" && value.is === "external")) run(value, ref, effects);
      callbacks(value, ref, effects);
    }
    const given = values.flatMap((value) => called(value, ref, scope, world));
    const [first] = given;
    if (first?.is === "awaitable" && given.every((value) => value.is === "awaitable")) {
      const [callee] = values;
      makings.push({ call: step, ...(first.from ? { from: first.from } : {}), ...(callee?.is === "external" ? { name: callee.name } : {}) });
      if (first.from) calls.add(first.from);
    }
  };
  const onEnter = (step: Enter, effects: Effect[]): void => {
    if (step.async) return;
    for (const value of world.evaluate(step.of, scope)) {
      if (value.is === "generator") iterate(value, effects);
      else if (value.is === "instance" || value.is === "object") for (const name of ["__enter__", "__exit__"]) method(value, name, effects);
    }
  };
  const onLoad = (step: Load, effects: Effect[]): void => {
    if (!world.isProperty(step.ref.name)) return;
    for (const value of world.evaluate(step.ref.of, scope)) {
      const found = value.is === "object" ? propertyOf(value, step.ref.name, world) : undefined;
      if (found) {
        calls.add(found);
        effects.push({ runs: found });
      }
    }
  };

  walk(func.steps, (step: Step) => {
    if (step.is !== "call" && step.is !== "enter" && step.is !== "iterate" && step.is !== "load") return;
    const effects: Effect[] = [];
    if (step.is === "call") onCall(step, effects);
    else if (step.is === "enter") onEnter(step, effects);
    else if (step.is === "load") onLoad(step, effects);
    else if (!step.async) for (const value of world.evaluate((step satisfies Iterate).of, scope)) iterate(value, effects);
    if (effects.length > 0) sites.push({ step, effects });
  });
  return { sites, makings, hands: [...hands], calls, invokes };
}

/** The functions of the workspace that running a value would run. */
function targets(value: Value): readonly FuncNode[] {
  if (value.is === "function") return [value.node];
  return value.is === "wrapped" && value.how === "partial" ? value.of.flatMap(targets) : [];
}
