import type { Blocker } from "../model/blocker.js";
import type { Runs } from "../model/library.js";
import type { CallRef, Ref } from "../model/ref.js";
import type { Call, Enter, Iterate, Load, Loop } from "../model/step.js";
import type { FuncNode } from "../resolve/node.js";

/** A blocking library callable, by its dotted name. */
export interface Leaf { readonly name: string; readonly blocker: Blocker }

/** What a step sets off before the next one: a blocking library call, a function of the workspace, or one of several, of which nobody can say which. */
export type Effect = { readonly leaf: Leaf } | { readonly runs: FuncNode } | { readonly oneOf: readonly FuncNode[] };

/** A step that has effects. */
export interface Site { readonly step: Call | Load | Iterate | Enter | Loop; readonly effects: readonly Effect[] }

/** A call that gives a coroutine or promise (or a `list` of them); `from` is the function of the workspace that it comes from, if it is one; `bare` as in Value. */
export interface Making { readonly call: Call; readonly list: boolean; readonly from?: FuncNode; readonly bare?: true }

/** A blocking library callable that is handed to the loop itself (`loop.call_soon(time.sleep, 1)`): in which call, and as which argument. */
export interface Handing { readonly leaf: Leaf; readonly call: CallRef; readonly argument: Ref }

/** What a function does, with every name followed to what it means. No positions but those in its own steps. */
export interface Resolved {
  readonly sites: readonly Site[];
  readonly makings: readonly Making[];
  /** Functions that it hands to somebody who runs them by the loop. */
  readonly hands: readonly FuncNode[];
  /** Those of `hands` that the loop runs when a socket or descriptor is ready. */
  readonly ready: readonly FuncNode[];
  /** What it hands over that is no function of the workspace, and blocks. */
  readonly blockers?: readonly Handing[];
  /** Every function of the workspace that it calls or runs otherwise, coroutine functions too: all whose summary its own rests on. */
  readonly calls: readonly FuncNode[];
  /** Which of its parameters it runs as functions, and when. */
  readonly invokes: ReadonlyMap<number, Runs>;
}

/** Whether two functions set off the same, position by position. */
export function sameEffects(a: Resolved, b: Resolved): boolean {
  const keys = (effect: Effect): readonly unknown[] =>
    "leaf" in effect ? [`${effect.leaf.name} ${effect.leaf.blocker.cost} ${effect.leaf.blocker.why}`] : "runs" in effect ? [effect.runs] : [effect.oneOf.length, ...effect.oneOf];
  const flat = (resolved: Resolved): unknown[] => resolved.sites.flatMap((site) => [null, ...site.effects.flatMap(keys)]);
  const [x, y] = [flat(a), flat(b)];
  return x.length === y.length && x.every((item, i) => item === y[i]);
}
