import { awaitsIn } from "../model/awaits.js";
import { equal } from "../model/equal.js";
import type { CallRef, Ref } from "../model/ref.js";
import type { Call, Enter, Iterate, Load, Loop, Step, Use } from "../model/step.js";
import { walk } from "../model/walk.js";
import type { Writable } from "../model/writable.js";
import { called, maps } from "../resolve/calls.js";
import { calmsOf } from "../resolve/calms.js";
import { memberOf, operators, propertyOf } from "../resolve/members.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { Shelf } from "../resolve/shelf.js";
import type { Value } from "../resolve/value.js";
import type { World } from "../resolve/world.js";
import { callbacks } from "./callbacks.js";
import { gather, invokes, receiverOf, type Frame } from "./frame.js";
import { idleLeaf } from "./idle.js";
import { looksFirst } from "./nested-loop.js";
import { comesBack } from "./nonblocking.js";
import type { Effect, Making, Resolved, Site } from "./resolved.js";
import { enter, iterate, method, run } from "./run.js";

/** What most functions of a workspace do; one for all. */
const nothing: Resolved = { sites: [], makings: [], hands: [], ready: [], calls: [], invokes: new Map() };

/** Gathers what one function does: every step of it that sets something off, with all names followed. */
export function resolve(node: FuncNode, shelf: Shelf, world: World, invoked: Frame["invoked"]): Resolved {
  const { func, path } = node;
  if (!func || func.steps.length === 0) return nothing;
  const sites: Site[] = [];
  const makings: Making[] = [];
  const self = receiverOf(node, world);
  if (node.variant && !self) return nothing;
  const scope: Writable<Scope> = { path, func, worked: new Map(), ...(self ? { self } : {}) };
  const frame: Frame = { scope, shelf, world, invoked, calms: calmsIn(path, world), hands: [], ready: [], calls: [], blockers: undefined, invokes: undefined };
  walk(func.steps, (step) => {
    const effects = effectsOf(step, frame, makings);
    if (effects.length > 0) sites.push({ step: step as Site["step"], effects });
  });
  // A value that was found may hold on to the scope, and be kept.
  scope.worked = undefined;
  const { hands, ready, calls } = frame;
  // What it makes and hands over is said of the function itself, whoever inherits it.
  if (node.variant) makings.length = hands.length = ready.length = 0;
  if (sites.length + makings.length + hands.length + ready.length + calls.length === 0 && !frame.invokes && !frame.blockers) return nothing;
  return {
    sites: kept(sites, nothing.sites), makings: kept(makings, nothing.makings), hands: kept(hands, nothing.hands),
    ready: kept(ready, nothing.ready), calls: kept(calls, nothing.calls), invokes: frame.invokes ?? nothing.invokes,
    ...(frame.blockers && !node.variant ? { blockers: frame.blockers } : {}),
  };
}

/** A list as it is kept: most are empty in most functions, and one that grew has room for more than it holds. */
const kept = <T>(list: readonly T[], empty: readonly T[]): readonly T[] => (list.length === 0 ? empty : list.slice());

function calmsIn(path: string, world: World): () => ReadonlySet<string> {
  let calms: ReadonlySet<string> | undefined;
  return () => {
    const module = world.module(path);
    return (calms ??= module ? calmsOf(module) : new Set());
  };
}

function effectsOf(step: Step, frame: Frame, makings: Making[]): readonly Effect[] {
  switch (step.is) {
    case "call": return ofCall(step, frame, makings);
    case "enter": return ofEnter(step, frame);
    case "iterate": return ofIterate(step, frame);
    case "load": return ofLoad(step, frame);
    case "loop": return ofLoop(step, frame);
    default: return none;
  }
}

const none: readonly Effect[] = [];

function ofCall(step: Call, frame: Frame, makings: Making[]): readonly Effect[] {
  const { ref, use } = step;
  const { world, scope, shelf } = frame;
  if (ref.callee.is === "param") invokes(frame, ref.callee.index, "inline");
  const values = meant(step, world.evaluate(ref.callee, scope), frame);
  if (mayBeForgotten(use) && (values.length > 0 || maps(ref))) note(step, world.evaluate(ref, scope), frame, makings);
  if (values.length === 0) return ref.callee.is === "attr" ? callbacks({ is: "external", name: "", language: shelf.language }, ref, frame) : none;
  let effects = none;
  for (const value of values) {
    // What is awaited gave something to await, so it was not the blocking thing of that name.
    if (!(use === "awaited" && value.is === "external")) effects = joined(effects, run(value, ref, frame));
    effects = joined(effects, callbacks(value, ref, frame));
  }
  if (effects.length === 0) return none;
  if (effects.some(byBody) && releases(ref, frame)) return effects.map(brief);
  if (effects.some(runsLoop) && looksFirst(step, frame)) return effects.filter((effect) => !runsLoop(effect));
  return effects.some(pollable) && comesBack(step, frame) ? effects.filter((effect) => !pollable(effect)) : effects;
}

