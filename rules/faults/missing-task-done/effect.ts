import type { Func, Module } from "../../model/module.js";
import type { Ref } from "../../model/ref.js";
import type { Call, Handler, Read, Step, Use } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { overriding } from "../../resolve/overrides.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Duty } from "./duty.js";
import { ofHelpers } from "./helpers.js";
import { layoutOf, loopsAround, type Layout } from "./layout.js";
import { closes, holding, markOf, type Asked } from "./marks.js";
import { holdsRef, mentions } from "./mentions.js";
import type { Effect, Ways } from "./paths.js";

/** Methods that put what they are given somewhere to stay. */
const keeping = /^(append|appendleft|add|extend|insert|put|put_nowait|set|setdefault|update|push|unshift|enqueue|store|register)$/;

/** Library functions after which nothing is different, and that raise nothing to speak of. */
const harmless = /^(builtins\.(len|str|repr|int|float|bool|isinstance|min|max|round|type|id|range|enumerate)|time\.\w+|asyncio\.(sleep|current_task)|Date\.now|performance\.now|Math\.\w+)$/;

/** Exceptions that say that nothing was taken, or that the work is over. */
const idle = /^(asyncio|queue|janus|builtins|concurrent\.futures|multiprocessing|anyio|async_timeout)?\.?(exceptions\.)?(TimeoutError|QueueEmpty|Empty|QueueShutDown|ShutDown|CancelledError|KeyboardInterrupt|SystemExit|GeneratorExit|StopIteration|StopAsyncIteration|SyncQueueEmpty|AsyncQueueEmpty)$/;

/** What a duty makes of the steps of its function. */
export function askedOf(duty: Duty, analysis: Analysis): Asked {
  const effects = new Map<Step, Effect>();
  const layout = layoutOf(duty.scope.func);
  const names = aliases(duty, layout);
  const loops = loopsAround(duty.start, layout);
  const asked: Asked = {
    given: duty.start === undefined,
    effect(step) {
      let known = effects.get(step);
      if (known === undefined) effects.set(step, (known = effectOf(step, duty, names, asked, analysis)));
      return known;
    },
    holds: holding((step) => asked.effect(step)),
    around: (loop) => loops.has(loop),
    asksWhether: (before) => ("optional" in duty.protocol ? asksItem(before, duty)
      : before?.is === "read" && before.use === "tested" && names.has(before.name) && isBoundElsewhere(duty, layout)),
    idle: ({ catches }: Handler) => catches !== undefined && catches.length > 0 && catches.every((ref) => isIdle(ref, duty, analysis)),
  };
  return asked;
}

/** The ways of a duty through its function. */
export const waysOf = ({ scope: { func }, start }: Duty, { effect }: Asked): Ways => ({ layout: layoutOf(func), start, effect });

/** Whether the name of what was taken is bound to something else as well, so that a condition may ask whether anything was. */
function isBoundElsewhere({ names, start }: Duty, { binds }: Layout): boolean {
  let count = 0;
  for (const name of start ? names : []) count += binds.get(name) ?? 0;
  return count > names.size;
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
function aliases({ names }: Duty, { kept }: Layout): ReadonlySet<string> {
  const all = new Set(names);
  for (const name of all) for (const other of kept.get(name) ?? []) all.add(other);
  return all;
}

function effectOf(step: Step, duty: Duty, names: ReadonlySet<string>, asked: Asked, analysis: Analysis): Effect {
  const mark = markOf(step);
  if (mark) return closes(mark, asked) ? "gone" : "none";
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
  if (duty.takesMore(callee)) return "again";
  const all = keys ? [...args, ...Object.values(keys)] : args;
  const callees = analysis.world.evaluate(callee, scope);
  const nodes = functionsOf(callees, analysis);
  if (nodes.length > 0) {
    const effect = ofHelpers(step, nodes, duty, analysis, askedOf);
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

/** Whether a value is a function of the duty's own that may settle it when somebody runs it, or a method that does. */
function captures(ref: Ref, duty: Duty, analysis: Analysis): boolean {
  if (ref.is === "attr") return duty.settles(ref, [], duty.scope) !== "other";
  if (ref.is !== "func") return false;
  const { path, func: own } = duty.scope;
  const module = analysis.module(path);
  if (!module || !isNested(analysis.world.node(path, ref.name), own.name, analysis)) return false;
  let found = false;
  const names = own.params.flatMap(({ name }, index) => (duty.isItem({ is: "param", index }) ? [name] : []));
  for (const func of withNested(ref.name, module)) walk(func.steps, (step) => {
    if (found || step.is !== "call") return;
    found = (duty.mayBe(step.ref.callee) && duty.settles(step.ref.callee, step.ref.args, { path, func }) !== "other")
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

const nested = new WeakMap<Module, ReadonlyMap<string, readonly Func[]>>();

/** A function by its name, and all that are nested in it. */
function withNested(name: string, module: Module): readonly Func[] {
  let children = nested.get(module);
  if (!children) {
    const made = new Map<string, Func[]>();
    for (const { func } of module.functions) if (func.parent !== undefined) made.set(func.parent, [...(made.get(func.parent) ?? []), func]);
    nested.set(module, (children = made));
  }
  const own = module.functions.find(({ func }) => func.name === name)?.func;
  const all = new Set(own ? [own] : []);
  for (const func of all) for (const child of children.get(func.name) ?? []) all.add(child);
  return [...all];
}

/** Whether what is to be settled is put somewhere for good, nobody can tell when. */
export function isStored(duty: Duty, analysis: Analysis): boolean {
  const { attributes, stores } = duty.scope.func;
  const goes = (ref: Ref): boolean => holdsRef(ref, (part) => duty.isItem(part) || captures(part, duty, analysis));
  return [...attributes.values()].some(goes) || (stores?.some(goes) ?? false);
}
