import { isAwait } from "../../model/awaits.js";
import { flow } from "../../model/flow.js";
import type { CallRef } from "../../model/ref.js";
import { moved, type Span } from "../../model/span.js";
import type { Call, Step, Use } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import { fault, mending, type Related } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { kindsOf, meet, originsOf, type Origins } from "../../summary/origins.js";
import { written } from "../words.js";
import type { OrphanSite, Worker } from "./site.js";

interface Found extends OrphanSite { readonly path: string }

/** Endless consumers that nobody ends once their queue was joined. */
export const rule = fault<Found, Analysis>({
  id: "orphaned-worker",
  docs: "Tasks that take from a queue for ever, and that nobody cancels once the queue was joined.",
  severity: "warning",
  languages: ["python"],
  *find(path, analysis) {
    if (analysis.module(path)?.language !== "python") return;
    for (const node of analysis.nodes(path)) if (node.func?.async) yield* within(node, analysis);
  },
  message: ({ name, workers }) =>
    `Nobody ends ${list(workers)} once \`${name}()\` has returned: ${workers.length > 1 ? "they wait" : "it waits"} for ever for items that never come.`,
  related: ({ path, workers }) => workers.map(({ span, name }): Related => ({ path, span, message: `\`${name}\` is started here` })),
  fix: { python: mending("python", () => import("./python.js")) },
});

/** `a`, `b` and `c`, each once. */
function list(workers: readonly Worker[]): string {
  const names = [...new Set(workers.map(({ name }) => `\`${name}\``))];
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}

function* within(node: FuncNode, analysis: Analysis): Iterable<Found> {
  const { func, path } = node;
  if (!func) return;
  const joins: Call[] = [];
  const starts: Call[] = [];
  walk(func.steps, (step) => {
    if (step.is !== "call") return;
    const { callee, args } = step.ref;
    const name = callee.is === "attr" || callee.is === "import" || callee.is === "name" ? callee.name : undefined;
    if (name === "join" && step.use === "awaited" && args.length === 0) joins.push(step);
    else if ((name === "create_task" || name === "ensure_future") && args[0]?.is === "call") starts.push(step);
  });
  if (joins.length === 0 || starts.length === 0) return;
  const scope = { path, func };
  for (const join of joins) {
    const queue = join.ref.callee.is === "attr" ? join.ref.callee.of : undefined;
    if (!queue || !isQueue(kindsOf(queue, scope, analysis), analysis) || !goesOn(node, join, analysis) || isEnded(func.steps, scope, analysis)) continue;
    const origins = originsOf(queue, scope, analysis);
    const workers = starts.filter((start) => start.span[0] < join.span[0]).map((start) => workerOf(start, node, scope, origins, analysis));
    const orphans = workers.filter((worker) => worker !== undefined);
    if (orphans.length === 0) continue;
    const at = (span: Span): Span => moved(span, node.from);
    yield { path, span: at(join.span), name: written(analysis.text(path), at(join.span), at(join.name)), workers: orphans, within: node.name.replace(/#\d+$/, "") };
  }
}

const isQueue = (kinds: readonly { readonly is: string }[], { world }: Analysis): boolean =>
  kinds.length > 0 && (kinds as ReturnType<typeof kindsOf>).every((kind) => kind.is === "instance" && world.shelf("python").ancestors(kind.of).includes("asyncio.Queue"));

const starters = /^asyncio\.(create_task|ensure_future|AbstractEventLoop\.create_task)$/;

/** The worker that a call starts, if it takes from the queue for ever and nobody has got hold of it. */
function workerOf(start: Call, { path, from: offset }: FuncNode, scope: Scope, origins: Origins, analysis: Analysis): Worker | undefined {
  const { world, summaries } = analysis;
  const coroutine = start.ref.args[0] as CallRef;
  const callees = world.evaluate(start.ref.callee, scope);
  if (callees.length === 0 || !callees.every((value) => value.is === "external" && starters.test(value.name))) return undefined;
  const [made, ...more] = world.evaluate(coroutine, scope);
  const from = made?.is === "awaitable" && more.length === 0 ? made.from : undefined;
  if (!from?.func || !summaries.endless(from) || !takes(from, origins, analysis)) return undefined;
  const held = holder(start.use);
  if (!held || isHandled(held.kept, scope, analysis)) return undefined;
  const text = analysis.text(path);
  return { span: moved(start.span, offset), name: nameOf(coroutine, text, scope, offset) ?? from.name, ...held };
}

/** The coroutine function as it is written where it is called. */
function nameOf(ref: CallRef, text: string, { func }: Scope, offset: number): string | undefined {
  let name: string | undefined;
  walk(func.steps, (step) => {
    if (step.is === "call" && step.ref === ref) name = written(text, moved(step.span, offset), moved(step.name, offset));
  });
  return name;
}

/** Whether a function takes from one of these queues. */
function takes({ func, path }: FuncNode, origins: Origins, analysis: Analysis): boolean {
  let found = false;
  if (func) walk(func.steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (!found && callee?.is === "attr" && callee.name === "get") found = meet(origins, originsOf(callee.of, { path, func }, analysis));
  });
  return found;
}

/** Where a task is kept; undefined where it goes to somebody who may end it, or where nobody keeps it at all, which is a fault of its own. */
function holder(use: Use): { readonly kept: string; readonly list: boolean } | undefined {
  if (typeof use !== "object") return undefined;
  if ("kept" in use) return { kept: use.kept, list: false };
  if (!("inside" in use)) return undefined;
  return typeof use.inside === "object" && "kept" in use.inside ? { kept: use.inside.kept, list: true } : undefined;
}

/** What may be asked of a task that leaves it running. */
const harmless = new Set(["add_done_callback", "remove_done_callback", "done", "cancelled", "set_name", "get_name"]);

/** Whether anything is done with a name but to look at it: a list may be gone through to cancel each. */
function isHandled(name: string, scope: Scope, { world }: Analysis): boolean {
  let handled = false;
  walk(scope.func.steps, (step) => {
    if (step.is !== "read" || step.name !== name || step.use === "tested") return;
    const { use } = step;
    if (typeof use === "object" && "member" in use && harmless.has(use.member)) return;
    const looks = typeof use === "object" && "passed" in use
      && world.evaluate(use.passed.callee, scope).some((value) => value.is === "external" && world.shelf(value.language).card(value.name).looks);
    handled ||= !looks;
  });
  return handled;
}

/** Whether somebody ends all tasks, or the queue itself. */
function isEnded(steps: readonly Step[], scope: Scope, { world }: Analysis): boolean {
  let ended = false;
  walk(steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (!callee || ended) return;
    ended = (callee.is === "attr" && callee.name === "shutdown")
      || world.evaluate(callee, scope).some((value) => value.is === "external" && value.name === "asyncio.all_tasks");
  });
  return ended;
}

const runners = /^(asyncio\.(run|Runner\.run|AbstractEventLoop\.run_until_complete)|anyio\.run|uvloop\.run)$/;

/** Whether the loop goes on once the join has returned: the function waits for something more, or others than the program's beginning wait for it. */
function goesOn(node: FuncNode, join: Call, analysis: Analysis): boolean {
  const users = analysis.users(node);
  if (users.length === 0 || !users.every((user) => onlyRuns(user, node, analysis))) return true;
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
