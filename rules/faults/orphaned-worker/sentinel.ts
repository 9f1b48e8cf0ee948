import type { Ref } from "../../model/ref.js";
import type { Equality, Loop, Step } from "../../model/step.js";
import { inner, walk } from "../../model/walk.js";
import { memberOf } from "../../resolve/members.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { gathering } from "../../summary/everywhere.js";
import { meet, originsOf, type Origins } from "../../summary/origins.js";

/** Methods that put something into a queue. */
export const putting = /^(put(_nowait|Nowait)?|push|add|enqueue)$/;

/** What is put into something, into what, and how. */
const puts = gathering("puts", ({ steps }) => {
  const found: { readonly into: Ref; readonly by: string; readonly item: Ref | undefined }[] = [];
  walk(steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (step.is === "call" && callee?.is === "attr" && putting.test(callee.name)) found.push({ into: callee.of, by: callee.name, item: step.ref.args[0] });
  });
  return found;
});

/** What tells a worker to end: a literal, or a thing that was made once (`STOP = object()`). */
interface Sign { readonly literal?: string | number | boolean | null; readonly made?: Origins }

/** The sentinel by which alone a worker ends, and which nobody puts into its queue, as far as all who have the queue are known. */
export function missingSentinel(worker: FuncNode, origins: Origins, analysis: Analysis): Equality | undefined {
  if (origins.open || origins.of.length !== 1 || origins.of[0]!.ref.is !== "call") return undefined;
  const told = endsBy(worker, origins, analysis);
  if (!told?.every(({ name, text }) => name === told[0]!.name && text === told[0]!.text)) return undefined;
  const sign = told[0] && signOf(told[0].value, { path: worker.path, func: worker.func! }, analysis);
  if (!sign) return undefined;
  const queues = analysis.world.evaluate(origins.of[0]!.ref, origins.of[0]!.scope);
  const has = (name: string): boolean => queues.every((queue) => queue.is !== "object" || memberOf(queue, name, queue.path, analysis.world).length > 0);
  let fed = false;
  for (const { node, found } of analysis.everywhere(puts)) for (const { into, by, item } of found) {
    if (!node.func || !has(by)) continue;
    const scope = { path: node.path, func: node.func };
    const others = originsOf(into, scope, analysis);
    const same = meet(origins, others);
    fed ||= same;
    if ((same || others.of.length === 0) && mayBe(item, sign, scope, analysis)) return undefined;
  }
  return fed && ![...new Set([origins.of[0]!.scope.path, worker.path])].some((path) => analysis.nodes(path).some((node) => handsOut(node, origins, analysis))) ? told[0] : undefined;
}

/** What the name of a constant stands for; undefined where that is not one thing. */
function signOf(ref: Ref, scope: Scope, analysis: Analysis): Sign | undefined {
  if (ref.is === "literal") return { literal: ref.value };
  if (ref.is === "name") {
    const bound = analysis.world.module(scope.path)?.functions[0]?.func.locals.get(ref.name);
    if (bound?.is === "literal") return { literal: bound.value };
  }
  const made = originsOf(ref, scope, analysis);
  return !made.open && made.of.length === 1 && made.of[0]!.ref.is === "call" ? { made } : undefined;
}

/** What a worker asks on all the ways on which it leaves its endless loop, of what it just took; undefined where it leaves on others too. */
function endsBy({ path, func }: FuncNode, origins: Origins, analysis: Analysis): readonly Equality[] | undefined {
  if (!func?.async || func.generator) return undefined;
  for (const loop of func.steps) {
    if (loop.is !== "loop" || !loop.endless) continue;
    const at = loop.body.findIndex((step) => step.is === "call" && step.use === "awaited" && step.ref.callee.is === "attr" && step.ref.callee.name === "get"
      && meet(origins, originsOf(step.ref.callee.of, { path, func }, analysis)));
    const bound = at < 0 ? undefined : loop.body[at + 1];
    if (bound?.is === "bind") return exits(loop, bound.name);
  }
  return undefined;
}

