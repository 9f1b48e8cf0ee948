import type { Ref } from "../../model/ref.js";
import type { Loop, Step } from "../../model/step.js";
import { inner, walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { gathering } from "../../summary/everywhere.js";
import { meet, originsOf, type Origins } from "../../summary/origins.js";

/** What is put into something, and into what. */
const puts = gathering("puts", ({ steps }) => {
  const found: { readonly into: Ref; readonly item: Ref | undefined }[] = [];
  walk(steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (step.is === "call" && callee?.is === "attr" && /^put(_nowait)?$/.test(callee.name)) found.push({ into: callee.of, item: step.ref.args[0] });
  });
  return found;
});

/** Whether a worker ends by nothing but a None that it takes from the queue, and nobody puts one in, as far as all who have the queue are known. */
export function waitsForNone(worker: FuncNode, origins: Origins, analysis: Analysis): boolean {
  if (origins.open || origins.of.length !== 1 || origins.of[0]!.ref.is !== "call" || !endsByNone(worker, origins, analysis)) return false;
  let fed = false;
  for (const { node, found } of analysis.everywhere(puts)) for (const { into, item } of found) {
    if (!node.func) continue;
    const scope = { path: node.path, func: node.func };
    const others = originsOf(into, scope, analysis);
    const same = meet(origins, others);
    fed ||= same;
    if ((same || others.of.length === 0) && mayBeNone(item, scope, analysis)) return false;
  }
  return fed && ![...new Set([origins.of[0]!.scope.path, worker.path])].some((path) => analysis.nodes(path).some((node) => handsOut(node, origins, analysis)));
}

/** Whether all ways out of an endless loop are those on which what was just taken is None. */
function endsByNone({ path, func }: FuncNode, origins: Origins, analysis: Analysis): boolean {
  if (!func?.async || func.generator) return false;
  return func.steps.some((loop) => {
    if (loop.is !== "loop" || !loop.endless) return false;
    const at = loop.body.findIndex((step) => step.is === "call" && step.use === "awaited" && step.ref.callee.is === "attr" && step.ref.callee.name === "get"
      && meet(origins, originsOf(step.ref.callee.of, { path, func }, analysis)));
    const bound = at < 0 ? undefined : loop.body[at + 1];
    return bound?.is === "bind" && exits(loop, bound.name) === "by None";
  });
}

/** How a loop is left: by some way that asks for None, by such ways alone, or not at all. */
function exits(loop: Loop, name: string): "by None" | "otherwise" | "never" {
  let told = false;
  let other = false;
  const look = (steps: readonly Step[], asked: boolean, nested: boolean): void => {
    for (const step of steps) {
      if (step.is === "jump" && (step.to === "raise" || step.to === "return" || (step.to === "break" && !nested))) {
        told ||= asked;
        other ||= !asked;
      } else if (step.is === "branch") step.arms.forEach((arm, i) => look(arm, asked || (i === 0 && step.none === name), nested));
      else for (const part of inner(step)) look(part, asked, nested || step.is === "loop");
    }
  };
  for (const part of [loop.test, loop.body]) look(part, false, false);
  return other ? "otherwise" : told ? "by None" : "never";
}

/** Whether something may be None. What is gone through is taken to hold none that nobody sees. */
function mayBeNone(ref: Ref | undefined, scope: Scope, { world }: Analysis): boolean {
  switch (ref?.is) {
    case "text": case "list": case "object": case "instance": return false;
    case "literal": return ref.value === null;
    case "or": return ref.of.some((each) => mayBeNone(each, scope, { world } as Analysis));
    case "item": return holdsNone(ref.of);
    case "call": {
      const values = world.evaluate(ref, scope);
      return values.length === 0 || !values.every(({ is }) => is === "instance" || is === "object" || is === "list");
    }
    default: return true;
  }
}

/** Whether None is written anywhere in what a Ref is made of. */
function holdsNone(ref: Ref): boolean {
  switch (ref.is) {
    case "literal": return ref.value === null;
    case "list": case "or": return ref.of.some(holdsNone);
    case "star": case "item": case "attr": case "await": return holdsNone(ref.of);
    case "call": return holdsNone(ref.callee) || ref.args.some(holdsNone);
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
