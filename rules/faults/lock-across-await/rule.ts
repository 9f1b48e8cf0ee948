import { looking } from "../../model/looking.js";
import type { Ref } from "../../model/ref.js";
import { moved, type Span } from "../../model/span.js";
import type { Call, Enter, Step } from "../../model/step.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { withinOf } from "../words.js";
import { awaitedWhileHeld, firstAwait } from "./held.js";
import type { LockSite } from "./site.js";

interface Found extends LockSite { readonly path: string }

/** A lock made for threads, held by a coroutine while it awaits. */
export const rule = fault<Found, Analysis>({
  id: "lock-across-await",
  docs: "A lock made for threads that a coroutine holds while it awaits: whoever wants it meanwhile stops the loop, and so for ever the one that holds it.",
  severity: "error",
  languages: ["python"],
  *find(path, analysis) {
    for (const node of analysis.nodes(path, takings)) yield* within(node, analysis);
  },
  message: ({ name, kind }) => `\`${name}\` is held over an \`await\`, and ${costOf(kind)}.`,
  related: ({ path, awaits }) => [{ path, span: awaits, message: "here others have their turn, and the lock is still held" }],
  fix: { python: mending("python", () => import("./python.js")) },
});

const costOf = (kind: string): string => kind.endsWith(".RLock")
  ? "as all tasks of the loop are one thread, it keeps none of them out"
  : "a task that wants it meanwhile stops the whole loop, for ever";

/** What one thread or process holds and the others wait for. */
const locks = /^(threading|multiprocessing)\.(Lock|RLock|Semaphore|BoundedSemaphore|Condition)$/;

const takings = looking<Enter | Call>({ enter: ({ async }) => !async, call: (call) => acquires(call) }, "in coroutines");

function* within(node: FuncNode, analysis: Analysis): Iterable<Found> {
  const { func, path, from } = node;
  if (!func) return;
  for (const { lock, span, end, awaits } of takings(func).flatMap((step) => takenBy(step, func.steps) ?? [])) {
    const values = analysis.world.evaluate(lock, { path, func });
    const [first] = values;
    if (first?.is !== "instance" || !values.every((value) => value.is === "instance" && locks.test(value.of))) continue;
    const name = analysis.text(path).slice(span[0] + from, end + from).replace(/\s+/g, " ");
    yield {
      span: moved(span, from), awaits: moved(awaits, from), kind: first.of, name, path, ...withinOf(node), python: analysis.python(path),
    };
  }
}

/** Something that is taken and held over an await: what may be a lock, the step's span, and where the lock's name ends. */
interface Taken { readonly lock: Ref; readonly span: Span; readonly end: number; readonly awaits: Span }

function takenBy(step: Enter | Call, steps: readonly Step[]): Taken | undefined {
  if (step.is === "enter") {
    const awaits = firstAwait(step.body);
    return awaits && { lock: step.of, span: step.span, end: step.span[1], awaits };
  }
  if (step.ref.callee.is !== "attr") return undefined;
  const awaits = awaitedWhileHeld(step, steps);
  // `lock.acquire`: the name ends before the dot.
  return awaits && { lock: step.ref.callee.of, span: step.span, end: step.name[0] - 1, awaits };
}

/** Whether a call takes a lock however long that lasts: one that gives up has thought of who else may hold it. */
const acquires = ({ ref: { callee, args, keys }, use }: Call): boolean =>
  callee.is === "attr" && callee.name === "acquire" && args.length === 0 && !keys && use !== "awaited";
