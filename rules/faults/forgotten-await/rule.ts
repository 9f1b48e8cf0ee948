import { moved } from "../../model/span.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Making } from "../../summary/resolved.js";
import { written } from "../words.js";
import { fate } from "./fate.js";
import { mend as python } from "./python.js";
import type { ForgottenSite } from "./site.js";
import { mend as typescript } from "./typescript.js";

interface Found extends ForgottenSite { readonly language: "python" | "typescript"; readonly some: boolean }

/** A coroutine or promise that nobody awaits. */
export const rule = fault<Found, Analysis>({
  id: "forgotten-await",
  docs: "A coroutine or promise that nobody awaits: dropped, kept and unused on some path, or only looked at as an object.",
  severity: "error",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    const language = analysis.module(path)?.language ?? "python";
    for (const node of analysis.nodes(path)) for (const making of analysis.summaries.resolved(node).makings) {
      const site = forgotten(node, making, language, analysis);
      if (site) yield site;
    }
  },
  message: ({ name, how, kept, some, language }) => `${subject(name, how, kept, some)}, ${costs[language]}.`,
  fix: { python, typescript },
});

const costs = {
  python: "so what it should do is never done",
  typescript: "so what follows does not wait for it and its errors are lost",
} as const;

function subject(name: string, how: Found["how"], kept: string | undefined, some: boolean): string {
  switch (how) {
    case "dropped": return `\`${name}()\` is not awaited`;
    case "kept": return some ? `\`${name}()\` is kept in \`${kept}\`, which is not awaited on every path` : `\`${name}()\` is kept in \`${kept}\`, which nobody awaits`;
    case "tested": return `\`${name}()\` is used without \`await\`, as an object`;
    case "returned-in-try": return `\`${name}()\` is returned out of \`try\` without \`await\``;
    case "inside": return kept === undefined ? `\`${name}()\` is put into a collection that nobody awaits` : `\`${name}()\` is put into \`${kept}\`, which nobody awaits`;
  }
}

function forgotten(node: FuncNode, making: Making, language: Found["language"], analysis: Analysis): Found | undefined {
  const { func } = node;
  const { call, from, list } = making;
  if (!func) return undefined;
  const fated = fate(call, list, { scope: { path: node.path, func }, language, world: analysis.world });
  if (!fated) return undefined;
  const js = language === "typescript";
  // JavaScript's `return f()` in a try is a fault of async functions; elsewhere the caller has the promise in any case.
  if (fated.how === "returned-in-try" && !(js && func.async)) return undefined;
  // Its work goes on by itself in JavaScript: what is started on purpose and cannot fail is nobody's loss.
  if (js && fated.how !== "tested" && fated.how !== "returned-in-try") {
    if (call.ref.callee.is === "func" && from?.func?.lambda) return undefined;
    if (from?.func && !analysis.summaries.traits(from).rejects) return undefined;
  }
  return {
    ...fated, language,
    span: moved(call.span, node.from),
    name: written(analysis.text(node.path), moved(call.span, node.from), moved(call.name, node.from)),
    endless: from !== undefined && analysis.summaries.traits(from).endless,
    ...(js ? {} : { python: analysis.python(node.path) }),
    scope: func.role === "module" ? "module" : func.async ? "async" : "sync",
  };
}
