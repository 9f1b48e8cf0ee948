import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** Something that was taken, or a callback that was given, which some path does not settle, or settles twice. */
export interface DutySite extends Site {
  /** The call that takes; for a function that is given something to settle, its head. */
  readonly span: Span;
  /** How it is taken and how it is settled, as the user writes it: `queue.get`, `queue.task_done`; `callback`. */
  readonly name: string;
  readonly settle: string;
  readonly how: "missing" | "twice";
  /** It is a function's duty from its beginning on: there is no call that takes. */
  readonly given: boolean;
  /** What is settled is said by a method of an object that was taken from (`task_done`), not by calling a function. */
  readonly method: boolean;
  /** Jumps that leave without settling, in the order of the file. */
  readonly jumps: readonly Leaving[];
  /** All calls that settle it, in the order of the file. */
  readonly settles: readonly Span[];
  /** Some way settles exactly once. */
  readonly settledElsewhere: boolean;
  /** What is asked is an answer of the user's own: nobody else can say which. */
  readonly answers: boolean;
  /** Where it is settled for the first and for the second time (how "twice"). */
  readonly first?: Span;
  readonly again?: Span;
  /** A handler whose way does not settle. */
  readonly handler?: Span;
  /** What may raise the exception that leaves it out, in what only the strict are told. */
  readonly raiser?: Span;
}

/** A jump that leaves without settling. `idle`: from the taking to it, what was taken is only looked at. */
export interface Leaving { readonly span: Span; readonly to: "return" | "break" | "continue" | "raise"; readonly idle: boolean }
