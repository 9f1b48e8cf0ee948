import type { Runs } from "../model/library.js";
import type { Func } from "../model/module.js";
import type { Call } from "../model/step.js";
import { equal } from "../model/equal.js";
import { walk } from "../model/walk.js";
import type { FuncNode } from "../resolve/node.js";
import type { World } from "../resolve/world.js";
import { causeOfSite, findCause, type Cause, type Graph } from "./cause.js";
import type { Conduct } from "./conduct.js";
import { createConducts } from "./conducts.js";
import { resolve } from "./effects.js";
import { deadOf, findEnd, type Dead, type End, type EndGraph } from "./endless.js";
import { readTraits, type Traits } from "./traits.js";
import { sameEffects, type Resolved, type Site } from "./resolved.js";

/** What is known of functions beyond their own text, and how an edit reaches those it concerns. */
export interface Summaries {
  resolved(node: FuncNode): Resolved;
  cause(node: FuncNode): Cause | null;
  traits(node: FuncNode): Traits;
  /** Whether it, or what it calls, goes round until somebody tells it to stop. */
  serves(node: FuncNode): boolean;
  /** Whether it never comes to an end of its own (unless it is cancelled): awaiting it would be waiting for ever. */
  endless(node: FuncNode): boolean;
  /** Where it waits for what is endless, with what it therefore never reaches. */
  dead(node: FuncNode): readonly Dead[];
  causeOfSite(site: Site): Cause | undefined;
  /** What a call of the function sets off does, as far as others can tell. */
  conduct(call: Call, node: FuncNode): Conduct;
  /** Whether some function hands it to the loop as a callback. Complete only when every file was resolved. */
  handed(node: FuncNode): boolean;
  /** The functions that call it, or hand it over. Complete only when every file was resolved. */
  users(node: FuncNode): readonly FuncNode[];
  /** The functions of which somebody asked who uses them, and whose users, or what these do with them, may have changed since the last time. */
  reused(): readonly FuncNode[];
  /** Whether it is handed over, and always to be run when a socket or descriptor is ready. */
  readied(node: FuncNode): boolean;
  /** The function's facts changed, its shape did not: gives the functions whose findings may have changed. */
  edited(node: FuncNode): ReadonlySet<FuncNode>;
  /** Forgets all of a function, and what rests on it; gives the functions whose findings may have changed. */
  forget(nodes: Iterable<FuncNode>): ReadonlySet<FuncNode>;
}

