import type { Func } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import type { ObjectValue, Value } from "./value.js";

/**
 * A function's place in the call graph: one for each path and name, and the same one before and after an edit, so that others can
 * point at it. What is known of it is kept by `summary/`; here is only what it is.
 */
export interface FuncNode {
  readonly path: string;
  readonly name: string;
  /** The facts of today; undefined when there is no such function any more. */
  func: Func | undefined;
  /** Offset of its unit in the file. */
  from: number;
  /** Set in a variant: the function as the objects of one class run it, which has attributes of its own that the function asks them for. */
  readonly variant?: Variant;
}

/** Of which node a node is a variant, and for which class; by name, for an edit makes another Class of it. */
export interface Variant { readonly base: FuncNode; readonly path: string; readonly cls: string }

/** Where a Ref is read: the function whose facts hold it, and the receiver if it is known better than by the class it stands in. */
export interface Scope {
  readonly path: string;
  readonly func: Func;
  readonly self?: ObjectValue;
  /** What Refs of this scope were found to be, as long as somebody works on the function. */
  readonly worked?: Map<Ref, readonly Value[]> | undefined;
}
