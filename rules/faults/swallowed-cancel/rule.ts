import { isAwait } from "../../model/awaits.js";
import { looking } from "../../model/looking.js";
import type { Ref } from "../../model/ref.js";
import { moved } from "../../model/span.js";
import type { Call, Handler, Step, Try } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { withinOf } from "../words.js";
import { goesOn } from "./goes-on.js";
import type { SwallowSite } from "./site.js";

/** A cancellation that is caught, and the coroutine goes on. */
export const rule = fault<SwallowSite, Analysis>({
  id: "swallowed-cancel",
  docs: "A handler that catches the cancellation of its coroutine, which then goes on: whoever cancels it cannot stop it.",
  severity: "warning",
  languages: ["python"],
  *find(path, analysis) {
    for (const node of analysis.nodes(path, tries)) yield* within(node, analysis);
  },
  message: ({ head }) => `\`${head}\` swallows the cancellation and the coroutine goes on, so whoever cancels it cannot stop it.`,
  fix: { python: mending("python", () => import("./python.js")) },
});

const tries = looking<Try>({ try: ({ handlers }) => handlers.length > 0 }, "in coroutines");

function* within(node: FuncNode, analysis: Analysis): Iterable<SwallowSite> {
  const { func, path, from } = node;
  if (!func) return;
  const scope: Scope = { path, func };
  for (const at of tries(func)) {
    for (const handler of at.handlers) {
      const catches = caughtBy(handler, scope, analysis);
      if (!catches) continue;
      if (!thinksOfIt(handler) && cancelsHere(at.body, scope, analysis) && goesOn(at, handler, func.steps)) {
        const span = moved(handler.span, from);
        const head = analysis.text(path).slice(...span).replace(/\s+as\s+\w+$/, "").replace(/\s+/g, " ");
        yield { span, catches, head, ...withinOf(node) };
      }
      // Those behind it never see a cancellation.
      break;
    }
  }
}

const cancellations: ReadonlySet<string> = new Set(["asyncio.CancelledError", "asyncio.exceptions.CancelledError", "trio.Cancelled"]);

/** How a handler catches a cancellation; undefined where it does not, as `except Exception`. */
function caughtBy({ catches }: Handler, scope: Scope, { world }: Analysis): SwallowSite["catches"] | undefined {
  if (catches === undefined) return "bare";
  const names = catches.map((ref: Ref) => world.evaluate(ref, scope).flatMap(flat).map((value) => (value.is === "external" ? value.name : "")));
  const all = names.flat();
  if (!all.some((name) => cancellations.has(name) || name === "builtins.BaseException")) return undefined;
  if (catches.length > 1 || all.length > 1) return "among";
  return all[0] === "builtins.BaseException" ? "base" : "cancel";
}

const flat = (value: Value): readonly Value[] => (value.is === "list" ? value.of : [value]);

/** Whether a handler ends the coroutine or its loop, in some case at least, or hands the error on: then its author has thought of it. */
function thinksOfIt({ body }: Handler): boolean {
  let found = false;
  walk(body, (step) => {
    if (step.is === "jump") found ||= step.to !== "continue";
    else if (step.is === "call" && step.ref.callee.is === "attr") found ||= /^(uncancel|cancelling|cancel|set_exception|_?exit|throw)$/.test(step.ref.callee.name);
    else if (step.is === "call" && step.ref.callee.is === "name") found ||= /^(exit|quit)$/.test(step.ref.callee.name);
  });
  return found;
}

/**
 * Whether a cancellation that comes out of `steps` is that of the coroutine itself: all they await are coroutines. What awaits a task
 * may see that the task was cancelled, and mostly has done it.
 */
function cancelsHere(steps: readonly Step[], scope: Scope, analysis: Analysis): boolean {
  let awaits = false;
  let others = false;
  walk(steps, (step) => {
    if (!isAwait(step)) return;
    awaits = true;
    others ||= step.is === "await" || step.is === "read" || (step.is === "call" && mayBeOthers(step, scope, analysis));
  });
  return awaits && !others;
}

/** What awaits the tasks it is handed. */
const waiting = /^asyncio\.(gather|wait|wait_for|shield|wrap_future|ensure_future|create_task|as_completed)$/;
/** What ends by being cancelled: a server that is closed. */
const closed = /^asyncio\.AbstractServer\./;

function mayBeOthers({ ref }: Call, scope: Scope, { world }: Analysis): boolean {
  const callees = world.evaluate(ref.callee, scope);
  if (callees.some((value) => value.is === "external" && closed.test(value.name))) return true;
  if (callees.some((value) => value.is === "external" && waiting.test(value.name))) return !ref.args.every((arg) => isCoroutine(arg, scope, world));
  // What it awaits itself may be a task; one step down is enough, for deeper there is nobody left who thinks of it.
  return world.evaluate(ref, scope).some((value) => {
    const steps = value.is === "awaitable" ? value.from?.func?.steps ?? [] : [];
    let tasks = value.is !== "awaitable";
    walk(steps, (step) => void (tasks ||= step.is === "await" || (step.is === "read" && step.use === "awaited")));
    return tasks;
  });
}

function isCoroutine(ref: Ref, scope: Scope, world: Analysis["world"]): boolean {
  if (ref.is === "literal") return true;
  const values = ref.is === "call" ? world.evaluate(ref, scope) : [];
  return values.length > 0 && values.every((value) => value.is === "awaitable" && !value.started);
}
