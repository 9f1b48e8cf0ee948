import type { Ref } from "../../model/ref.js";

/** Whether `is` holds for a Ref or one that it is made of: of an element, a member, a part of an alternative; what a call is given is not looked at. */
export function holdsRef(ref: Ref, is: (ref: Ref) => boolean): boolean {
  if (is(ref)) return true;
  switch (ref.is) {
    case "list": case "or": return ref.of.some((each) => holdsRef(each, is));
    case "star": case "item": return holdsRef(ref.of, is);
    case "object": return Object.values(ref.members).some((each) => holdsRef(each, is));
    default: return false;
  }
}

/** Whether `is` holds for any part of a Ref, whatever it is used for. */
export function mentions(ref: Ref, is: (ref: Ref) => boolean): boolean {
  if (is(ref)) return true;
  switch (ref.is) {
    case "attr": case "await": case "item": case "enter": case "instance": case "awaitable": case "star": return mentions(ref.of, is);
    case "call": return mentions(ref.callee, is) || ref.args.some((arg) => mentions(arg, is)) || Object.values(ref.keys ?? {}).some((arg) => mentions(arg, is));
    case "list": case "or": return ref.of.some((each) => mentions(each, is));
    case "object": return Object.values(ref.members).some((each) => mentions(each, is));
    default: return false;
  }
}
