import { looking } from "../model/looking.js";
import type { Func } from "../model/module.js";
import type { Call, Enter, Handler, Iterate, Loop, Step } from "../model/step.js";
import { walk } from "../model/walk.js";
import { memberOf } from "../resolve/members.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { Value } from "../resolve/value.js";
import type { World } from "../resolve/world.js";
import { receiverOf } from "./frame.js";
import { reached, type Course, type Reached } from "./reach.js";
import type { Resolved } from "./resolved.js";
import { mayIdle, waitsOf, type Endless, type Wait } from "./waits.js";

/** What is known of a function's end: as in Endless; `near` for a plain function that calls something endless, and may hand on what it gives. */
export type End = Endless | "near" | "ends";

/** What the search needs of the call graph. */
export interface EndGraph {
  readonly world: World;
  resolved(node: FuncNode): Resolved;
  /** Does work in which the reads of modules are noted for a file. */
  enter<T>(path: string, work: () => T): T;
  /** What was found earlier; undefined where nobody looked. */
  known(node: FuncNode): End | undefined;
  keep(node: FuncNode, end: End): void;
}

/**
 * Finds the end of a function, and of all that it calls and of which none is known yet. All are taken to come to an end until the
 * contrary is shown, over and over until nothing more is: so functions that wait for each other need no special case.
 */
export function findEnd(start: FuncNode, graph: EndGraph): End {
  const known = graph.known(start);
  if (known !== undefined) return known;
  const order = [start];
  const seen = new Set(order);
  for (const node of order) for (const target of graph.resolved(node).calls) {
    if (seen.has(target) || graph.known(target) !== undefined) continue;
    seen.add(target);
    order.push(target);
  }
  const found = new Map<FuncNode, End>();
  const endOf = (node: FuncNode): End => found.get(node) ?? graph.known(node) ?? "ends";
  for (let grew = true; grew;) {
    grew = false;
    for (let i = order.length - 1; i >= 0; i--) {
      const end = graph.enter(order[i]!.path, () => judged(order[i]!, endOf, graph));
      grew ||= end !== endOf(order[i]!);
      if (end !== "ends") found.set(order[i]!, end);
    }
  }
  for (const node of order) graph.keep(node, endOf(node));
  return endOf(start);
}

const endlessOf = (end: End): Endless | undefined => (end === "always" || end === "until-cancelled" ? end : undefined);

function judged(node: FuncNode, endOf: (node: FuncNode) => End, graph: EndGraph): End {
  const { func } = node;
  const touched = func !== undefined && graph.resolved(node).calls.some((callee) => endOf(callee) !== "ends");
  if (!func || (!touched && !mayStay(func))) return "ends";
  if (!func.async && !func.generator) return touched ? "near" : "ends";
  const scope = scopeOf(node, func, graph.world);
  const waits = waitsOf(func.steps, scope, graph.world, (callee) => endlessOf(endOf(callee)));
  const strict = reachedWith(func, waits, scope, graph.world, false);
  if (strict.exit || !staysIn(func.steps, strict, waits)) return "ends";
  return reachedWith(func, waits, scope, graph.world, true).exit ? "until-cancelled" : "always";
}

/** What is reached of a function that waits at `waits`; `cancelled`: with what is only reached when it is cancelled. */
function reachedWith(func: Func, waits: readonly Wait[], scope: Scope, world: World, cancelled: boolean): Reached {
  const stops = waits.filter((wait) => !cancelled || wait.together || wait.members.some(({ endless }) => endless === "always"));
  return reached(func.steps, courseOf(stops, scope, world, cancelled));
}

function courseOf(stops: readonly Wait[], scope: Scope, world: World, cancelled: boolean): Course {
  const leaves = new Map<Enter, Step>();
  for (const { by, at } of stops) if (by.is === "enter") leaves.set(by, at);
  return {
    leaves,
    stops: new Set(stops.map(({ at }) => at)),
    swallows: (enter) => swallows(enter, scope, world, cancelled),
    without: (handler) => !cancelled && isForCancelling(handler, scope, world),
  };
}

/** A place where a function waits for ever, and what is therefore never reached: the steps, in the order of the source. */
export interface Dead { readonly wait: Wait; readonly never: readonly Step[] }

/** What a coroutine never reaches because it waits for what never ends. Of several places in a row only the first counts. */
export function deadOf(node: FuncNode, graph: EndGraph): readonly Dead[] {
  const { func } = node;
  // Only what may await waits: a coroutine, or the body of a module.
  if (!func || !(func.async || func.role === "module") || (!mayStay(func) && !graph.resolved(node).calls.some((callee) => findEnd(callee, graph) !== "ends"))) return [];
  return graph.enter(node.path, () => deadIn(node, func, graph));
}

