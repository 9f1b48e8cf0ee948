import type { CallRef, Ref } from "../model/ref.js";
import { walk } from "../model/walk.js";
import { memberOf } from "../resolve/members.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { Value } from "../resolve/value.js";
import type { Analysis } from "./analysis.js";
import type { Resolved } from "./resolved.js";

/** A call by which a function uses another: it calls it, or hands it over, with the place behind it from which on the arguments are its own. */
export type Using = readonly [call: CallRef, shift: number | undefined];

/** By user, as it was resolved: a function that changed, or sees others change, is resolved anew, and so is this. */
const known = new WeakMap<Resolved, ReadonlyMap<FuncNode, readonly Using[]>>();

/** The calls by which a function uses another: those that call it, and those that are handed it. */
export function callsOf(node: FuncNode, user: FuncNode, analysis: Analysis): readonly Using[] {
  const key = analysis.summaries.resolved(user);
  let uses = known.get(key);
  if (!uses) known.set(key, (uses = usesIn(user, analysis)));
  return uses.get(node) ?? none;
}

const none: readonly never[] = [];

/** All that a function uses, in one walk: large functions use many, and each of these may be asked for. */
function usesIn({ func, path }: FuncNode, { world }: Analysis): ReadonlyMap<FuncNode, readonly Using[]> {
  const uses = new Map<FuncNode, Using[]>();
  if (!func) return uses;
  const scope: Scope = { path, func, worked: new Map() };
  const targets = (value: Value): readonly FuncNode[] => {
    if (value.is === "function") return [value.node.variant?.base ?? value.node];
    if (value.is === "class") return constructors.flatMap((name) => memberOf({ is: "object", path: value.path, cls: value.cls }, name, path, world).flatMap(targets));
    return value.is === "wrapped" && value.how !== "bind" ? value.of.flatMap(targets) : none;
  };
  walk(func.steps, (step) => {
    if (step.is !== "call") return;
    const { callee, args, keys } = step.ref;
    const told = new Set<FuncNode>();
    const tell = (ref: Ref, shift: number | undefined): void => {
      for (const value of world.evaluate(ref, scope)) for (const target of targets(value)) {
        // A call that calls a function is no more than that, whatever it is handed; and what is handed twice counts where it stands first.
        if (told.has(target)) continue;
        told.add(target);
        const list = uses.get(target);
        if (list) list.push([step.ref, shift]);
        else uses.set(target, [[step.ref, shift]]);
      }
    };
    tell(callee, undefined);
    args.forEach((arg, i) => (mayBeFunction(arg) ? tell(arg, i + 1) : undefined));
    if (keys) for (const arg of Object.values(keys)) if (mayBeFunction(arg)) tell(arg, 0);
  });
  return uses;
}

const constructors = ["__init__", "constructor"];

const mayBeFunction = ({ is }: Ref): boolean => is === "func" || is === "name" || is === "attr" || is === "import";
