import type { Ref } from "../../model/ref.js";
import type { Call, Read } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Facts, Started } from "./started.js";

/** What is asked of a task or promise that tells nobody of its end. */
const harmless = new Set(["cancel", "cancelled", "done", "result", "exception", "get_name", "set_name", "get_coro", "uncancel", "cancelling"]);

/** Callables that may be handed a task before it is cancelled: they give it back. */
const lenders = new Set(["asyncio.wait", "asyncio.gather", "asyncio.shield", "asyncio.as_completed", "Promise.race", "Promise.any"]);

/** Whether somebody waits for the end of what is cancelled, or may do so: it goes out of sight, or is handed on behind the cancel. */
export function isSeenTo(call: Call, started: Started, facts: Facts, analysis: Analysis): boolean {
  if (started.name === undefined) return call.ref.callee.is === "attr" && mentioned(call.ref.callee.of, facts, analysis);
  const reads = facts.reads.filter(({ name }) => name === started.name);
  return reads.some((read) => !lets(read, call, started, facts, analysis));
}

/** Whether a read of the name leaves it as it is, with nobody waiting. */
function lets(read: Read, call: Call, { form }: Started, facts: Facts, { world }: Analysis): boolean {
  const { use, span } = read;
  const before = span[0] < call.span[0];
  if (use === "tested" || use === "dropped") return true;
  if (form === "list" && isIterated(read, facts)) return before;
  if (typeof use !== "object") return false;
  if ("member" in use) return harmless.has(use.member) || (before && (use.member === "catch" || use.member === "add_done_callback"));
  const passed = passedTo(use);
  if (!passed || !before) return passed !== undefined && world.evaluate(passed, facts.scope).some((value) => value.is === "external" && world.shelf("python").card(value.name).looks);
  const values = world.evaluate(passed, facts.scope);
  return values.length > 0 && values.every((value) => value.is === "external" && lenders.has(value.name));
}

const isIterated = ({ span }: Read, { iterates }: Facts): boolean => iterates.some((step) => step.span[0] === span[0] && step.span[1] === span[1]);

function passedTo(use: Read["use"]): Ref | undefined {
  if (typeof use !== "object") return undefined;
  return "passed" in use ? use.passed.callee : "inside" in use ? passedTo(use.inside) : undefined;
}

/** Whether an attribute of the receiver is awaited, handed on or given away anywhere in the file. */
function mentioned(ref: Ref, facts: Facts, { nodes }: Analysis): boolean {
  const name = ref.is === "attr" ? ref.name : "";
  const holds = (each: Ref): boolean => {
    switch (each.is) {
      case "attr": return each.name === name;
      case "list": case "or": return each.of.some(holds);
      case "star": case "await": case "item": return holds(each.of);
      default: return false;
    }
  };
  return nodes(facts.scope.path).some(({ func }) => {
    let found = func !== undefined && holds(func.returns);
    walk(func?.steps ?? [], (step) => {
      if (step.is === "await" || step.is === "iterate") found ||= holds(step.is === "await" ? step.ref : step.of);
      else if (step.is === "call") found ||= [...step.ref.args, ...Object.values(step.ref.keys ?? {})].some(holds);
    });
    return found;
  });
}
