import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** A thread lock that a coroutine holds while it awaits something. */
export interface LockSite extends Site {
  /** The context expression of a `with`, or the call of `acquire`. */
  readonly span: Span;
  /** The lock, as the user writes it: `self.lock`. */
  readonly name: string;
  /** What it is: `threading.RLock`. */
  readonly kind: string;
  /** The first place where it awaits meanwhile. */
  readonly awaits: Span;
  /** The oldest Python that the project runs on, as [major, minor]. */
  readonly python: readonly [number, number];
}
