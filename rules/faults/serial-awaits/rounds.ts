import { rootOf } from "../../model/paths.js";
import type { Call, Loop, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { holdsBack } from "../../summary/verbs.js";
import type { Member } from "../independent.js";

/** Names of what is counted for a reason: until it works, as long as there is more. */
const counted = /^_?(page|offset|skip|attempt|retr(y|ies)|tries|cursor|delay|iteration|poll|round)/i;
/** Names of what is gone through one by one so that there are not too many at once. */
const parted = /^_?(batch|chunk|slice|window)/i;

/** Whether a round of the loop needs nothing of the round before, and would be run whatever that one gave. */
export function roundsAreFree({ call }: Member, loop: Loop, node: FuncNode, analysis: Analysis): boolean {
  const { own, leaves } = call.row.round!;
  // What each round overwrites is not a collection of results.
  if (call.row.binds.some((path) => path.includes(".") && !own.includes(rootOf(path)))) return false;
  if (loop.endless || own.some((name) => parted.test(name) || (counted.test(name) && counts(loop)))) return false;
  if (leaves.some((path) => !isHarmless(path, node, analysis))) return false;
  let free = true;
  walk(loop.body, (step) => void (free &&= step === call || goesOn(step)));
  return free && [...loop.test, ...loop.body].every((step) => step.is !== "iterate" || !step.async);
}

/** Whether a loop goes through numbers, or may. */
const counts = ({ test }: Loop): boolean => test.every((step) => step.is !== "iterate" || (step.of.is === "call" && nameOf({ ref: step.of }) === "range"));

/** Whether a step neither ends the loop nor waits for something else. */
function goesOn(step: Step): boolean {
  switch (step.is) {
    case "call": return step.use !== "awaited" && step.use !== "yielded" && !holdsBack(nameOf(step));
    case "read": return step.use !== "awaited" && step.use !== "yielded";
    case "await": return false;
    case "enter": case "iterate": return !step.async;
    case "jump": return step.to === "continue" || step.to === "raise";
    default: return true;
  }
}

const nameOf = ({ ref: { callee } }: Pick<Call, "ref">): string => (callee.is === "attr" || callee.is === "name" ? callee.name : "");

/** A module, a class, a logger: what is done with it says nothing of the next round. */
function isHarmless(path: string, node: FuncNode, analysis: Analysis): boolean {
  if (/(^|[._])(log|logger|logging|console|print|progress|pbar|bar|spinner)$|^(Object|JSON|Math|Array|Promise)\b/i.test(path)) return true;
  const body = analysis.module(node.path)?.functions[0]?.func;
  const ref = body?.locals.get(rootOf(path));
  const values = body && ref ? analysis.world.evaluate(ref, { path: node.path, func: body }) : [];
  return values.length > 0 && values.every((value) => value.is === "external" || value.is === "module" || value.is === "function" || value.is === "class");
}
