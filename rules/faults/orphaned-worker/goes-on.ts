import { isAwait } from "../../model/awaits.js";
import { flow } from "../../model/flow.js";
import type { Call } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";

const runners = /^(asyncio\.(run|Runner\.run|AbstractEventLoop\.run_until_complete)|anyio\.run|uvloop\.run)$/;

/** Whether the loop goes on once the join has returned: the function waits for something more, or others than the program's beginning wait for it. */
export function goesOn(node: FuncNode, join: Call, analysis: Analysis): boolean {
  const users = analysis.users(node);
  if (node.func!.role !== "module" && (users.length === 0 || !users.every((user) => onlyRuns(user, node, analysis)))) return true;
  const { entry } = flow(node.func!.steps);
  const all = new Set([entry]);
  for (const at of all) for (const next of [...at.next, ...at.thrown]) all.add(next);
  const behind = new Set([...all].filter(({ step }) => step === join).flatMap(({ next }) => next));
  for (const at of behind) {
    if (at.step && at.step !== join && isAwait(at.step)) return true;
    for (const next of at.next) behind.add(next);
  }
  return false;
}

/** Whether a function only hands another to `asyncio.run`, which cancels what is left when that has ended. */
function onlyRuns({ func, path }: FuncNode, node: FuncNode, { world }: Analysis): boolean {
  // A program's beginning in JavaScript: when nothing more is to come, Node ends whatever still waits.
  if (func?.role === "module" && world.module(path)?.language === "typescript") return true;
  let only = true;
  if (func) walk(func.steps, (step) => {
    if (step.is !== "call" || !only) return;
    const made = world.evaluate(step.ref, { path, func });
    if (!made.some((value) => value.is === "awaitable" && value.from === node)) return;
    const { use } = step;
    only = typeof use === "object" && "passed" in use
      && world.evaluate(use.passed.callee, { path, func }).some((value) => value.is === "external" && runners.test(value.name));
  });
  return only;
}
