import { flow, type Flow, type FlowNode } from "../../model/flow.js";
import type { Func } from "../../model/module.js";
import type { CallRef } from "../../model/ref.js";
import type { Call, Loop, Step } from "../../model/step.js";
import { inner } from "../../model/walk.js";
import { marked } from "./marks.js";

/** A function as duties see it, worked out once for all of them: where a function has a thousand duties, none may look at all of it. */
export interface Layout {
  readonly graph: Flow;
  /** Where a step stands in the graph: at several places where it is part of a `finally`. */
  readonly places: ReadonlyMap<Step, readonly FlowNode[]>;
  /** The number of points of the graph. */
  readonly size: number;
  readonly calls: ReadonlyMap<CallRef, Call>;
  /** The names that are bound right behind a call: those of what it gave. */
  readonly named: ReadonlyMap<Call, readonly string[]>;
  /** How often a name is bound. */
  readonly binds: ReadonlyMap<string, number>;
  /** The names that are bound to what a name held. */
  readonly kept: ReadonlyMap<string, readonly string[]>;
  /** The step that holds a step. */
  readonly holders: ReadonlyMap<Step, Step>;
}

const known = new WeakMap<Func, Layout>();

/** The layout of a function. */
export function layoutOf(func: Func): Layout {
  let layout = known.get(func);
  if (!layout) known.set(func, (layout = layOut(func)));
  return layout;
}

function layOut({ steps }: Func): Layout {
  const [calls, named, binds, kept, holders] = [new Map<CallRef, Call>(), new Map<Call, string[]>(), new Map<string, number>(), new Map<string, string[]>(), new Map<Step, Step>()];
  const look = (list: readonly Step[], holder: Step | undefined): void => list.forEach((step, i) => {
    if (holder) holders.set(step, holder);
    if (step.is === "call") {
      calls.set(step.ref, step);
      for (let next = i + 1, bound = list[next]; bound?.is === "bind"; bound = list[++next]) add(named, step, bound.name);
    } else if (step.is === "bind") binds.set(step.name, (binds.get(step.name) ?? 0) + 1);
    else if (step.is === "read" && typeof step.use === "object" && "kept" in step.use) add(kept, step.name, step.use.kept);
    else for (const part of inner(step)) look(part, step);
  });
  look(steps, undefined);
  const graph = flow(marked(steps));
  const all = new Set([graph.entry]);
  const places = new Map<Step, FlowNode[]>();
  for (const node of all) {
    if (node.step) add(places, node.step, node);
    for (const next of node.next) all.add(next);
    for (const next of node.thrown) all.add(next);
  }
  return { graph, places, size: all.size, calls, named, binds, kept, holders };
}

function add<K, V>(table: Map<K, V[]>, key: K, value: V): void {
  const list = table.get(key);
  if (list) list.push(value);
  else table.set(key, [value]);
}

/** The loops around a step. */
export function loopsAround(step: Step | undefined, { holders }: Layout): ReadonlySet<Loop> {
  const loops = new Set<Loop>();
  for (let at = step && holders.get(step); at; at = holders.get(at)) if (at.is === "loop") loops.add(at);
  return loops;
}
