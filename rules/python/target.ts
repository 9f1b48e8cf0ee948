import { unknown, type Ref } from "../model/ref.js";
import { isShared } from "../model/shared.js";
import { bounded } from "./bounded.js";
import { addValue } from "./env.js";
import { attributeOf, bindName, isHeld, operator, sets, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { expression } from "./walk.js";

/** Whether a target is several names. */
export const isPattern = (n: Light): boolean => patterns.has(n.type);

const patterns = new Set(["pattern_list", "tuple_pattern", "list_pattern", "tuple", "list", "expression_list"]);

/** Binds a target to a value. `own`: the names are those of a comprehension. */
export function bindTarget(f: Frame, n: Light, ref: Ref, own = false): void {
  if (n.type === "identifier") {
    if (own) f.inner!.set(n.name, bounded(ref));
    else bindName(f, n.name, ref);
  } else if (isPattern(n)) {
    const starred = n.kids.findIndex(isStarred);
    n.kids.forEach((kid, i) => bindTarget(f, isStarred(kid) ? (kid.kids[0] ?? kid) : kid, part(ref, i, starred), own));
  } else if (n.type === "attribute") setAttribute(f, n, ref);
  else if (n.type === "subscript") item(f, n, "__setitem__");
  else if (n.type !== "opaque") {
    for (const kid of n.kids) bindTarget(f, kid, ref, own);
  }
}

const isStarred = (n: Light): boolean => n.type === "list_splat_pattern" || n.type === "list_splat";

/** What the target at `i` gets of a value that is taken apart; behind a starred one the index says nothing. */
function part(ref: Ref, i: number, starred: number): Ref {
  if (ref.is === "unknown") return unknown;
  if (starred < 0 || i < starred) return elementAt(ref, i);
  return i === starred ? { is: "list", of: [{ is: "item", of: ref }] } : { is: "item", of: ref };
}

function elementAt(ref: Ref, i: number): Ref {
  const written = ref.is === "list" && !ref.of.some((each) => each.is === "star") ? ref.of[i] : undefined;
  return written && ref.is === "list" && ref.of.length > 1 ? written : { is: "item", of: ref, key: i };
}

/** `self.x = v` is a fact about the class; of any other object it is only a use. */
function setAttribute(f: Frame, n: Light, ref: Ref): void {
  const object = expression(f, n.kids[0]!, { member: n.name });
  if (object.is !== "self" && object.is !== "cls") {
    if (!isShared(object)) return;
    f.changes = true;
    return sets(f, attributeOf(f, object, n.name));
  }
  f.writes++;
  const value = bounded(ref);
  addValue((f.attributes ??= new Map<string, Ref>()), n.name, value);
}

/** `x[k] = v`, `del x[k]`. */
function item(f: Frame, n: Light, method: string): void {
  n.kids.forEach((kid, i) => {
    const ref = expression(f, kid, "tested");
    if (i > 0) return;
    f.writes++;
    f.changes ||= isShared(ref);
    operator(f, n, ref, method);
  });
}

/** Forgets what a target held. */
export function unbind(f: Frame, n: Light): void {
  if (n.type === "identifier") {
    if (isHeld(f, n.name)) f.steps.push({ is: "bind", name: n.name });
    f.env.set(n.name, unknown);
  } else if (n.type === "attribute") {
    f.writes++;
    f.changes = isShared(expression(f, n.kids[0]!, { member: n.name })) || f.changes;
  } else if (n.type === "subscript") item(f, n, "__delitem__");
  else for (const kid of n.kids) unbind(f, kid);
}
