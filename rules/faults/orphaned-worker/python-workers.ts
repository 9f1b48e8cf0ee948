import { looking } from "../../model/looking.js";
import { lastName, type CallRef } from "../../model/ref.js";
import { moved, type Span } from "../../model/span.js";
import type { Call, Step, Use } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { kindsOf, originsOf, type Origins } from "../../summary/origins.js";
import { withinOf, written } from "../words.js";
import { goesOn } from "./goes-on.js";
import { joins } from "./joins.js";
import type { Found, Worker } from "./site.js";
import { missingSentinel } from "./sentinel.js";
import { nameOf, takes } from "./takes.js";

/** The joins of a coroutine function that leave tasks behind which take from the queue for ever. */
export function* ofPython(node: FuncNode, analysis: Analysis): Iterable<Found> {
  const { func, path } = node;
  if (!func) return;
  const scope = { path, func };
  const starts = startsIn(func);
  if (starts.length > 0) for (const join of joins(func)) {
    const queue = join.ref.callee.is === "attr" ? join.ref.callee.of : undefined;
    if (!queue || !isQueue(kindsOf(queue, scope, analysis), analysis) || !goesOn(node, join, analysis) || isEnded(func.steps, scope, analysis)) continue;
    const origins = originsOf(queue, scope, analysis);
    const workers = starts.filter((start) => start.span[0] < join.span[0]).map((start) => workerOf(start, node, scope, origins, analysis));
    const orphans = workers.filter((worker) => worker !== undefined);
    if (orphans.length === 0) continue;
    const at = (span: Span): Span => moved(span, node.from);
    yield { path, span: at(join.span), name: written(analysis.text(path), at(join.span), at(join.name)), workers: orphans, ...withinOf(node) };
  }
}

/** The calls that may start a task of a coroutine that is made in place. */
const startsIn = looking<Call>({
  call: ({ ref: { callee, args: [made] } }) => /^(?:create_task|ensure_future)$/.test(lastName(callee)) && made?.is === "call",
}, "in coroutines");

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
  if (!from?.func || !takes(from, origins, analysis)) return undefined;
  const told = summaries.endless(from) ? undefined : missingSentinel(from, origins, analysis);
  if (!told && !summaries.endless(from)) return undefined;
  const held = holder(start.use);
  if (!held || isHandled(held.kept, scope, analysis)) return undefined;
  const text = analysis.text(path);
  return { span: moved(start.span, offset), name: nameOf(coroutine, text, scope, offset) ?? from.name, ...held, ...(told ? { told: told.text } : {}) };
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
