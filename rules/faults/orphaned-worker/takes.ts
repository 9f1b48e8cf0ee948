import type { CallRef } from "../../model/ref.js";
import { moved } from "../../model/span.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { meet, originsOf, type Origins } from "../../summary/origins.js";
import { written } from "../words.js";

/** The coroutine function as it is written where it is called. */
export function nameOf(ref: CallRef, text: string, { func }: Scope, offset: number): string | undefined {
  let name: string | undefined;
  walk(func.steps, (step) => {
    if (step.is === "call" && step.ref === ref) name = written(text, moved(step.span, offset), moved(step.name, offset));
  });
  return name;
}

/** Whether a function takes from one of these queues. */
export function takes({ func, path }: FuncNode, origins: Origins, analysis: Analysis): boolean {
  let found = false;
  if (func) walk(func.steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (!found && callee?.is === "attr" && callee.name === "get") found = meet(origins, originsOf(callee.of, { path, func }, analysis));
  });
  return found;
}