/** Summaries over `world`; `enter` runs a resolution so that its reads of modules are noted for the file. */
export function createSummaries(world: World, enter: <T>(path: string, work: () => T) => T): Summaries {
  const all = new Map<FuncNode, Resolved>();
  const causes = new Map<FuncNode, Cause | null>();
  const callers = new Map<FuncNode, Set<FuncNode>>();
  const handers = new Map<FuncNode, Set<FuncNode>>();
  const traits = new Map<FuncNode, Traits>();
  const ends = new Map<FuncNode, End>();
  const underWay = new Set<FuncNode>();
  const conducts = createConducts(world, enter);
  const watched = new Set<FuncNode>();
  const moved = new Set<FuncNode>();

  const invoked = (node: FuncNode): ReadonlyMap<number, Runs> => {
    // Functions that hand a parameter round in a circle run it in one of them, or never.
    if (underWay.has(node) || underWay.size > deepest || !node.func || !usesParams(node.func)) return nothing;
    return resolved(node).invokes;
  };
  const resolved = (node: FuncNode): Resolved => {
    const known = all.get(node);
    if (known) return known;
    underWay.add(node);
    const language = world.module(node.path)?.language ?? "python";
    const made = enter(node.path, () => resolve(node, world.shelf(language), world, invoked));
    underWay.delete(node);
    all.set(node, made);
    link(node, made);
    return made;
  };
  /** Notes that a function calls or hands over others, or that it did. */
  const note = (made: Resolved): void => {
    if (watched.size > 0) for (const targets of [made.calls, made.hands]) for (const target of targets) {
      const base = target.variant?.base ?? target;
      if (watched.has(base)) moved.add(base);
    }
  };
  const link = (node: FuncNode, made: Resolved): void => {
    note(made);
    for (const target of made.calls) add(callers, target, node);
    for (const target of made.hands) add(handers, target, node);
  };
  const unlink = (node: FuncNode, made: Resolved): void => {
    note(made);
    for (const target of made.calls) callers.get(target)?.delete(node);
    for (const target of made.hands) handers.get(target)?.delete(node);
  };
  const graph: Graph = { resolved, known: (node) => causes.get(node), keep: (node, cause) => void causes.set(node, cause) };

  const endGraph: EndGraph = { world, resolved, enter, known: (node) => ends.get(node), keep: (node, end) => void ends.set(node, end) };
  const endOf = (node: FuncNode): End => findEnd(node, endGraph);

  const traitsOf = (node: FuncNode): Traits => {
    let known = traits.get(node);
    if (!known) traits.set(node, (known = readTraits(node.func)));
    return known;
  };

  const serving = ({ calls }: Resolved): boolean => calls.some((callee) => traitsOf(callee).serves);

  /** Drops what is known of all that run one of `nodes`, however far up. */
  const drop = (known: readonly Map<FuncNode, unknown>[], nodes: Iterable<FuncNode>): Set<FuncNode> => {
    const touched = new Set(nodes);
    for (const node of touched) {
      for (const each of known) each.delete(node);
      for (const caller of callers.get(node) ?? []) touched.add(caller);
    }
    return touched;
  };
  const shake = (nodes: Iterable<FuncNode>): Set<FuncNode> => drop([causes, ends], nodes);
  const edited = (node: FuncNode): ReadonlySet<FuncNode> => {
    const touched = new Set<FuncNode>([node, ...conducts.edited(node)]);
    const knownTraits = traits.get(node);
    traits.delete(node);
    if (knownTraits && !equal(knownTraits, traitsOf(node))) for (const caller of callers.get(node) ?? []) {
      touched.add(caller);
      if (knownTraits.serves !== traitsOf(node).serves) for (const further of callers.get(caller) ?? []) touched.add(further);
    }
    const before = all.get(node);
    if (!before) return touched;
    // Others rest on its end: all of them, where it has none, for some of it may be theirs (functions that wait for each other).
    const end = ends.get(node);
    ends.delete(node);
    if (end !== undefined && end !== "ends") for (const other of drop([ends], [node])) touched.add(other);
    const cause = causes.get(node);
    unlink(node, before);
    all.delete(node);
    const now = resolved(node);
    if (serving(before) !== serving(now)) for (const caller of callers.get(node) ?? []) touched.add(caller);
    for (const target of changedHands(before, now)) touched.add(target);
    if (end === "ends" && endOf(node) !== end) for (const other of drop([ends], [node])) touched.add(other);
    if (sameInvokes(before, now) && sameEffects(before, now)) {
      // The same chain sets out from another object for the same step: renew it, nobody else can tell.
      if (cause !== undefined) {
        causes.delete(node);
        findCause(node, graph);
      }
      return touched;
    }
    // Who runs what it is handed decides what its callers set off, and what they run of what they are handed.
    if (!sameInvokes(before, now)) for (const other of forget(shake([node]))) touched.add(other);
    if (cause !== undefined) {
      causes.delete(node);
      if (!sameCause(cause, findCause(node, graph))) for (const other of shake([node])) touched.add(other);
    }
    return touched;
  };
  const forget = (nodes: Iterable<FuncNode>): ReadonlySet<FuncNode> => {
    const gone = [...nodes];
    const touched = shake(gone);
    for (const node of conducts.forget(gone)) touched.add(node);
    for (const node of gone) {
      traits.delete(node);
      const before = all.get(node);
      if (!before) continue;
      for (const target of before.hands) touched.add(target);
      unlink(node, before);
      all.delete(node);
    }
    return touched;
  };
  return {
    resolved, edited, forget,
    traits: traitsOf,
    serves: (node) => traitsOf(node).serves || serving(resolved(node)),
    endless: (node) => endOf(node) === "always" || endOf(node) === "until-cancelled",
    dead: (node) => deadOf(node, endGraph),
    cause: (node) => findCause(node, graph),
    conduct: conducts.ofCall,
    causeOfSite: (site) => causeOfSite(site, graph),
    users: (node) => {
      watched.add(node.variant?.base ?? node);
      return [...(callers.get(node) ?? []), ...(handers.get(node) ?? [])];
    },
    reused: () => {
      const now = [...moved];
      moved.clear();
      return now;
    },
    handed: (node) => (handers.get(node)?.size ?? 0) > 0,
    readied: (node) => handers.has(node) && [...handers.get(node)!].every((hander) => all.get(hander)?.ready.includes(node)),
  };
}

const nothing: ReadonlyMap<number, Runs> = new Map();
/** Longer chains of functions that hand a function on are not followed. */
const deepest = 60;

const users = new WeakMap<Func, boolean>();

/** Whether a function calls one of its parameters or hands one on. */
function usesParams(func: Func): boolean {
  let uses = users.get(func);
  if (uses !== undefined) return uses;
  uses = false;
  if (func.params.length > 0) walk(func.steps, (step) => {
    if (step.is !== "call") return;
    const { callee, args, keys } = step.ref;
    uses ||= [callee, ...args, ...Object.values(keys ?? {})].some((ref) => ref.is === "param");
  });
  users.set(func, uses);
  return uses;
}

function add(map: Map<FuncNode, Set<FuncNode>>, key: FuncNode, node: FuncNode): void {
  const known = map.get(key);
  if (known) known.add(node);
  else map.set(key, new Set([node]));
}

function changedHands(a: Resolved, b: Resolved): readonly FuncNode[] {
  const lacks = (of: Resolved, from: Resolved) => (node: FuncNode): boolean => !of.hands.includes(node) || of.ready.includes(node) !== from.ready.includes(node);
  return [...a.hands.filter(lacks(b, a)), ...b.hands.filter(lacks(a, b))];
}

function sameInvokes(a: Resolved, b: Resolved): boolean {
  return a.invokes.size === b.invokes.size && [...a.invokes].every(([index, runs]) => b.invokes.get(index) === runs);
}

function sameCause(a: Cause | null, b: Cause | null): boolean {
  if (!a || !b) return a === b;
  return a.leaf.name === b.leaf.name && a.leaf.blocker.cost === b.leaf.blocker.cost && a.depth === b.depth && a.via === b.via;
}
