import type { Runs } from "../model/library.js";
import type { CallRef } from "../model/ref.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { Shelf } from "../resolve/shelf.js";
import type { ObjectValue } from "../resolve/value.js";
import type { World } from "../resolve/world.js";
import type { Handing } from "./resolved.js";

/** A function while it is being resolved: where its names are looked up, and what was gathered of it so far. */
export interface Frame {
  readonly scope: Scope;
  readonly shelf: Shelf;
  readonly world: World;
  /** Which parameters another function runs. */
  readonly invoked: (node: FuncNode) => ReadonlyMap<number, Runs>;
  /** The calming calls of the file; see `resolve/calms.ts`. */
  readonly calms: () => ReadonlySet<string>;
  /** Without doubles: see `gather`. */
  readonly hands: FuncNode[];
  readonly ready: FuncNode[];
  readonly calls: FuncNode[];
  blockers: Handing[] | undefined;
  invokes: Map<number, Runs> | undefined;
}

/** Adds a function to a list, once. Lists, because they are short, and sets are large: there are three for each function of a workspace. */
export function gather(list: FuncNode[], node: FuncNode): void {
  if (!list.includes(node)) list.push(node);
}

/** Notes that the function runs one of its parameters. */
export const invokes = (frame: Frame, index: number, runs: Runs): void => void (frame.invokes ??= new Map<number, Runs>()).set(index, runs);

/** A call of which nothing is known but that it is made. */
export const bareCall: CallRef = { is: "call", callee: { is: "unknown" }, args: [] };

/** The object that runs a variant. */
export function receiverOf({ variant }: FuncNode, world: World): ObjectValue | undefined {
  const cls = variant && world.module(variant.path)?.classes.get(variant.cls);
  return cls && { is: "object", path: variant.path, cls };
}
