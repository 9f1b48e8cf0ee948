import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** A place that waits for what never ends. */
export interface EndlessSite extends Site {
  /** The callee of what waits (`asyncio.gather`, `ticker`), the awaited name, the expression that a loop goes through. */
  readonly span: Span;
  /** That as the user writes it. */
  readonly name: string;
  /** How it waits: for one coroutine; by a name for it; for all of several; for a group at the end of its `with`; for the items of a generator. */
  readonly form: "await" | "name" | "all" | "group" | "loop";
  /** The call of what waits, or the `with` item. */
  readonly whole: Span;
  /** The endless calls. */
  readonly members: readonly MemberPlace[];
  /** Calls of coroutines that come to an end, waited for at the same time. */
  readonly others: readonly MemberPlace[];
  /** The first code that is never reached, if there is any. */
  readonly never?: { readonly span: Span; readonly text: string };
  /** Queues (as they are written here) that must be worked off before the endless ones are cancelled; undefined where nobody can tell when that is. */
  readonly queues: readonly string[] | undefined;
  /** The endless ones are meant to end by an error of their own, or it is another fault that keeps them from their end: they are not to be cancelled here. */
  readonly fixed: boolean;
}

/** One call, and its callee as the user writes it; in JavaScript, at which index the callee takes an AbortSignal that stops it. */
export interface MemberPlace { readonly span: Span; readonly name: string; readonly signal?: number }
