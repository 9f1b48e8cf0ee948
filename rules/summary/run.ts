import type { CallRef } from "../model/ref.js";
import { called } from "../resolve/calls.js";
import { isCalmed } from "../resolve/calms.js";
import { overMemory } from "../resolve/in-memory.js";
import { memberOf } from "../resolve/members.js";
import type { FuncNode } from "../resolve/node.js";
import { overriding } from "../resolve/overrides.js";
import { givesPromise } from "../resolve/results.js";
import type { FunctionValue, Value } from "../resolve/value.js";
import { blocks } from "./arguments.js";
import { bareCall, gather, type Frame } from "./frame.js";
import type { Effect } from "./resolved.js";

const nothing: readonly Effect[] = [];

/** What calling a value sets off before the call returns. */
export function run(value: Value, call: CallRef, frame: Frame): readonly Effect[] {
  switch (value.is) {
    case "external": {
      const { blocker } = frame.shelf.card(value.name);
      if (!blocker || !blocks(blocker, call, frame.shelf.language)) return nothing;
      if (blocker.calmedBy && isCalmed(blocker.calmedBy, call, frame.calms(), frame.scope, frame.world)) return nothing;
      if (blocker.unlessWorker && frame.world.module(frame.scope.path)?.worker) return nothing;
      if (blocker.why === "disk" && overMemory(call, frame.scope, frame.world, frame.shelf.knowledge.library.inMemory)) return nothing;
      return [{ leaf: { name: value.name, blocker } }];
    }
    case "function": {
      const { func } = value.node;
      gather(frame.calls, value.node);
      return (func?.abstract ? dispatched(value, frame) : undefined) ?? (runsAtOnce(value.node, frame) ? [{ runs: value.node }] : nothing);
    }
    case "class": return ["__init__", "constructor"].flatMap((name) => method({ is: "object", path: value.path, cls: value.cls }, name, frame, call));
    case "object": return method(value, "__call__", frame, call);
    case "wrapped": return value.how === "partial" ? value.of.flatMap((inner) => run(inner, call, frame)) : nothing;
    default: return nothing;
  }
}

/** A call of a method that others must override runs one of these; where one of them does not run at once, it may be that one. */
function dispatched(value: FunctionValue, frame: Frame): readonly Effect[] | undefined {
  const targets = overriding(value, frame.world).map(({ node }) => node);
  if (targets.length === 0) return undefined;
  for (const target of targets) gather(frame.calls, target);
  return targets.every((target) => runsAtOnce(target, frame)) ? [{ oneOf: targets }] : nothing;
}

/** Whether calling a function runs its body, and is over with it. */
const runsAtOnce = (node: FuncNode, { world }: Frame): boolean => node.func !== undefined && !node.func.async && !node.func.generator && !givesPromise(node, world);

/** What taking elements out of a value sets off: the body of a generator, the work of a lazy iterator. */
export function iterate(value: Value, frame: Frame): readonly Effect[] {
  switch (value.is) {
    case "generator":
      if (value.from.func?.async) return nothing;
      gather(frame.calls, value.from);
      return [{ runs: value.from }];
    case "instance": return method(value, "__iter__", frame);
    case "object": return ["__iter__", "__next__"].flatMap((name) => method(value, name, frame));
    default: return nothing;
  }
}

/** What entering and leaving a `with` on a value sets off. */
export function enter(value: Value, frame: Frame): readonly Effect[] {
  if (value.is === "generator") return iterate(value, frame);
  return value.is === "instance" || value.is === "object" ? ["__enter__", "__exit__"].flatMap((name) => method(value, name, frame)) : nothing;
}

/** What calling a method sets off; one that is a generator is run by whoever asked for it. Of objects of the workspace only methods written there count. */
export function method(value: Value, name: string, frame: Frame, call: CallRef = bareCall): readonly Effect[] {
  const { scope, world } = frame;
  return memberOf(value, name, scope.path, world).flatMap((found) => [
    ...run(found, call, frame),
    ...(name === "__iter__" && found.is === "function" ? called(found, bareCall, scope, world).flatMap((given) => (given.is === "generator" ? iterate(given, frame) : nothing)) : nothing),
  ]);
}