/** What is asked of a name on all the ways out of a loop; undefined where there is another way, or none. */
function exits(loop: Loop, name: string): readonly Equality[] | undefined {
  const told: Equality[] = [];
  let other = false;
  const look = (steps: readonly Step[], asked: Equality | undefined, nested: boolean): void => {
    for (const step of steps) {
      if (step.is === "jump" && (step.to === "raise" || step.to === "return" || (step.to === "break" && (!nested || step.label !== undefined)))) {
        if (asked) told.push(asked);
        else other = true;
      } else if (step.is === "branch") step.arms.forEach((arm, i) => look(arm, asked ?? ends(arm, step.asks?.[i], name), nested));
      else for (const part of inner(step)) look(part, asked, nested || step.is === "loop");
    }
  };
  for (const part of [loop.test, loop.body]) look(part, undefined, false);
  return other || told.length === 0 ? undefined : told;
}

/** What is asked of a name for an arm that surely leaves. */
const ends = (arm: readonly Step[], asked: Equality | undefined, name: string): Equality | undefined => (asked?.name === name && arm.at(-1)?.is === "jump" ? asked : undefined);

/** Whether something may be the sentinel. What is gone through is taken to hold none that nobody sees. */
function mayBe(ref: Ref | undefined, sign: Sign, scope: Scope, analysis: Analysis): boolean {
  switch (ref?.is) {
    case "text": return typeof sign.literal === "string";
    case "list": case "object": case "instance": return sign.literal === undefined && ref.is === "instance";
    case "literal": return sign.made === undefined && ref.value === sign.literal;
    case "or": return ref.of.some((each) => mayBe(each, sign, scope, analysis));
    case "item": return holds(ref.of, sign, scope, analysis);
    case "call": {
      if (sign.made && meet(originsOf(ref, scope, analysis), sign.made)) return true;
      const values = analysis.world.evaluate(ref, scope);
      return values.length === 0 || !values.every(({ is }) => is === "instance" || is === "object" || is === "list");
    }
    case "name": case "import": {
      const other = signOf(ref, scope, analysis);
      if (!other) return true;
      return other.made && sign.made ? meet(other.made, sign.made) : other.made === sign.made && other.literal === sign.literal;
    }
    default: return true;
  }
}

/** Whether the sentinel is written anywhere in what a Ref is made of. */
function holds(ref: Ref, sign: Sign, scope: Scope, analysis: Analysis): boolean {
  const inside = (each: Ref): boolean => holds(each, sign, scope, analysis);
  switch (ref.is) {
    case "literal": return mayBe(ref, sign, scope, analysis);
    case "name": case "import": return signOf(ref, scope, analysis) !== undefined && mayBe(ref, sign, scope, analysis);
    case "list": case "or": return ref.of.some(inside);
    case "star": case "item": case "attr": case "await": return inside(ref.of);
    case "call": return inside(ref.callee) || ref.args.some(inside);
    case "param": return sign.literal === null && (ref.type?.is === "list" ? ref.type.of.some((each) => each.is === "unknown" || inside(each)) : ref.type !== undefined && inside(ref.type));
    default: return false;
  }
}

/** Whether a function gives the queue to somebody of whom nothing is known. */
function handsOut({ path, func }: FuncNode, origins: Origins, analysis: Analysis): boolean {
  if (!func) return false;
  const scope = { path, func };
  const isIt = (ref: Ref): boolean => {
    if (ref.is === "list" || ref.is === "or") return ref.of.some(isIt);
    if (ref.is === "star") return isIt(ref.of);
    return (ref.is === "call" || ref.is === "param" || ref.is === "name" || ref.is === "attr") && meet(origins, originsOf(ref, scope, analysis));
  };
  let out = isIt(func.returns);
  walk(func.steps, (step) => {
    if (out || step.is !== "call") return;
    const { callee, args, keys } = step.ref;
    if (![...args, ...Object.values(keys ?? {})].some(isIt)) return;
    const values = analysis.world.evaluate(callee, scope);
    out = values.length === 0 || !values.every(({ is }) => is === "function" || is === "class");
  });
  return out;
}
