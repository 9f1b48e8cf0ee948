import type { FlowNode } from "../../model/flow.js";
import type { Call, Jump, Step } from "../../model/step.js";
import type { Layout } from "./layout.js";

/**
 * What a step does to a duty: it settles it; from there on somebody else sees to it, or nobody can tell (`gone`); something more is taken
 * from the same, of which another duty tells (`again`); or nothing. `calm`: nor does it raise anything to speak of.
 */
export type Effect = "settles" | "gone" | "again" | "calm" | "none";

/** What the paths of a duty come to. */
export interface Paths {
  /** The first path that ends without settling, and the first that settles twice: its steps. */
  readonly missing?: readonly Step[];
  readonly twice?: readonly Step[];
  /** The first path on which an exception that nobody catches leaves the function without settling. */
  readonly leaked?: readonly Step[];
  /** `missing` comes to the function's end, and to no further round. */
  readonly leaves: boolean;
  /** Jumps from which on every path ends without settling. */
  readonly jumps: readonly Jump[];
  /** Some path settles exactly once, and comes to its end. */
  readonly once: boolean;
}

/** Where a path is: at a node, having settled or not, and after an exception or not. */
interface State { readonly node: FlowNode; readonly settled: boolean; readonly raised: boolean; readonly from: State | undefined }

/** A duty's ways through its function: from behind the step `start` (from the entry, if there is none). */
export interface Ways { readonly layout: Layout; readonly start: Step | undefined; effect(step: Step): Effect }

/**
 * Follows a duty through the flow graph, to the next round's `start`, or to the end. Exceptions count where a handler catches them; one that
 * leaves the function ends it, and is none of our business, unless a function that took something raises it on purpose.
 * Each point is passed four times at most, and none that lies behind the duty's end.
 */
export function pathsOf(ways: Ways): Paths {
  const { start, effect, layout: { graph: { exit, raised } } } = ways;
  const seen = new Map<FlowNode, number>();
  const waiting: State[] = beginnings(ways).map((node) => ({ node, settled: false, raised: false, from: undefined }));
  let missing: State | undefined;
  let twice: State | undefined;
  let leaked: State | undefined;
  let once = false;
  const jumps: State[] = [];
  for (const state of waiting) {
    const { node, settled, raised: thrown } = state;
    const known = seen.get(node) ?? 0;
    const mine = 1 << ((settled ? 1 : 0) + (thrown ? 2 : 0));
    if (known & mine) continue;
    seen.set(node, known | mine);
    const { step } = node;
    if (node === exit || (start !== undefined && step === start) || (node === raised && !thrown && start !== undefined)) {
      if (settled) once ||= node !== raised;
      else missing ??= state;
      continue;
    }
    if (node === raised) {
      if (!settled) leaked ??= state;
      continue;
    }
    const does = step ? effect(step) : "none";
    if (does === "gone") continue;
    if (does === "again") {
      once ||= settled;
      continue;
    }
    if (does === "settles" && settled) {
      twice ??= state;
      continue;
    }
    if (step?.is === "jump" && !settled) jumps.push(state);
    for (const next of node.next) waiting.push({ node: next, settled: settled || does === "settles", raised: thrown, from: state });
    if (step && does === "none" && throws(step)) for (const next of node.thrown) waiting.push({ node: next, settled, raised: true, from: state });
  }
  return {
    ...(missing ? { missing: trail(missing) } : {}), ...(twice ? { twice: trail(twice) } : {}), ...(leaked ? { leaked: trail(leaked) } : {}),
    once, leaves: missing?.node === exit, jumps: missing && jumps.length > 0 ? leading(jumps, ways) : [],
  };
}

const beginnings = ({ layout: { graph, places }, start }: Ways): readonly FlowNode[] => (start ? (places.get(start) ?? []).flatMap(({ next }) => next) : [graph.entry]);

const throws = ({ is }: Step): boolean => is === "call" || is === "await" || is === "iterate" || is === "enter";

function trail(state: State): Step[] {
  const steps: Step[] = [];
  for (let at: State | undefined = state; at; at = at.from) if (at.node.step) steps.push(at.node.step);
  return steps.reverse();
}

/** Whether a way goes no farther than to a point: there the duty's round is over. */
const isEnd = (node: FlowNode, { start, layout: { graph } }: Ways): boolean => node === graph.exit || node === graph.raised || (start !== undefined && node.step === start);

/** The jumps of which all ways on end without anything being settled, or handed on. */
function leading(jumps: readonly State[], ways: Ways): readonly Jump[] {
  // From where something is settled or handed on, back along all ways that lead there.
  const before = new Map<FlowNode, FlowNode[]>();
  const all = new Set(jumps.map(({ node }) => node));
  const fruitful = new Set<FlowNode>();
  for (const node of all) {
    if (isEnd(node, ways)) continue;
    const does = node.step ? ways.effect(node.step) : "none";
    if (does !== "none" && does !== "calm") {
      fruitful.add(node);
      continue;
    }
    for (const next of node.next) {
      all.add(next);
      const list = before.get(next);
      if (list) list.push(node);
      else before.set(next, [node]);
    }
  }
  for (const node of fruitful) for (const previous of before.get(node) ?? []) fruitful.add(previous);
  // An exception that is raised on purpose to leave counts; one that was caught and is raised again does not.
  const caught = (state: State): boolean => state.raised && state.node.next.includes(ways.layout.graph.raised);
  return [...new Set(jumps.filter((state) => !fruitful.has(state.node) && !caught(state)).map(({ node }) => node.step as Jump))];
}

/** The steps that a duty's ways come to, as long as it is not settled, when they have come through a step of which `is` holds. */
export function behind(is: (step: Step) => boolean, ways: Ways): ReadonlySet<Step> {
  const onward = (node: FlowNode): readonly FlowNode[] => {
    const does = node.step ? ways.effect(node.step) : "none";
    if (isEnd(node, ways) || (does !== "none" && does !== "calm")) return [];
    return node.step && does === "none" && throws(node.step) ? [...node.next, ...node.thrown] : node.next;
  };
  const all = new Set(beginnings(ways));
  for (const node of all) for (const next of onward(node)) all.add(next);
  const found = new Set([...all].filter(({ step }) => step && is(step)).flatMap(onward));
  for (const node of found) for (const next of onward(node)) found.add(next);
  return new Set([...found].flatMap(({ step }) => step ?? []));
}

/** The calls that settle, wherever a duty's round leads. */
export function settling(ways: Ways): readonly Call[] {
  const found = new Set<Call>();
  const all = new Set(beginnings(ways));
  for (const node of all) {
    const does = node.step ? ways.effect(node.step) : "none";
    if (does === "settles" && node.step?.is === "call") found.add(node.step);
    if (does === "again" || isEnd(node, ways)) continue;
    for (const next of node.next) all.add(next);
    for (const next of node.thrown) all.add(next);
  }
  return [...found].sort((a, b) => a.span[0] - b.span[0]);
}
