import type { Runs } from "../model/library.js";
import type { CallRef } from "../model/ref.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { Shelf } from "../resolve/shelf.js";
import type { World } from "../resolve/world.js";

/** A function while it is being resolved: where its names are looked up, and what was gathered of it so far. */
export interface Frame {
  readonly scope: Scope;
  readonly shelf: Shelf;
  readonly world: World;
  /** Which parameters another function runs. */
  readonly invoked: (node: FuncNode) => ReadonlyMap<number, Runs>;
  /** The calming calls of the file; see `resolve/calms.ts`. */
  readonly calms: () => ReadonlySet<string>;
  readonly hands: Set<FuncNode>;
  readonly ready: Set<FuncNode>;
  readonly calls: Set<FuncNode>;
  readonly invokes: Map<number, Runs>;
}

/** A call of which nothing is known but that it is made. */
export const bareCall: CallRef = { is: "call", callee: { is: "unknown" }, args: [] };
