import { isAwait } from "../../model/awaits.js";
import { equal } from "../../model/equal.js";
import { flow, reachable, type FlowNode } from "../../model/flow.js";
import { holds } from "../../model/span.js";
import type { Ref } from "../../model/ref.js";
import type { Call, Enter, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { World } from "../../resolve/world.js";
import type { Facts, Started, Work } from "./started.js";

/** What is done with the task, or with what it works on, before it has ended. */
export interface Next { readonly does: "asks" | "closes" | "leaves"; readonly step: Call | Enter }

/** Methods that ask a task for its outcome. */
const asking = new Set(["result", "exception", "cancelled"]);

/** Methods after which there is not much to be done with an object. */
const closing = new Set(["close", "aclose", "disconnect", "shutdown", "stop", "dispose", "destroy", "quit", "cleanup", "end"]);

/** What comes of it too early: on a way from the cancel, with nothing awaited in between. */
export function nextOf(call: Call, started: Started, facts: Facts, world: World): Next | undefined {
  const subject = call.ref.callee.is === "attr" ? call.ref.callee.of : undefined;
  const { func } = facts.scope;
  for (const step of onTheWay(call, func.steps)) {
    if (step.is !== "call" || step.ref.callee.is !== "attr") continue;
    const { of, name } = step.ref.callee;
    if (name === "done" && of === subject) return undefined;
    if (asking.has(name) && of === subject && started.form === "task") return { does: "asks", step };
    if (closing.has(name) && !isTask(of, started) && started.works.some((work) => uses(work, of, facts, world))) return { does: "closes", step };
  }
  return left(call, started, facts, world);
}

const isTask = (ref: Ref, { works }: Started): boolean => ref.is === "call" && works.some((work) => ref.args.includes(work.ref));

/** The steps behind one, as far as the first await, which is the last of them. */
function onTheWay(from: Step, steps: readonly Step[]): readonly Step[] {
  const found: Step[] = [];
  const seen = new Set<FlowNode>();
  const waiting = reachable([flow(steps).entry]).filter(({ step }) => step === from).flatMap(({ next }) => next);
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.step === from) continue;
    if (node.step) found.push(node.step);
    if (!node.step || !isAwait(node.step)) waiting.push(...node.next);
  }
  return found;
}

/** The `with` that is left behind the cancel, with nothing awaited before, and whose value the task works on. */
function left(call: Call, { works }: Started, facts: Facts, world: World): Next | undefined {
  const around: Enter[] = [];
  walk(facts.scope.func.steps, (step) => {
    if (step.is !== "enter") return;
    let inside = false;
    let awaits = false;
    walk(step.body, (each) => {
      inside ||= each === call;
      awaits ||= isAwait(each) && "span" in each && each.span[0] > call.span[0] && !holds(each.span, call.span);
    });
    if (inside && !awaits) around.unshift(step);
  });
  const step = around.find((enter) => closesAtEnd(enter, facts, world) && works.some((work) =>
    uses(work, enter.of, facts, world) || entered(enter, work, facts).some((ref) => uses(work, ref, facts, world))));
  return step && { does: "leaves", step };
}

/** Library contexts that close nothing: they wait for their tasks, or only guard. */
const guards = /TaskGroup|[Tt]imeout|Lock|Semaphore|Condition|suppress|nursery|raises|patch/;

function closesAtEnd(enter: Enter, { scope }: Facts, world: World): boolean {
  const values = [...world.evaluate(enter.of, scope), ...(enter.of.is === "call" ? world.evaluate(enter.of.callee, scope) : [])];
  return !values.some((value) => (value.is === "instance" && guards.test(value.of)) || (value.is === "external" && guards.test(value.name)));
}

/** What a `with` binds, wherever the function speaks of it. */
function entered(enter: Enter, { ref }: Work, { scope }: Facts): readonly Ref[] {
  const isIt = (each: Ref): boolean => each.is === "enter" && each.of === enter.of;
  return [...ref.args, ...Object.values(ref.keys ?? {}), ...scope.func.locals.values()].filter(isIt);
}

/** Whether work has to do with a value of the function that cancels it. */
function uses({ ref, scope, from }: Work, of: Ref, facts: Facts, world: World): boolean {
  const same = (each: Ref): boolean => each === of || (isPath(of) && scope.path === facts.scope.path && equal(each, of));
  const within = scope.func === facts.scope.func;
  // A parameter is the same one in its own function alone.
  if ((within || speaksOfSelf(of)) && [...ref.args, ...Object.values(ref.keys ?? {})].some((arg) => same(arg) || (arg.is === "object" && Object.values(arg.members).some(same)))) return true;
  if (within && ref.callee.is === "attr" && same(ref.callee.of) && of.is !== "self") return true;
  // What another file's functions do is not noted: an edit there would go unseen here.
  if (!from?.func || from.path !== facts.scope.path) return false;
  const receiver = ref.callee.is === "attr" && ref.callee.of.is === "self" && speaksOfSelf(of) ? of : undefined;
  const names = within && from.func.parent === facts.scope.func.name ? [...facts.scope.func.locals].filter(([, value]) => value === of || (isPath(of) && equal(value, of))).map(([name]) => name) : [];
  const told = of.is === "name" ? [of.name] : names;
  return speaksOf(from, (each) => (each.is === "name" && told.includes(each.name)) || (receiver !== undefined && equal(each, receiver)), world, new Set());
}

const isPath = (ref: Ref): boolean => ref.is === "param" || ref.is === "name" || speaksOfSelf(ref);

const speaksOfSelf = (ref: Ref): boolean => ref.is === "attr" && (ref.of.is === "self" || speaksOfSelf(ref.of));

/** Whether a function, or a method of the same object that it calls, speaks of something. */
function speaksOf({ func, path }: NonNullable<Work["from"]>, is: (ref: Ref) => boolean, world: World, seen: Set<string>): boolean {
  if (!func || seen.has(func.name) || seen.size > 8) return false;
  seen.add(func.name);
  const holdsIt = (ref: Ref): boolean => is(ref) || ((ref.is === "attr" || ref.is === "item" || ref.is === "enter" || ref.is === "await") && holdsIt(ref.of)) || (ref.is === "call" && holdsIt(ref.callee));
  let found = false;
  walk(func.steps, (step) => {
    if (found) return;
    if (step.is === "call") {
      found = [step.ref.callee, ...step.ref.args, ...Object.values(step.ref.keys ?? {})].some(holdsIt);
      const { callee } = step.ref;
      if (found || callee.is !== "attr" || callee.of.is !== "self") return;
      found = world.evaluate(callee, { path, func }).some((value) => value.is === "function" && value.node.path === path && speaksOf(value.node.variant?.base ?? value.node, is, world, seen));
    } else if (step.is === "load" || step.is === "await") found = holdsIt(step.ref);
    else if (step.is === "iterate" || step.is === "enter") found = holdsIt(step.of);
  });
  return found;
}
