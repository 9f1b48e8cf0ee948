import type { CallRef, Ref } from "../../model/ref.js";
import { walk } from "../../model/walk.js";
import type { Place } from "./hand-over.js";

/** Whether an emitter hands the rejections of its listeners to its "error" event: it was made with `captureRejections`. */
export function forgives({ callee }: CallRef, { scope, world }: Place): boolean {
  if (callee.is !== "attr") return false;
  if (captures(callee.of)) return true;
  return world.evaluate(callee.of, scope).some((value) => {
    if (value.is !== "object") return false;
    const member = value.cls.members.get("constructor");
    const func = member?.is === "func" ? world.node(value.path, member.name).func : undefined;
    let found = false;
    walk(func?.steps ?? [], (step) => void (found ||= step.is === "call" && captures(step.ref)));
    return found;
  });
}

const captures = (ref: Ref): boolean => ref.is === "call" && ref.args.some((arg) =>
  arg.is === "object" && Object.hasOwn(arg.members, "captureRejections") && !isFalse(arg.members.captureRejections!));

const isFalse = (ref: Ref): boolean => ref.is === "literal" && ref.value === false;
