import type { Call } from "../model/step.js";
import type { FuncNode } from "../resolve/node.js";
import type { World } from "../resolve/world.js";
import { callConduct, ownConduct, together, type Conduct } from "./conduct.js";
import { receiverOf } from "./frame.js";

/** What functions do, with all that they run; and how an edit reaches whoever asked. */
export interface Conducts {
  /** What a call does that stands in `node`, with all that it sets off. */
  ofCall(call: Call, node: FuncNode): Conduct;
  /** The function's facts changed: gives the functions of which somebody was told something else before. */
  edited(node: FuncNode): ReadonlySet<FuncNode>;
  /** Forgets what is known of functions, and what rests on it; gives all of these. */
  forget(nodes: Iterable<FuncNode>): ReadonlySet<FuncNode>;
}

/** Longer chains of functions are not followed: then nobody knows. */
const most = 300;

/** Conducts over `world`; `enter` runs a resolution so that its reads of modules are noted for the file. */
export function createConducts(world: World, enter: <T>(path: string, work: () => T) => T): Conducts {
  const owns = new Map<FuncNode, Conduct>();
  const wholes = new Map<FuncNode, Conduct>();
  /** Who was told of a function's conduct. */
  const told = new Map<FuncNode, Set<FuncNode>>();

  const shelfOf = (path: string) => world.shelf(world.module(path)?.language ?? "python");
  const tell = (node: FuncNode, of: readonly FuncNode[]): void => {
    for (const each of of) {
      const known = told.get(each);
      if (known) known.add(node);
      else told.set(each, new Set([node]));
    }
  };
  const ownOf = (node: FuncNode): Conduct => {
    let own = owns.get(node);
    if (!own) {
      owns.set(node, (own = enter(node.path, () => ownConduct(node, receiverOf(node, world), shelfOf(node.path), world))));
      tell(node, own.runs);
    }
    return own;
  };
  /** All that follows from some code's own conduct. One that is loud is so in any case: no need to look further. */
  const whole = (own: Conduct): Conduct => {
    let all = own;
    const seen = new Set(own.runs);
    for (const node of seen) {
      if (all.noise === "loud") break;
      const next = seen.size > most ? undefined : ownOf(node);
      all = next ? together(all, next) : { ...all, noise: "unknown" };
      for (const run of next?.runs ?? []) seen.add(run);
    }
    return all;
  };
  const wholeOf = (node: FuncNode): Conduct => {
    let known = wholes.get(node);
    if (!known) wholes.set(node, (known = whole(ownOf(node))));
    return known;
  };
  /** Drops what rests on some functions, however far up. */
  const drop = (nodes: Iterable<FuncNode>): Set<FuncNode> => {
    const touched = new Set(nodes);
    for (const node of touched) {
      wholes.delete(node);
      for (const each of told.get(node) ?? []) touched.add(each);
    }
    return touched;
  };
  return {
    ofCall(call, node) {
      const { func, path } = node;
      if (!func) return { noise: "unknown", raises: false, says: false, asks: [], runs: [] };
      const self = receiverOf(node, world);
      const own = enter(path, () => callConduct(call, { scope: { path, func, ...(self ? { self } : {}) }, shelf: shelfOf(path), world }, false));
      tell(node, own.runs);
      return own.runs.map(wholeOf).reduce(together, own);
    },
    edited(node) {
      const before = owns.get(node);
      if (!before) return new Set();
      owns.delete(node);
      return same(before, ownOf(node)) ? new Set() : drop([node]);
    },
    forget(nodes) {
      const gone = [...nodes];
      const touched = drop(gone);
      for (const node of gone) owns.delete(node);
      return touched;
    },
  };
}

function same(a: Conduct, b: Conduct): boolean {
  const alike = (x: readonly unknown[], y: readonly unknown[]): boolean => x.length === y.length && x.every((item, i) => item === y[i]);
  return a.noise === b.noise && a.raises === b.raises && a.says === b.says && alike(a.asks, b.asks) && alike(a.runs, b.runs);
}
