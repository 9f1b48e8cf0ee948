import { flow, type FlowNode } from "../../model/flow.js";
import type { Handler, Jump, Step } from "../../model/step.js";

/**
 * What a step does to a duty: it settles it; from there on somebody else sees to it, or nobody can tell (`gone`); or nothing.
 * `calm`: nor does it raise anything to speak of.
 */
export type Effect = "settles" | "gone" | "calm" | "none";

/** What the paths of a duty come to. */
export interface Paths {
  /** The first path that ends without settling, and the first that settles twice: its steps. */
  readonly missing?: readonly Step[];
  readonly twice?: readonly Step[];
  /** The first of these comes to the function's end, and to no further round. */
  readonly leaves: boolean;
  /** Jumps from which on every path ends without settling. */
  readonly jumps: readonly Jump[];
  /** Steps of the paths from the beginning of the duty to each of these jumps. */
  readonly before: ReadonlyMap<Jump, ReadonlySet<Step>>;
  /** Some path settles exactly once, and comes to its end. */
  readonly once: boolean;
}

/** Where a path is: at a node, having settled so often, and after an exception or not. */
interface State { readonly node: FlowNode; readonly settled: boolean; readonly raised: boolean; readonly from: State | undefined }

/**
 * Follows a duty through the flow graph of `steps`: from behind the step `start` (from the entry, if there is none) to the next round's
 * `start`, or to the end. Exceptions count where a handler catches them; one that leaves the function ends it, and is none of our business,
 * unless a function that took something raises it on purpose.
 */
export function pathsOf(steps: readonly Step[], start: Step | undefined, effect: (step: Step) => Effect): Paths {
  const { entry, exit, raised } = flow(steps);
  const beginnings = start ? find(entry, start).flatMap(({ next }) => next) : [entry];
  const seen = new Map<FlowNode, State[]>();
  const waiting: State[] = beginnings.map((node) => ({ node, settled: false, raised: false, from: undefined }));
  let missing: State | undefined;
  let twice: State | undefined;
  let once = false;
  const jumps: State[] = [];
  for (let at = 0; at < waiting.length; at++) {
    const state = waiting[at]!;
    const { node, settled, raised: thrown } = state;
    const known = seen.get(node) ?? [];
    if (known.some((other) => other.settled === settled && other.raised === thrown)) continue;
    seen.set(node, [...known, state]);
    const { step } = node;
    if (node === exit || (start !== undefined && step === start) || (node === raised && !thrown && start !== undefined)) {
      if (settled) once ||= node !== raised;
      else missing ??= state;
      continue;
    }
    if (node === raised) continue;
    const does = step ? effect(step) : "none";
    if (does === "gone") continue;
    if (does === "settles" && settled) {
      twice ??= state;
      continue;
    }
    if (step?.is === "jump" && !settled) jumps.push(state);
    for (const next of node.next) waiting.push({ node: next, settled: settled || does === "settles", raised: thrown, from: state });
    if (step && does === "none" && throws(step)) for (const next of node.thrown) waiting.push({ node: next, settled, raised: true, from: state });
  }
  const leaving = missing ? jumps.filter((state) => leadsToNothing(state, { start, exit, raised }, effect)) : [];
  return {
    ...(missing ? { missing: trail(missing) } : {}), ...(twice ? { twice: trail(twice) } : {}), once, leaves: missing?.node === exit,
    jumps: [...new Set(leaving.map(({ node }) => node.step as Jump))],
    before: new Map(leaving.map((state) => [state.node.step as Jump, between(beginnings, state.node, effect)])),
  };
}

const throws = ({ is }: Step): boolean => is === "call" || is === "await" || is === "iterate" || is === "enter";

function find(entry: FlowNode, start: Step): FlowNode[] {
  const seen = new Set([entry]);
  for (const node of seen) for (const next of [...node.next, ...node.thrown]) seen.add(next);
  return [...seen].filter(({ step }) => step === start);
}

function trail(state: State): Step[] {
  const steps: Step[] = [];
  for (let at: State | undefined = state; at; at = at.from) if (at.node.step) steps.push(at.node.step);
  return steps.reverse();
}

/** Whether all ways on from a jump end without anything being settled, or handed on. */
function leadsToNothing(state: State, ends: { start: Step | undefined; exit: FlowNode; raised: FlowNode }, effect: (step: Step) => Effect): boolean {
  // An exception that is raised on purpose to leave counts; one that was caught and is raised again does not.
  const seen = new Set(state.node.next);
  if (state.raised && seen.has(ends.raised)) return false;
  for (const node of seen) {
    if (node === ends.exit || node === ends.raised || (ends.start && node.step === ends.start)) continue;
    const does = node.step ? effect(node.step) : "none";
    if (does === "settles" || does === "gone") return false;
    for (const next of node.next) seen.add(next);
  }
  return true;
}

/** The steps that may be done between the beginning of a duty and a node. */
function between(beginnings: readonly FlowNode[], to: FlowNode, effect: (step: Step) => Effect): Set<Step> {
  const before = new Map<FlowNode, FlowNode[]>();
  const seen = new Set(beginnings);
  for (const node of seen) {
    const does = node.step ? effect(node.step) : "none";
    if (node === to || does === "settles" || does === "gone") continue;
    for (const next of [...node.next, ...(node.step && does === "none" && throws(node.step) ? node.thrown : [])]) {
      before.set(next, [...(before.get(next) ?? []), node]);
      seen.add(next);
    }
  }
  const back = new Set([to]);
  for (const node of back) for (const previous of before.get(node) ?? []) back.add(previous);
  return new Set([...back].flatMap(({ step }) => (step ? [step] : [])));
}

/** Steps of our own, put into a function's: where a duty is gone, and where a handler begins. */
export const gone: Step = { is: "bind", name: "" };
const handlers = new WeakMap<Step, Handler>();

/** The step that stands for the beginning of a handler. */
export function beginning(handler: Handler): Step {
  const step: Step = { is: "read", span: handler.span, name: "", use: "tested" };
  handlers.set(step, handler);
  return step;
}

/** The handler that a step is the beginning of. */
export const handlerAt = (step: Step): Handler | undefined => handlers.get(step);
