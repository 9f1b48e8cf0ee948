import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";

/** Whether a coroutine waits for a future of its own that nothing else refers to: then nothing holds its task either. */
export const collectable = (node: FuncNode, analysis: Analysis): boolean =>
  analysis.summaries.dead(node).some(({ wait }) => wait.members.some(({ call: { ref: { callee } }, from }) =>
    !from && /^(?:Future|create_future|wait)$/.test(callee.is === "attr" || callee.is === "name" ? callee.name : callee.is === "import" ? (callee.name ?? "") : "")));
