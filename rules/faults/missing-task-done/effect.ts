import type { CallRef, Ref } from "../../model/ref.js";
import type { Call, Handler, Read, Step, Use } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { overriding } from "../../resolve/overrides.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Duty } from "./duty.js";
import { holdsRef, mentions } from "./mentions.js";
import { gone, pathsOf, type Effect } from "./paths.js";
import { prepared, type Asked } from "./prepare.js";
import { seenFrom, type Relation } from "./relate.js";

/** Methods that put what they are given somewhere to stay. */
const keeping = /^(append|appendleft|add|extend|insert|put|put_nowait|set|setdefault|update|push|unshift|enqueue|store|register)$/;

/** Library functions after which nothing is different, and that raise nothing to speak of. */
const harmless = /^(builtins\.(len|str|repr|int|float|bool|isinstance|min|max|round|type|id|range|enumerate)|time\.\w+|asyncio\.(sleep|current_task)|Date\.now|performance\.now|Math\.\w+)$/;

/** Exceptions that say that nothing was taken, or that the work is over. */
const idle = /^(asyncio|queue|janus|builtins|concurrent\.futures|multiprocessing|anyio|async_timeout)?\.?(exceptions\.)?(TimeoutError|QueueEmpty|Empty|QueueShutDown|ShutDown|CancelledError|KeyboardInterrupt|SystemExit|GeneratorExit|StopIteration|StopAsyncIteration|SyncQueueEmpty|AsyncQueueEmpty)$/;

/** Functions that hand a function to others are followed no deeper than this. */
const deepest = 4;

/** What is asked of the steps of a duty's function. */
export function askedOf(duty: Duty, analysis: Analysis): Asked {
  const effects = new Map<Step, Effect>();
  const names = aliases(duty);
  const mayLack = isBoundElsewhere(duty);
  return {
    start: duty.start,
    effect(step) {
      let known = effects.get(step);
      if (!known) effects.set(step, (known = effectOf(step, duty, names, analysis)));
      return known;
    },
    asksWhether: (before) => ("optional" in duty.protocol ? asksItem(before, duty) : mayLack && before?.is === "read" && before.use === "tested" && names.has(before.name)),
    idle: ({ catches }: Handler) => catches !== undefined && catches.length > 0 && catches.every((ref) => isIdle(ref, duty, analysis)),
  };
}

/** Whether the name of what was taken is bound to something else as well, so that a condition may ask whether anything was. */
function isBoundElsewhere({ names, start, scope: { func } }: Duty): boolean {
  let binds = 0;
  if (start) walk(func.steps, (step) => void (binds += step.is === "bind" && names.has(step.name) ? 1 : 0));
  return binds > names.size;
}

/** Whether a condition looks at what is to be settled as such. A parameter's reads are not recorded: what asks for nothing of it may be about it. */
function asksItem(before: Step | undefined, { isItem }: Duty): boolean {
  const ref = before?.is === "load" || before?.is === "call" ? before.ref : undefined;
  return !ref || !mentions(ref, isItem);
}

function isIdle(ref: Ref, { scope }: Duty, { world }: Analysis): boolean {
  const values = world.evaluate(ref, scope);
  return values.length > 0 && values.every((value) => value.is === "external" && idle.test(value.name));
}

/** The names of what was taken, and those that are bound to it later. */
function aliases({ names, scope }: Duty): ReadonlySet<string> {
  const all = new Set(names);
  if (all.size === 0) return all;
  for (let size = 0; size !== all.size; ) {
    size = all.size;
    walk(scope.func.steps, (step) => {
      if (step.is === "read" && all.has(step.name) && typeof step.use === "object" && "kept" in step.use) all.add(step.use.kept);
    });
  }
  return all;
}

function effectOf(step: Step, duty: Duty, names: ReadonlySet<string>, analysis: Analysis): Effect {
  if (step === gone) return "gone";
  switch (step.is) {
    case "read": return names.has(step.name) ? ofRead(step, duty) : "none";
    case "call": return ofCall(step, duty, analysis);
    case "jump": return step.to === "return" && holdsRef(duty.scope.func.returns, (ref) => duty.isItem(ref) || captures(ref, duty, analysis)) ? "gone" : "none";
    default: return "none";
  }
}

