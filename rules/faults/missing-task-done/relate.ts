import { isPath, type CallRef, type Ref } from "../../model/ref.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { meet, originsOf } from "../../summary/origins.js";

/** Whether two Refs of one function surely mean one object, may do so, or mean two. */
export type Relation = "same" | "maybe" | "other";

/** How two Refs that are read in one function are related. */
export function related(a: Ref, b: Ref, scope: Scope, analysis: Analysis): Relation {
  if (alike(a, b)) return "same";
  if (isPath(a) && isPath(b)) return "other";
  const [x, y] = [originsOf(a, scope, analysis), originsOf(b, scope, analysis)];
  if (meet(x, y)) return "same";
  return x.open || y.open || x.of.length === 0 || y.of.length === 0 ? "maybe" : "other";
}

/** Whether two Refs are written alike, and are nothing that is made anew each time. */
export function alike(a: Ref, b: Ref): boolean {
  if (a === b) return true;
  if (a.is === "attr" && b.is === "attr") return a.name === b.name && alike(a.of, b.of);
  if (a.is === "param" && b.is === "param") return a.index === b.index;
  if (a.is === "name" && b.is === "name") return a.name === b.name;
  if (a.is === "import" && b.is === "import") return a.from === b.from && a.name === b.name;
  return (a.is === "self" || a.is === "cls") && a.is === b.is;
}

/** Whether `holder` is an object on the way to `ref`: `self` for `self.queue`. */
export function leadsTo(holder: Ref, ref: Ref): boolean {
  return ref.is === "attr" && (alike(holder, ref.of) || leadsTo(holder, ref.of));
}

/**
 * What a Ref of a function is called where that is called, by `call` in `scope`; undefined where it is nothing that the caller has.
 * A name of the caller's own that the function knows is what the caller has under it.
 */
export function seenFrom(ref: Ref, callee: FuncNode, call: CallRef, scope: Scope): Ref | undefined {
  const { func } = callee;
  if (!func) return undefined;
  switch (ref.is) {
    case "param": {
      const name = func.params[ref.index]?.name ?? "";
      return call.keys && Object.hasOwn(call.keys, name) ? call.keys[name] : call.args.some(({ is }) => is === "star") ? undefined : call.args[ref.index];
    }
    case "self": case "cls": return call.callee.is === "attr" ? call.callee.of : func.parent === scope.func.name ? ref : undefined;
    case "attr": {
      const of = seenFrom(ref.of, callee, call, scope);
      return of && { is: "attr", of, name: ref.name };
    }
    case "name": return callee.path !== scope.path ? undefined : func.parent === scope.func.name ? (scope.func.locals.get(ref.name) ?? ref) : ref;
    default: return undefined;
  }
}
