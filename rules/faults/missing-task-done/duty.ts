import type { Ref } from "../../model/ref.js";
import type { Call } from "../../model/step.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Effort } from "./helpers.js";
import type { Answering, Taking } from "./protocols.js";
import type { Relation } from "./relate.js";

/** Something that a function has to settle exactly once, as it is seen in that function. */
export interface Duty {
  readonly node: FuncNode;
  readonly scope: Scope;
  readonly protocol: Taking | Answering;
  /** The call that takes, and the one whose normal end begins the duty (that of `wait_for(queue.get(), 1)`); none where it begins with the function. */
  readonly take?: Call;
  readonly start?: Call;
  /** The object that is taken from. */
  readonly source?: Ref;
  /** Local names of what was taken. */
  readonly names: ReadonlySet<string>;
  /** Whether a Ref of the function is what was taken, or given. */
  isItem(ref: Ref): boolean;
  /** Whether a Ref of the function is what it takes to settle: the object that was taken from or one that holds it, the callback. */
  isMeans(ref: Ref): boolean;
  /** Whether a call settles it; `scope` is that of the Refs, which may be those of another function. */
  settles(callee: Ref, args: readonly Ref[], scope: Scope): Relation;
  /** Whether a callee, as the function has it, takes something more from the same object. */
  takesMore(callee: Ref): boolean;
  /** How many functions deep it was handed down, and what is spent on such. */
  readonly depth: number;
  readonly effort: Effort;
  /** Whether a call may be one that settles, by its names alone. */
  mayBe(callee: Ref): boolean;
}