/** What was taken moves on where it is returned, stored or collected. */
function ofRead({ use }: Read, duty: Duty): Effect {
  if (use === "returned" || use === "returned-in-try" || use === "yielded") return "gone";
  // What is called is read like this too: attributes say where it is put.
  if (use === "escapes") return "called" in duty.protocol ? "none" : "gone";
  return typeof use === "object" && "inside" in use && collects(use.inside) ? "gone" : "none";
}

function collects(use: Use): boolean {
  if (typeof use === "string") return use !== "dropped" && use !== "tested" && use !== "awaited";
  return "inside" in use ? collects(use.inside) : "kept" in use;
}

function ofCall(step: Call, duty: Duty, analysis: Analysis): Effect {
  const { callee, args, keys } = step.ref;
  const { scope } = duty;
  if (step === duty.take || step === duty.start) return "none";
  const direct = duty.settles(callee, args, scope);
  if (direct !== "other") return direct === "same" ? "settles" : "gone";
  const all = keys ? [...args, ...Object.values(keys)] : args;
  const callees = analysis.world.evaluate(callee, scope);
  const nodes = functionsOf(callees, analysis);
  if (nodes.length > 0) {
    const effect = ofHelpers(step, nodes, duty, analysis, 0);
    if (effect !== "none") return effect;
  }
  if ("beside" in duty.protocol && duty.protocol.beside !== undefined && mentions(step.ref, isParam(duty.protocol.beside))) return "gone";
  if (all.some((arg) => holdsRef(arg, (ref) => captures(ref, duty, analysis)))) return "gone";
  const external = callees.length > 0 && callees.every((value) => value.is === "external");
  const looks = external && callees.every((value) => value.is === "external" && analysis.world.shelf(value.language).card(value.name).looks);
  if (!looks && nodes.length === 0 && all.some((arg) => holdsRef(arg, duty.isMeans))) return "gone";
  // To put it back is to take it once more.
  const back = duty.source && callee.is === "attr" && duty.isMeans(callee.of);
  if (!back && callee.is === "attr" && keeping.test(callee.name) && all.some((arg) => holdsRef(arg, duty.isItem))) return "gone";
  return looks || (external && callees.every((value) => value.is === "external" && harmless.test(value.name))) ? "calm" : "none";
}

const isParam = (index: number) => (ref: Ref): boolean => ref.is === "param" && ref.index === index;

/** The functions of the workspace that a call may run; none where it may run something else. */
function functionsOf(callees: readonly Value[], analysis: Analysis): readonly FuncNode[] {
  const nodes = callees.flatMap((value) => {
    if (value.is !== "function") return [];
    const others = overriding(value, analysis.world);
    return others.length > 0 ? others.map(({ node }) => node) : [value.node];
  });
  return callees.every(({ is }) => is === "function") ? nodes : [];
}

/** What helpers do to the duty of who calls them. */
function ofHelpers(call: Call, nodes: readonly FuncNode[], duty: Duty, analysis: Analysis, depth: number): Effect {
  const found = new Set(nodes.map((node) => ofHelper(call, node, duty, analysis, depth)));
  const [only] = found;
  return found.size === 1 ? only! : "gone";
}

function ofHelper(call: Call, node: FuncNode, duty: Duty, analysis: Analysis, depth: number): Effect {
  const { func } = node;
  if (!func || !maySettle(node, duty, analysis, deepest - depth)) return "none";
  // Nobody waits for it here: it is started, or handed on.
  if ((func.async && call.use !== "awaited") || func.generator || depth >= deepest) return "gone";
  const inner = within(call.ref, node, duty);
  const asked = askedOf(inner, analysis);
  const { missing, twice, once } = pathsOf(prepared(func.steps, asked), undefined, asked.effect);
  if (twice) return "gone";
  if (once) return missing ? "gone" : "settles";
  return missing && !handsOn(func.steps, asked) ? "none" : "gone";
}

