import type { Cost } from "../model/blocker.js";
import type { FuncNode } from "../resolve/node.js";
import type { Effect, Leaf, Resolved, Site } from "./resolved.js";

/**
 * Why a function blocks whoever runs it: the costliest thing it comes to, of those the one with the shortest chain, of those the first
 * in its source. No positions: `site` is the step in which it sets out, `via` the function it runs there (none where the step is the leaf).
 */
export interface Cause { readonly leaf: Leaf; readonly depth: number; readonly site: Site; readonly via?: FuncNode }

/** What the search needs of the call graph. */
export interface Graph {
  resolved(node: FuncNode): Resolved;
  /** The cause found earlier; null where there is none, undefined where nobody looked. */
  known(node: FuncNode): Cause | null | undefined;
  keep(node: FuncNode, cause: Cause | null): void;
}

const costs: readonly Cost[] = ["high", "medium", "low"];

/**
 * Finds the cause of a function, and of all that it reaches and that has none yet. From the leaves upwards, cost by cost and step by
 * step, so that cycles need no special case: each function is settled once, by the best there is.
 */
export function findCause(start: FuncNode, graph: Graph): Cause | null {
  const known = graph.known(start);
  if (known !== undefined) return known;
  const { order, callers } = reach(start, graph);
  const found = new Map<FuncNode, Cause>();
  for (const cost of costs) spread(cost, order, callers, found, graph);
  for (const node of order) graph.keep(node, found.get(node) ?? null);
  return found.get(start) ?? null;
}

/** All functions below `start` whose cause is not known, and who of them runs whom. */
function reach(start: FuncNode, graph: Graph): { order: FuncNode[]; callers: Map<FuncNode, FuncNode[]> } {
  const order = [start];
  const seen = new Set(order);
  const callers = new Map<FuncNode, FuncNode[]>();
  for (const node of order) {
    for (const { effects } of graph.resolved(node).sites) for (const effect of effects) {
      if ("leaf" in effect) continue;
      for (const target of "runs" in effect ? [effect.runs] : effect.oneOf) {
        const list = callers.get(target);
        if (list) list.push(node);
        else callers.set(target, [node]);
        if (seen.has(target) || graph.known(target) !== undefined) continue;
        seen.add(target);
        order.push(target);
      }
    }
  }
  return { order, callers };
}

/** Settles all functions whose costliest leaf is of `cost`, those with the shortest chains first. */
function spread(cost: Cost, order: readonly FuncNode[], callers: ReadonlyMap<FuncNode, readonly FuncNode[]>, found: Map<FuncNode, Cause>, graph: Graph): void {
  const waiting: FuncNode[][] = [];
  const wait = (node: FuncNode, depth: number): void => void (waiting[depth] ??= []).push(node);
  const settled = (node: FuncNode): Cause | null | undefined => found.get(node) ?? graph.known(node);
  for (const node of order) {
    if (!found.has(node) && graph.resolved(node).sites.some(({ effects }) => effects.some((effect) => "leaf" in effect && effect.leaf.blocker.cost === cost))) wait(node, 1);
  }
  for (const [target, from] of callers) {
    const cause = graph.known(target);
    if (cause?.leaf.blocker.cost === cost) for (const node of from) if (!found.has(node)) wait(node, cause.depth + 1);
  }
  for (let depth = 1; depth < waiting.length; depth++) {
    const here = waiting[depth] ?? [];
    for (const node of here) {
      if (found.has(node)) continue;
      const cause = first(node, cost, depth, settled, graph);
      if (!cause) continue;
      found.set(node, cause);
      for (const caller of callers.get(node) ?? []) if (!found.has(caller)) wait(caller, depth + 1);
    }
  }
}

/** The first site of a function from which a leaf of `cost` is `depth` calls away. */
function first(node: FuncNode, cost: Cost, depth: number, settled: (node: FuncNode) => Cause | null | undefined, graph: Graph): Cause | undefined {
  for (const site of graph.resolved(node).sites) for (const effect of site.effects) {
    const cause = causeOf(site, effect, settled);
    if (cause && cause.leaf.blocker.cost === cost && cause.depth === depth) return cause;
  }
  return undefined;
}

function causeOf(site: Site, effect: Effect, settled: (node: FuncNode) => Cause | null | undefined): Cause | undefined {
  if ("leaf" in effect) return { leaf: effect.leaf, depth: 1, site };
  if ("oneOf" in effect) return leastOf(site, effect.oneOf, settled);
  const below = settled(effect.runs);
  return below ? { leaf: below.leaf, depth: below.depth + 1, site, via: effect.runs } : undefined;
}

/** Of functions of which one is run, the cause that is there in any case: the worst that can be said of the best of them. */
function leastOf(site: Site, targets: readonly FuncNode[], settled: (node: FuncNode) => Cause | null | undefined): Cause | undefined {
  let least: Cause | undefined;
  for (const target of targets) {
    const cause = causeOf(site, { runs: target }, settled);
    if (!cause) return undefined;
    if (!least || better(least, cause)) least = cause;
  }
  return least;
}

/** The cause of one site: the best of what it sets off. */
export function causeOfSite(site: Site, graph: Graph): Cause | undefined {
  let best: Cause | undefined;
  for (const effect of site.effects) {
    const cause = causeOf(site, effect, (node) => findCause(node, graph));
    if (cause && (!best || better(cause, best))) best = cause;
  }
  return best;
}

function better(a: Cause, b: Cause): boolean {
  const [x, y] = [costs.indexOf(a.leaf.blocker.cost), costs.indexOf(b.leaf.blocker.cost)];
  return x < y || (x === y && a.depth < b.depth);
}
