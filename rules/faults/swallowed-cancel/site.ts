import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** A handler that catches the cancellation of its coroutine, which goes on. */
export interface SwallowSite extends Site {
  /** `except asyncio.CancelledError`. */
  readonly span: Span;
  /** What it catches: the cancellation alone, all there is (by name, or bare), or the cancellation among other things. */
  readonly catches: "cancel" | "base" | "bare" | "among";
  /** Its head, as the user writes it. */
  readonly head: string;
}
