import { looking } from "../../model/looking.js";
import { moved } from "../../model/span.js";
import type { Call } from "../../model/step.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { withinOf, written } from "../words.js";
import { nextOf } from "./next.js";
import { isSeenTo } from "./sight.js";
import type { CancelSite } from "./site.js";
import { aborted, cancelled, factsOf, type Facts } from "./started.js";

interface Found extends CancelSite { readonly path: string; readonly asks: "cancel" | "abort" }

/** A task that is cancelled, and not waited for before what it works on is closed. */
export const rule = fault<Found, Analysis>({
  id: "unawaited-cancel",
  docs: "Something is cancelled, and what it works on is closed, or its outcome asked for, before it has come to its end.",
  severity: "warning",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    const verb = analysis.module(path)?.language === "python" ? "cancel" : "abort";
    for (const node of analysis.nodes(path, cancels)) {
      const { func } = node;
      const calls = func ? cancels(func).filter(({ ref: { callee } }) => callee.is === "attr" && callee.name === verb) : [];
      if (!func || calls.length === 0) continue;
      const facts = factsOf({ path, func });
      for (const call of calls) {
        const site = found(node, call, facts, verb, analysis);
        if (site) yield site;
      }
    }
  },
  message: ({ name, next, form, asks }) => {
    const only = `: ${asks}() only asks ${form === "list" ? "them" : "it"} to end.`;
    if (next.does === "asks") return `\`${name}\` has not ended yet when \`${next.text}\` is called${only}`;
    const when = next.does === "closes" ? `when \`${next.text}\` is called` : `when \`${next.text}\` is left`;
    return `${form === "list" ? `The tasks of \`${name}\`` : `\`${name}\``} may still be at work ${when}${only}`;
  },
  related: ({ path, next }) => [{ path, span: next.span, message: next.does === "leaves" ? `\`${next.text}\` is left before it has ended` : `\`${next.text}\` is called before it has ended` }],
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

const cancels = looking<Call>({
  call: ({ ref: { callee }, use }) => callee.is === "attr" && (callee.name === "cancel" || callee.name === "abort") && (use === "dropped" || use === "tested"),
}, "in coroutines");

function found(node: FuncNode, call: Call, facts: Facts, asks: Found["asks"], analysis: Analysis): Found | undefined {
  const started = asks === "cancel" ? cancelled(call, facts, analysis.world) : aborted(call, facts, analysis.world);
  if (!started || isSeenTo(call, started, facts, analysis)) return undefined;
  const next = nextOf(call, started, facts, analysis.world);
  if (!next) return undefined;
  const { path, from } = node;
  const text = analysis.text(path);
  const span = moved(call.span, from);
  const place = moved(next.step.span, from);
  return {
    path, span, asks, form: started.form,
    name: started.name ?? text.slice(span[0], moved(call.name, from)[0]).replace(/\s*\.\s*$/, ""),
    next: { does: next.does, span: place, text: written(text, place, next.step.is === "call" ? moved(next.step.name, from) : place) },
    ...(started.made ? { made: moved(started.made.span, from) } : {}),
    awaits: node.func?.async ?? false,
    ...withinOf(node),
  };
}
