import { moved } from "../../model/span.js";
import type { Loop, Step } from "../../model/step.js";
import { inner } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { looked, nameOf, type Flag } from "../flags.js";
import { plainName, written } from "../words.js";
import type { Stuck } from "./site.js";

/** Why a loop that only looks never ends, if that is sure: nobody can change what it looks at but code that the loop itself keeps from running. */
export function stuckIn(loop: Loop, node: FuncNode, analysis: Analysis): Stuck | undefined {
  const { func, path } = node;
  if (!func || loop.body.some(leaves)) return undefined;
  if (!loop.asks || loop.asks.length === 0) return loop.endless ? { flag: undefined, setters: [] } : undefined;
  const parts = loop.asks.map((ref) => looked(ref, { path, func }, node, analysis));
  const flags = parts.filter((part): part is Flag => part !== undefined && part !== "still");
  const [first] = flags;
  if (!first || parts.includes(undefined) || !flags.every((flag) => ofThisLoop(flag, path, analysis))) return undefined;
  const asking = loop.test.find((step) => step.is === "call" && step.ref === first.ref);
  const asked = asking?.is === "call" ? written(analysis.text(path), moved(asking.span, node.from), moved(asking.name, node.from)) : undefined;
  // What is set in the function itself is set in a callback that it has handed to somebody.
  const setters = first.setters.map(({ name }) => plainName(name)).filter((name) => name !== plainName(node.name));
  return { flag: first.text ?? asked ?? nameOf(first), setters };
}

const leaves = (step: Step): boolean => (step.is === "jump" && step.to !== "continue") || inner(step).some((steps) => steps.some(leaves));

/** Whether only what the loop runs can set a flag: in Python a thread or a signal may do it, unless a coroutine does. */
function ofThisLoop({ kind, setters }: Flag, path: string, analysis: Analysis): boolean {
  if (analysis.module(path)?.language === "typescript") return true;
  if (kind === "event" || kind === "task" || kind === "queue") return true;
  return setters.length > 0 && setters.every((setter) => setter.func?.async === true || analysis.inContext(setter));
}