/** Nearly always one of the two is empty, at every call of a workspace. */
const joined = (a: readonly Effect[], b: readonly Effect[]): readonly Effect[] => (a.length === 0 ? b : b.length === 0 ? a : [...a, ...b]);

/** Whether a coroutine used like this may turn out to be forgotten. */
const mayBeForgotten = (use: Use): boolean => typeof use === "object" || use === "dropped" || use === "tested" || use === "returned-in-try";

/** Whether a plain function gives back what it takes with this `lock.acquire()`: as good as a `with`. */
function releases({ callee }: CallRef, { scope: { func } }: Frame): boolean {
  let found = false;
  if (callee.is === "attr" && !func.async) walk(func.steps, (step) => {
    const other = step.is === "call" ? step.ref.callee : undefined;
    found ||= other?.is === "attr" && other.name === "release" && equal(other.of, callee.of);
  });
  return found;
}

/** Of several callees, those that an `await` may mean: where some give something to await, only these. */
function meant({ ref, use }: Call, callees: readonly Value[], { world, scope }: Frame): readonly Value[] {
  if (use !== "awaited" || callees.length < 2) return callees;
  const awaitable = callees.filter((callee) => called(callee, ref, scope, world).some(({ is }) => is === "awaitable"));
  return awaitable.length > 0 ? awaitable : callees;
}

const pollable = (effect: Effect): boolean => "leaf" in effect && effect.leaf.blocker.unlessReady === true;

const runsLoop = (effect: Effect): boolean => "leaf" in effect && effect.leaf.blocker.why === "loop";

/** Notes a call that gives something to await, or a list of such. */
function note(call: Call, given: readonly Value[], frame: Frame, makings: Making[]): void {
  const [first] = given;
  const list = first?.is === "list" && given.length === 1;
  const made = list ? first.of : given;
  if (made.length === 0 || !made.every((value) => value.is === "awaitable" && !value.started) || !isSure(call.ref.callee, frame)) return;
  const from = made[0]?.is === "awaitable" ? made[0].from : undefined;
  const bare = made.every((value) => value.is === "awaitable" && value.bare === true);
  makings.push({ call, list, ...(from ? { from } : {}), ...(bare ? { bare } : {}) });
  for (const value of made) if (value.is === "awaitable" && value.from) gather(frame.calls, value.from);
}

/** Whether all that a callee may be is known: of several objects each has the method, so that no other of the name is meant. */
function isSure(callee: Ref, { world, scope }: Frame): boolean {
  const alternatives = (ref: Ref): readonly (readonly Value[])[] => (ref.is === "or" ? ref.of : [ref]).map((one) => world.evaluate(one, scope));
  if (callee.is !== "attr") return alternatives(callee).every((values) => values.length > 0);
  return alternatives(callee.of).every((values) => values.length > 0 && (values.length === 1 || values.every((value) => memberOf(value, callee.name, scope.path, world).length > 0)));
}

function ofEnter(step: Enter, frame: Frame): readonly Effect[] {
  if (step.async) return none;
  const effects = frame.world.evaluate(step.of, frame.scope).flatMap((value) => enter(value, frame));
  if (!effects.some(byBody)) return effects;
  return awaitsIn(step.body) ? effects.filter((effect) => !("leaf" in effect && effect.leaf.blocker.unlessAwaited)) : effects.map(brief);
}

const byBody = (effect: Effect): boolean => "leaf" in effect && (effect.leaf.blocker.unlessAwaited ?? effect.leaf.blocker.brief) !== undefined;

function brief(effect: Effect): Effect {
  if (!("leaf" in effect) || effect.leaf.blocker.brief === undefined) return effect;
  const { name, blocker } = effect.leaf;
  return { leaf: { name, blocker: { ...blocker, cost: effect.leaf.blocker.brief } } };
}

function ofIterate(step: Iterate, frame: Frame): readonly Effect[] {
  return step.async ? none : frame.world.evaluate(step.of, frame.scope).flatMap((value) => iterate(value, frame));
}

function ofLoop(step: Loop, frame: Frame): readonly Effect[] {
  const leaf = step.idle && idleLeaf(step, frame.scope, frame.world);
  return leaf ? [{ leaf }] : none;
}

function ofLoad({ ref }: Load, frame: Frame): readonly Effect[] {
  if (!frame.world.isProperty(ref.name)) return none;
  const operator = operators.has(ref.name);
  return frame.world.evaluate(ref.of, frame.scope).flatMap((value) => {
    if (operator) return value.is === "object" ? method(value, ref.name, frame) : none;
    const property = value.is === "object" ? propertyOf(value, ref.name, frame.world) : undefined;
    if (!property) return none;
    gather(frame.calls, property);
    return [{ runs: property }];
  });
}