function deadIn(node: FuncNode, func: Func, graph: EndGraph): readonly Dead[] {
  const { world } = graph;
  const scope = scopeOf(node, func, world);
  const waits = waitsOf(func.steps, scope, world, (callee) => endlessOf(findEnd(callee, graph)))
    .filter((wait) => wait.together || wait.members.some(({ endless }) => endless === "always"));
  if (waits.length === 0) return [];
  const all = reached(func.steps, courseOf([], scope, world, true)).steps;
  const alive = reached(func.steps, courseOf(waits, scope, world, true)).steps;
  return waits.filter(({ at, by }) => alive.has(at) || alive.has(by)).map((wait) => {
    const left = reached(func.steps, courseOf([wait], scope, world, true)).steps;
    return { wait, never: [...all].filter((step) => !left.has(step)).sort((a, b) => startOf(a) - startOf(b)) };
  });
}

const startOf = (step: Step): number => ("span" in step ? step.span[0] : 0);

function scopeOf(node: FuncNode, func: Func, world: World): Scope {
  const self = receiverOf(node, world);
  return { path: node.path, func, ...(self ? { self } : {}) };
}

const staying = looking<Loop | Call | Iterate>({ loop: ({ endless }) => endless, call: mayIdle, iterate: mayIdle });

/** Whether a function's own text may keep it for ever. */
const mayStay = (func: Func): boolean => staying(func).length > 0;

/**
 * Whether what keeps a function from its end is that it stays somewhere: in a loop, or where it waits. One that always raises in the
 * end is over, too; but what is raised in an endless loop, or handed on by a handler, is an accident.
 */
function staysIn(steps: readonly Step[], { steps: comes }: Reached, waits: readonly Wait[]): boolean {
  let loops = false;
  let raises = false;
  const look = (list: readonly Step[], accident: boolean): void => {
    for (const step of list) {
      if (step.is === "jump" && step.to === "raise" && comes.has(step)) raises ||= !accident;
      else if (step.is === "loop") {
        loops ||= step.endless;
        for (const part of [step.test, step.body, step.after ?? [], step.otherwise]) look(part, accident || step.endless);
      } else if (step.is === "try") {
        for (const part of [step.body, step.otherwise, step.final]) look(part, accident);
        for (const { body } of step.handlers) look(body, true);
      } else if (step.is === "enter") look(step.body, accident);
      else if (step.is === "branch") for (const arm of step.arms) look(arm, accident);
    }
  };
  look(steps, false);
  return !raises && (loops || waits.some(({ at, by }) => comes.has(at) || comes.has(by)));
}

/** What is raised to have a coroutine, or the program, come to its end. */
const cancelling = /(?:^|\.)(?:CancelledError|Cancelled|KeyboardInterrupt|GeneratorExit|SystemExit)$/;

const isForCancelling = ({ catches }: Handler, scope: Scope, world: World): boolean =>
  catches !== undefined && catches.length > 0 && catches.every((cls) => namesOf(world.evaluate(cls, scope)).every((name) => cancelling.test(name)));

/** The dotted names of library things; what is none has a name that nothing bears. */
const namesOf = (values: readonly Value[]): readonly string[] => (values.length === 0 ? [""] : values.map((value) => (value.is === "external" ? value.name : "")));

/** Library names that tell of a context manager which ends its body early, or keeps an exception of it to itself. */
const ending = /suppress|raises|timeout|cancel|move_on|fail_after|scope|ignor|catch|retr|attempt|nursery|task_group|assert|patch/i;

/** Whether a `with` may keep an exception of its body to itself, so that control goes on behind it. What is not known may. */
function swallows(enter: Enter, scope: Scope, world: World, cancelled: boolean): boolean {
  const callee = enter.of.is === "call" ? world.evaluate(enter.of.callee, scope) : [];
  const names = namesOf(callee);
  if (names.every((name) => name === "contextlib.suppress") && enter.of.is === "call") {
    const caught = enter.of.args.flatMap((cls) => namesOf(world.evaluate(cls, scope)));
    return cancelled || !caught.every((name) => cancelling.test(name));
  }
  if (callee.length > 0 && callee.every(({ is }) => is === "external")) return names.some((name) => ending.test(name.slice(name.indexOf(".") + 1)));
  const values = world.evaluate(enter.of, scope);
  return values.length === 0 || values.some((value) => mayEnd(value, enter.async, scope, world));
}

function mayEnd(value: Value, async: boolean, scope: Scope, world: World): boolean {
  switch (value.is) {
    case "instance": return ending.test(value.of.slice(value.of.indexOf(".") + 1));
    case "generator": return hasHandlers(value.from.func);
    case "object": {
      const leave = memberOf(value, async ? "__aexit__" : "__exit__", scope.path, world);
      return leave.length === 0 || leave.some((method) => method.is !== "function" || mayReturn(method.node.func));
    }
    default: return true;
  }
}

function hasHandlers(func: Func | undefined): boolean {
  let found = func === undefined;
  if (func) walk(func.steps, (step) => void (found ||= step.is === "try" && step.handlers.length > 0));
  return found;
}

/** Whether a function returns something that may be true. */
function mayReturn(func: Func | undefined): boolean {
  if (!func) return true;
  if (func.returns.is === "literal") return Boolean(func.returns.value);
  let returns = false;
  walk(func.steps, (step) => void (returns ||= step.is === "jump" && step.to === "return"));
  return returns;
}