function handsOn(steps: readonly Step[], asked: Asked): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= asked.effect(step) === "gone"));
  return found;
}

/** Whether a function, or one that it calls, has anything in it that may settle the duty. */
function maySettle(node: FuncNode, duty: Duty, analysis: Analysis, left: number): boolean {
  let found = false;
  walk(node.func?.steps ?? [], (step) => {
    if (step.is === "call") found ||= duty.mayBe(step.ref.callee) || step.ref.args.some((arg) => arg.is === "attr" && duty.mayBe(arg));
  });
  return found || (left > 0 && analysis.summaries.resolved(node).calls.some((callee) => callee !== node && maySettle(callee, duty, analysis, left - 1)));
}

/** The duty as a helper sees it that is called by `call`. */
function within(call: CallRef, node: FuncNode, duty: Duty): Duty {
  const scope = { path: node.path, func: node.func! };
  const seen = (ref: Ref): Ref | undefined => seenFrom(ref, node, call, duty.scope);
  const isOf = (is: (ref: Ref) => boolean) => (ref: Ref): boolean => {
    const outer = seen(ref);
    return outer !== undefined && is(outer);
  };
  return {
    node, scope, protocol: duty.protocol, names: new Set(), isItem: isOf(duty.isItem), isMeans: isOf(duty.isMeans), mayBe: duty.mayBe,
    settles(callee, args, at): Relation {
      if (at.func !== scope.func) return duty.settles(callee, args, at);
      const outer = callee.is === "attr" ? outerOf(callee, seen) : seen(callee);
      if (!outer) return duty.settles(callee, args, at);
      return duty.settles(outer, args.map((arg) => seen(arg) ?? arg), duty.scope);
    },
  };
}

function outerOf(callee: Ref & { is: "attr" }, seen: (ref: Ref) => Ref | undefined): Ref | undefined {
  const of = seen(callee.of);
  return of && { is: "attr", of, name: callee.name };
}

/** Whether a value is a function of the duty's own that may settle it when somebody runs it, or a method that does. */
function captures(ref: Ref, duty: Duty, analysis: Analysis): boolean {
  if (ref.is === "attr") return duty.settles(ref, [], duty.scope) !== "other";
  if (ref.is !== "func") return false;
  const { path, func: own } = duty.scope;
  const node = analysis.world.node(path, ref.name);
  if (!isNested(node, own.name, analysis)) return false;
  let found = false;
  const names = own.params.flatMap(({ name }, index) => (duty.isItem({ is: "param", index }) ? [name] : []));
  for (const inner of [node, ...analysis.nodes(path).filter((each) => isNested(each, node.name, analysis))]) walk(inner.func?.steps ?? [], (step) => {
    if (found || step.is !== "call") return;
    found = (duty.mayBe(step.ref.callee) && duty.settles(step.ref.callee, step.ref.args, { path, func: inner.func! }) !== "other")
      || (names.length > 0 && mentions(step.ref, (part) => part.is === "name" && names.includes(part.name)))
      || ("called" in duty.protocol && mentions(step.ref, (part) => part.is === "name" && isOwnItem(part.name, duty)));
  });
  return found;
}

const isOwnItem = (name: string, { scope, isItem }: Duty): boolean => {
  const value = scope.func.locals.get(name);
  return value !== undefined && holdsRef(value, isItem);
};

/** Whether a function is nested in another, however deep. */
function isNested({ path, func }: FuncNode, outer: string, { world }: Analysis): boolean {
  for (let parent = func?.parent; parent !== undefined; parent = world.node(path, parent).func?.parent) if (parent === outer) return true;
  return false;
}

/** Whether what is to be settled is put somewhere for good, nobody can tell when. */
export function isStored(duty: Duty, analysis: Analysis): boolean {
  const { attributes, stores } = duty.scope.func;
  const goes = (ref: Ref): boolean => holdsRef(ref, (part) => duty.isItem(part) || captures(part, duty, analysis));
  return [...attributes.values()].some(goes) || (stores?.some(goes) ?? false);
}
