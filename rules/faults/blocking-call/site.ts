import type { Site } from "../../rule.js";
import type { Span } from "../../model/span.js";
import type { Blocker } from "../../model/blocker.js";

/** One call (or `with`, loop, property) at which an async function or a callback of the loop enters the blocking world. */
export interface BlockingSite extends Site {
  /** What is underlined: the call expression, the context expression of a `with`, the iterated expression, the property access or subscript, the container that `in` asks, the head of a loop that only looks. */
  readonly span: Span;
  readonly form: "call" | "enter" | "iterate" | "load" | "operator" | "loop";
  /** The blocking library callable at the end of the chain: `time.sleep`. */
  readonly leaf: string;
  readonly blocker: Blocker;
  /** Of a loop that only looks, and surely never ends. */
  readonly stuck?: Stuck;
  /** Calls from here to the leaf: 1 where the call itself is the leaf. */
  readonly depth: number;
  /** Whether the function that is reported is a coroutine (`async`), so that it can await; else it is a callback. */
  readonly async: boolean;
  /** What is called here, as the user writes it: `self.load`, `requests.get`. */
  readonly name: string;
  /** Whether another thread must not call it: it may end in StopIteration, or touches the loop (Python only). Computed when asked. */
  readonly stays?: () => boolean;
  /** The oldest Python the project runs on, as [major, minor] (Python only). */
  readonly python?: readonly [number, number];
}

/** Why a loop that only looks never ends: what it looks at, as people call it (none where it looks at nothing), and who would set it. */
export interface Stuck { readonly flag: string | undefined; readonly setters: readonly string[] }
