import type { Func } from "../../model/module.js";
import { moved } from "../../model/span.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Making } from "../../summary/resolved.js";
import { written } from "../words.js";
import { fate, guarded, last, type Fate } from "./fate.js";
import { isLasting } from "./lasting.js";
import type { ForgottenSite } from "./site.js";

interface Found extends ForgottenSite { readonly language: "python" | "typescript"; readonly some: boolean }

/** A coroutine or promise that nobody awaits. */
export const rule = fault<Found, Analysis>({
  id: "forgotten-await",
  docs: "A coroutine or promise that nobody awaits: dropped, kept and unused on some path, or only looked at as an object.",
  severity: "error",
  languages: ["python", "typescript"],
  promises: true,
  *find(path, analysis) {
    const language = analysis.module(path)?.language ?? "python";
    for (const node of analysis.nodes(path)) for (const making of analysis.summaries.resolved(node).makings) {
      const site = forgotten(node, making, language, analysis);
      if (site) yield site;
    }
  },
  message: ({ name, how, kept, some, language }) => `${subject(name, how, kept, some)}, ${some ? "and then " : "so "}${costs[language]}.`,
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

const costs = {
  python: "what it should do is never done",
  typescript: "what follows does not wait for it and its errors are lost",
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

/** Whether a promise that nobody awaits was let go on purpose (JavaScript, where its work goes on by itself). */
function meant({ call, from, bare }: Making, { how, looked }: Fate, node: FuncNode, func: Func, analysis: Analysis): boolean {
  const { callee } = call.ref;
  const script = analysis.module(node.path)?.shebang === true;
  // What a `new Promise` gives may be there for others to settle; but to drop what a helper makes of one (`sleep(10)`) is to lose the wait.
  if (bare) return call.ref.new === true || how !== "dropped" || !func.async;
  // What `p.then(…)` gives is p's own affair.
  if (how === "dropped" && callee.is === "attr" && /^(then|catch|finally)$/.test(callee.name)) return true;
  // A program's last call, under `if (require.main === module)` or in a script: nothing waits, and an error ends the process as it should.
  if (how === "dropped" && func.role === "module" && (script || guarded(call, func.steps)) && last(call, func.steps)) return true;
  // A worker that goes round until it is told to stop was started; who waits for it there would wait till then.
  if (how === "dropped" && from && analysis.summaries.serves(from)) return true;
  // A retry stands in the `try` of the function itself, whose handler it has, too.
  if (how === "returned-in-try" && from === node) return !analysis.summaries.traits(node).rejects;
  if (looked || how === "tested" || how === "returned-in-try") return false;
  // What is started on purpose and cannot fail is nobody's loss.
  return from?.func !== undefined && ((callee.is === "func" && from.func.lambda) || !analysis.summaries.traits(from).rejects);
}

/** How much less a dropped promise matters where there may be nothing that should have waited for it: its work goes on by itself. */
function quieter(call: Making["call"], func: Func): Pick<Found, "severity"> {
  // `main();` as the last line: nothing follows, and an error ends the process.
  if (func.role === "module") return last(call, func.steps) ? { severity: "hint" } : {};
  // A plain function cannot wait, only hand the promise on: it may have been let go on purpose.
  return func.async ? {} : { severity: "warning" };
}

function forgotten(node: FuncNode, making: Making, language: Found["language"], analysis: Analysis): Found | undefined {
  const { func } = node;
  const { call, from, list } = making;
  if (!func) return undefined;
  const fated = fate(call, list, { scope: { path: node.path, func }, language, world: analysis.world, own: from?.func?.async === true });
  if (!fated) return undefined;
  const js = language === "typescript";
  // JavaScript's `return f()` in a try is a fault of async functions; elsewhere the caller has the promise in any case.
  if (fated.how === "returned-in-try" && !(js && func.async)) return undefined;
  if (js && meant(making, fated, node, func, analysis)) return undefined;
  return {
    ...fated, language,
    span: moved(call.span, node.from),
    name: written(analysis.text(node.path), moved(call.span, node.from), moved(call.name, node.from)),
    endless: from !== undefined && analysis.summaries.endless(from),
    ...(from ? { lasts: () => isLasting(from, analysis) } : {}),
    ...(js ? {} : { python: analysis.python(node.path) }),
    scope: func.role === "module" ? "module" : func.async ? "async" : "sync",
    ...(js && fated.how === "dropped" ? quieter(call, func) : {}),
  };
}
