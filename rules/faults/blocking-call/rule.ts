import type { Blocker } from "../../model/blocker.js";
import { moved } from "../../model/span.js";
import type { Step } from "../../model/step.js";
import { isTest } from "../../model/test-file.js";
import { callOf, walk } from "../../model/walk.js";
import { operators } from "../../resolve/members.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending, type Severity, type TraceStep } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Cause } from "../../summary/cause.js";
import type { Handing } from "../../summary/resolved.js";
import { headOf } from "../loop-head.js";
import { shortName, withinOf, written } from "../words.js";
import { isLoopBound } from "./loop-bound.js";
import type { BlockingSite } from "./site.js";
import { mayStop } from "./stop-iteration.js";
import { stuckIn } from "./stuck.js";
import { costs, never } from "./words.js";

interface Found extends BlockingSite { readonly node: FuncNode; readonly cause: Cause }

/** A call that holds the event loop, reported where an async function or a callback of the loop enters the blocking world. */
export const rule = fault<Found, Analysis>({
  id: "blocking-call",
  docs: "A call that holds the event loop, made by a coroutine or a callback of the loop: directly, through helpers, across files.",
  severity: "error",
  languages: ["python", "typescript"],
  threshold: {
    option: "minCost",
    docs: "From what cost on a call is reported: high waits on others or grows with data, medium is one bounded operation, low one cheap system call.",
    values: { low: "hint", medium: "warning", high: "error" },
    default: "medium",
  },
  *find(path, analysis) {
    for (const node of analysis.nodes(path)) {
      if (analysis.inContext(node)) yield* within(node, node, analysis);
      for (const handing of analysis.summaries.resolved(node).blockers ?? []) yield* handedOver(node, handing, analysis);
    }
  },
  message: ({ name, leaf, depth, blocker, stuck }) => {
    const cost = stuck ? never(stuck) : costs[blocker.why];
    const does = blocker.why === "loop" ? "raises RuntimeError here" : "blocks the event loop";
    if (depth === 1) return `\`${name}\` ${does}: ${cost}.`;
    return `\`${name}\` ${does}: it comes to ${blocker.why === "clock" || blocker.why === "watch" ? `a ${leaf}` : `\`${shortName(leaf)}\``}, and ${cost}.`;
  },
  trace: ({ node, cause }, analysis) => chain(node, cause, analysis),
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

/** The sites of a function, and of lambdas that it has run at once: they are part of it. */
function* within(entered: FuncNode, node: FuncNode, analysis: Analysis): Iterable<Found> {
  const looks = new Set<Step>();
  for (const site of analysis.summaries.resolved(node).sites) {
    // What a loop does that only looks is said of the loop.
    if (looks.has(site.step)) continue;
    if (site.step.is === "loop") walk([site.step], (step) => void looks.add(step));
    const lambdas = site.effects.flatMap((effect) => ("runs" in effect && inLine(effect.runs, node) ? [effect.runs] : []));
    for (const lambda of lambdas) if (!analysis.inContext(lambda)) yield* within(entered, lambda, analysis);
    const rest = lambdas.length === 0 ? site : { ...site, effects: site.effects.filter((effect) => !("runs" in effect && lambdas.includes(effect.runs))) };
    const cause = analysis.summaries.causeOfSite(rest);
    if (cause && !(cause.leaf.blocker.unlessReady && analysis.summaries.readied(entered))) yield found(entered, node, cause, analysis);
  }
}

/** What blocks and is handed to the loop: reported at the argument. */
function* handedOver(node: FuncNode, { leaf, call, argument }: Handing, analysis: Analysis): Iterable<Found> {
  const step = callOf(call, node.func?.steps ?? []);
  if (!step) return;
  const span = moved(step.span, node.from);
  const index = call.args.indexOf(argument);
  const at = index >= 0 ? index : Object.keys(call.keys ?? {}).find((key) => call.keys![key] === argument);
  const cause: Cause = { leaf, depth: 1, site: { step, effects: [{ leaf }] } };
  yield {
    ...found(node, node, cause, analysis),
    span: (at === undefined ? undefined : analysis.argument(node.path, span, at)) ?? span,
    form: "load", async: false, name: shortName(leaf.name),
  };
}

const inLine = (callee: FuncNode, node: FuncNode): boolean => callee.path === node.path && callee.func?.lambda === true && callee.func.parent === node.name;

function found(entered: FuncNode, node: FuncNode, cause: Cause, analysis: Analysis): Found {
  const { step } = cause.site;
  const { blocker, name: leaf } = cause.leaf;
  const text = analysis.text(node.path);
  const span = step.is === "loop" ? headOf(text, step, node) : moved(step.span, node.from);
  const until = step.is === "call" ? moved(step.name, node.from) : span;
  const all = steps(cause, analysis);
  const { cause: last, in: holder = node } = all.at(-1)!;
  const stuck = blocker.why === "watch" && last.site.step.is === "loop" && holder.path === node.path ? stuckIn(last.site.step, holder, analysis) : undefined;
  return {
    span, leaf, blocker, node, cause,
    form: step.is === "load" && operators.has(step.ref.name) && step.ref.name !== "__getitem__" ? "operator" : step.is,
    depth: all.length,
    ...(stuck ? { stuck } : {}),
    severity: severity(blocker, isTest(node.path)),
    async: entered.func?.async === true && node === entered,
    name: written(text, span, until).replace(/:$/, ""),
    ...withinOf(entered),
    ...(node.path.endsWith(".py") ? { python: analysis.python(node.path), stays: () => stays(cause, all, analysis) } : {}),
  };
}

/** Whether what a Python call sets off must stay in the thread of the loop. */
const stays = ({ site }: Cause, all: ReturnType<typeof steps>, analysis: Analysis): boolean =>
  all.some((step) => step.in && mayStop(step.in, analysis))
  || isLoopBound(site.effects.flatMap((effect) => ("runs" in effect ? [effect.runs] : "oneOf" in effect ? effect.oneOf : [])), analysis);

function severity({ cost, why }: Blocker, test: boolean): Severity {
  // A test reads and packs what it has just written, mostly little, and nobody waits for it meanwhile; to sleep or to wait for others may hang it.
  if (cost === "high") return test && (why === "disk" || why === "cpu") ? "warning" : "error";
  return cost === "medium" && !test ? "warning" : "hint";
}

/** The calls of a chain, as the functions that make them and the steps where they stand. Lambdas run in line are no calls of their own. */
function steps(cause: Cause, analysis: Analysis): readonly { cause: Cause; in?: FuncNode }[] {
  const all: { cause: Cause; in?: FuncNode }[] = [{ cause }];
  for (let at: Cause | undefined = cause; at?.via; ) {
    const via: FuncNode = at.via;
    const below: Cause | null = analysis.summaries.cause(via);
    if (!below) break;
    if (via.func?.lambda) all[all.length - 1] = { cause: below, in: via };
    else all.push({ cause: below, in: via });
    at = below;
  }
  return all;
}

function chain(node: FuncNode, cause: Cause, analysis: Analysis): readonly TraceStep[] {
  return steps(cause, analysis).map(({ cause: { site: { step }, via, leaf }, in: at = node }) => ({
    path: at.path,
    span: step.is === "loop" ? headOf(analysis.text(at.path), step, at) : moved(step.span, at.from),
    name: via && !via.func?.lambda ? named(via) : shortName(leaf.name),
  }));
}

/** A function's name; of an inherited method that calls what the class has of its own: by that class. */
const named = ({ name, variant, func }: FuncNode): string => (variant && func?.cls !== undefined ? `${variant.cls}${name.slice(func.cls.length)}` : name);
