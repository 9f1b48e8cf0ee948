import { moved, type Span } from "../../model/span.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { withinOf, written } from "../words.js";
import { appliesOf, type Apply } from "./applies.js";
import { looped } from "./looped.js";
import { rowsOf } from "./rows.js";
import type { PoolSite } from "./site.js";

interface Found extends PoolSite { readonly path: string }

/** Work is given to a pool piece by piece, each once the one before it is done. */
export const rule = fault<Found, Analysis>({
  id: "serial-pool",
  docs: "`pool.apply` in a loop or in a row: each call waits for its result, so that one worker works and the others look on.",
  severity: "warning",
  languages: ["python"],
  *find(path, analysis) {
    for (const node of analysis.nodes(path)) {
      // In a coroutine it holds the loop, which is worse.
      if (!node.func || node.func.async || analysis.inContext(node)) continue;
      const applies = appliesOf(node, analysis);
      if (applies.length > 0) yield* within(node, applies, analysis);
    }
  },
  message: ({ name, form }) => (form === "loop"
    ? `\`${name}\` waits for each result before the next round begins, so only one worker of the pool works at a time.`
    : `\`${name}\` waits for the result of the call before it, which it does not need, so only one worker of the pool works at a time.`),
  related: ({ path, before }) => before.map((span) => ({ path, span, message: "this one waits for its result first" })),
  fix: { python: mending("python", () => import("./python.js")) },
});

function* within(node: FuncNode, applies: readonly Apply[], analysis: Analysis): Iterable<Found> {
  const rounds = looped(node, applies, analysis);
  for (const apply of rounds) yield found(node, "loop", apply, [], analysis);
  for (const row of rowsOf(node, applies.filter((apply) => !rounds.has(apply)), analysis)) {
    yield found(node, "row", row.at(-1)!, row.slice(0, -1).map(({ call }) => moved(call.span, node.from)), analysis);
  }
}

function found(node: FuncNode, form: Found["form"], { call }: Apply, before: readonly Span[], analysis: Analysis): Found {
  const span = moved(call.span, node.from);
  return {
    path: node.path, span, form, before,
    name: written(analysis.text(node.path), span, moved(call.name, node.from)),
    ...withinOf(node),
  };
}
