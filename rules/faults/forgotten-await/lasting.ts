import { looking } from "../../model/looking.js";
import { isPath, lastName, type Ref } from "../../model/ref.js";
import type { Await, Call, Loop } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { receiverOf } from "../../summary/frame.js";
import { looked } from "../flags.js";
import { signalAt } from "../signal-parameter.js";

const loops = looking<Loop>({ loop: ({ asks }) => asks !== undefined }, "in coroutines");
const keeping = looking<Call>({ call: ({ use }) => use === "escapes" }, "in coroutines");
const waits = looking<Await | Call>({ await: () => true, call: ({ use }) => use === "awaited" }, "in coroutines");

/**
 * Whether a coroutine function goes on until somebody else tells it to stop (`while not self.closed`), itself or in what it awaits:
 * who awaits it does not come to the line behind it, where it may be told.
 */
export function isLasting(start: FuncNode, analysis: Analysis): boolean {
  const seen = new Set([start]);
  for (const node of seen) {
    const { func } = node;
    if (!func) continue;
    const self = receiverOf(node, analysis.world);
    const scope: Scope = { path: node.path, func, ...(self ? { self } : {}) };
    if (loops(func).some((loop) => awaits(loop) && asksOthers(loop, node, scope, analysis))) return true;
    // What an attribute holds is what the function itself has put there, if anything.
    const kept = waits(func).some((step) => step.is === "await" && step.ref.is === "attr") ? keeping(func) : [];
    for (const step of [...waits(func), ...kept]) for (const value of analysis.world.evaluate(step.ref, scope)) {
      if (value.is === "awaitable" && value.from) seen.add(value.from);
    }
  }
  return false;
}

function awaits(loop: Loop): boolean {
  let found = false;
  walk([...loop.test, ...loop.body], (step) => void (found ||= step.is === "await" || (step.is === "call" && step.use === "awaited")));
  return found;
}

/** Whether a loop asks for a flag that only others set: nothing of what it does itself. */
function asksOthers(loop: Loop, node: FuncNode, scope: Scope, analysis: Analysis): boolean {
  if (loop.asks!.every((ref) => ref.is === "attr" && ref.name === "aborted" && isSignal(ref.of, scope))) return true;
  const flags = loop.asks!.map((ref) => looked(ref, scope, node, analysis));
  // What it counts itself, it comes to the end of.
  if (loop.asks!.some((ref, i) => flags[i] === "still" && ref.is === "name")) return false;
  return flags.some((flag) => flag !== undefined && flag !== "still" && (flag.kind === "event" || flag.setters.length > 0) && !sets(node, flag.setters, analysis));
}

/** Whether a Ref is called as AbortSignals are, and is none that the function has made itself. */
const isSignal = (ref: Ref, { func: { params } }: Scope): boolean =>
  ref.is === "param" ? ref.index === signalAt(params) : isPath(ref) && /signal$/i.test(lastName(ref));

/** Whether a function sets off one of these. */
function sets(node: FuncNode, setters: readonly FuncNode[], { summaries }: Analysis): boolean {
  const seen = new Set([node]);
  for (const each of seen) for (const callee of summaries.resolved(each).calls) seen.add(callee);
  return setters.some((setter) => seen.has(setter));
}
