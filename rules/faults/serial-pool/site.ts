import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** A call that waits for one worker of a pool, made again and again. */
export interface PoolSite extends Site {
  /** The call: `pool.apply(f, (x,))`. */
  readonly span: Span;
  /** What is called, as the user writes it: `pool.apply`. */
  readonly name: string;
  /** Each round of a loop makes it, or it is the last of several in a row. */
  readonly form: "loop" | "row";
  /** The calls of the row before it. */
  readonly before: readonly Span[];
}
