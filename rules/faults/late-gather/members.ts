import type { Call, Row } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { holdsBack, promised } from "../../summary/verbs.js";
import { describe, isFree } from "../independent.js";

/** The calls that a `gather` waits for, in order; undefined where it is handed anything else, or told how to take errors. */
export function membersOf({ ref }: Call, node: FuncNode, analysis: Analysis): readonly Call[] | undefined {
  const scope = { path: node.path, func: node.func! };
  const [callee, ...more] = analysis.world.evaluate(ref.callee, scope);
  const name = callee?.is === "external" && more.length === 0 ? callee.name : "";
  const [list] = ref.args;
  const refs = name === "asyncio.gather" && !ref.keys ? ref.args : name === "Promise.all" && list?.is === "list" ? list.of : [];
  const calls = new Map<unknown, Call>();
  walk(node.func!.steps, (step) => void (step.is === "call" && calls.set(step.ref, step)));
  const members = refs.flatMap((each) => calls.get(each) ?? []);
  const cold = members.every((call) => {
    const values = analysis.world.evaluate(call.ref, scope);
    return values.length > 0 && values.every((value) => value.is === "awaitable" && !value.started);
  });
  return members.length === refs.length && members.length > 1 && cold ? members : undefined;
}

/** Whether a call only finds something out, so that it may still be under way while others go on. */
export function mayWait(call: Call, node: FuncNode, analysis: Analysis): boolean {
  const name = nameOf(call, node, analysis);
  const { noise, runs } = analysis.summaries.conduct(call, node);
  if (noise === "loud" || holdsBack(name)) return false;
  return promised(name) === "reads" || (noise === "quiet" && runs.length > 0);
}

/** Whether a call may set out before others are done: it does nothing that one would regret if they failed. */
export const maySetOut = (call: Call & { readonly row: Row }, node: FuncNode, analysis: Analysis): boolean =>
  call.row.binds.length > 0 && isFree(describe(call, node, analysis), node, analysis);

function nameOf({ name: [from, to] }: Call, node: FuncNode, analysis: Analysis): string {
  return analysis.text(node.path).slice(from + node.from, to + node.from);
}
