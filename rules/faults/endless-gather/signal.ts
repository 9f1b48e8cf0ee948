import type { Ref } from "../../model/ref.js";
import { walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import { signalAt } from "../signal-parameter.js";

/** The index of the parameter by which a JavaScript function is told to stop: it hands the signal on to what it waits for, or asks whether to throw. */
export function signalOf({ func, path }: FuncNode): number | undefined {
  if (!func || path.endsWith(".py")) return undefined;
  const index = signalAt(func.params);
  if (index < 0) return undefined;
  const isSignal = (ref: Ref): boolean => ref.is === "param" && ref.index === index;
  let used = false;
  walk(func.steps, (step) => {
    if (step.is !== "call") return;
    const { callee, args } = step.ref;
    used ||= callee.is === "attr" && callee.name === "throwIfAborted" && isSignal(callee.of);
    used ||= args.some((arg) => isSignal(arg) || (arg.is === "object" && Object.values(arg.members).some(isSignal)));
  });
  return used ? index : undefined;
}
