import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** Something that is cancelled, and whose end nobody waits for before going on with what it works on. */
export interface CancelSite extends Site {
  /** The call of `cancel` or `abort`. */
  readonly span: Span;
  /** What is cancelled: one task, each of a list of them, or (JavaScript) what listens to a signal. */
  readonly form: "task" | "list" | "signal";
  /** The task, list or promise, as the user writes it. */
  readonly name: string;
  /** What goes on too early: asks the task for its outcome, closes something that it uses, or leaves a `with` that it is inside of. */
  readonly next: { readonly does: "asks" | "closes" | "leaves"; readonly span: Span; readonly text: string };
  /** Where the promise is made (JavaScript). */
  readonly made?: Span;
  /** Its end can be waited for here. */
  readonly awaits: boolean;
}
