import type { CallRef } from "../model/ref.js";
import type { Scope } from "./node.js";
import type { World } from "./world.js";

/** Whether a call is handed a file that lives in memory (`ZipFile(BytesIO())`): what it reads or writes is on no disk. */
export function overMemory(call: CallRef, scope: Scope, world: World, inMemory: ReadonlySet<string> | undefined): boolean {
  if (!inMemory) return false;
  return [...call.args, ...Object.values(call.keys ?? {})].some((arg) => {
    if (arg.is === "literal" || arg.is === "text") return false;
    const values = world.evaluate(arg, scope);
    return values.length > 0 && values.every((value) => value.is === "instance" && inMemory.has(value.of));
  });
}
