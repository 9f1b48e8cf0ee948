import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** A gather that waits for more than the statements behind it need. */
export interface LateSite extends Site {
  /** The callee: `asyncio.gather`, `Promise.all`. */
  readonly span: Span;
  /** The whole call. */
  readonly call: Span;
  /** What is called, as the user writes it. */
  readonly name: string;
  /** Which of its members are needed only later, by their place. */
  readonly late: readonly number[];
  /** What they call, and what the next await calls, as the user writes it. */
  readonly members: readonly string[];
  readonly next: string;
}
