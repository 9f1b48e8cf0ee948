import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** Awaits that could be waited for together: in a row, or one in each round of a loop. */
export interface SerialSite extends Site {
  readonly how: "row" | "loop";
  /** The awaited calls, in order; of a loop the only one. */
  readonly calls: readonly Span[];
  /** What they call, as the user writes it. */
  readonly names: readonly string[];
}
