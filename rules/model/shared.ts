import type { Ref } from "./ref.js";

/**
 * Whether others may know of a value as well: it is, or is a part of, something that the function did not make itself.
 * What a call gives counts as made, unless it is asked at once of something that others know of (`self.cache.get(k)`).
 */
export function isShared(ref: Ref): boolean {
  switch (ref.is) {
    case "name": case "param": case "self": case "cls": case "super": case "import": case "func": case "class": return true;
    case "attr": case "item": return isShared(ref.of);
    case "await": case "enter": return ref.of.is !== "call" && isShared(ref.of);
    case "call": return ref.callee.is === "attr" && ref.callee.of.is !== "import" && !isModuleLike(ref.callee.of) && isShared(ref.callee.of);
    case "or": return ref.of.some(isShared);
    default: return false;
  }
}

/** A free name: most often a module or a class, of which nothing that they give is a part. */
const isModuleLike = (ref: Ref): boolean => ref.is === "name" || ref.is === "class" || ref.is === "func";
