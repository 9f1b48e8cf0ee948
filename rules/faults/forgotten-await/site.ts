import type { Site } from "../../rule.js";
import type { Span } from "../../model/span.js";

/** A call that makes a coroutine or promise which nobody awaits. */
export interface ForgottenSite extends Site {
  /** The call expression. */
  readonly span: Span;
  /** What is called, as the user writes it: `save`, `self.save`. */
  readonly name: string;
  /** How it is forgotten: a statement of its own; looked at as an object; kept under a name; returned inside try; put in a container. */
  readonly how: "dropped" | "tested" | "kept" | "returned-in-try" | "inside";
  /** The name it is kept under, or its container is (how "kept" and "inside"). */
  readonly kept?: string;
  /** Whether some path does use what was kept (then an `await` at the call would be doubled: offer none). */
  readonly usedElsewhere: boolean;
  /** The callee never ends: awaiting it would be a new fault; it wants a task of its own. */
  readonly endless: boolean;
  /** Whether the callee goes on until somebody else tells it to stop, which may be done behind this call. Computed when asked. */
  readonly lasts?: () => boolean;
  /** Where it is written: in a coroutine, a plain function, or at module level. */
  readonly scope: "async" | "sync" | "module";
  /** The oldest Python the project runs on, as [major, minor] (Python only). */
  readonly python?: readonly [number, number];
}
