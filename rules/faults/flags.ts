import type { CallRef, Ref } from "../model/ref.js";
import { propertyOf } from "../resolve/members.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { ObjectValue } from "../resolve/value.js";
import type { Analysis } from "../summary/analysis.js";
import { clocks } from "../summary/idle.js";
import { settersOfMember, settersOfModule, settersOfName } from "./setters.js";

/** What a loop looks at: a variable, an attribute, or something that could be awaited (an event, a task, a queue). */
export type FlagKind = "name" | "attribute" | "event" | "task" | "queue" | "other";

/** Something that other code of the program sets, or that asyncio itself does. */
export interface Flag {
  readonly kind: FlagKind;
  /** What is looked at: a name, an attribute, the call that asks. */
  readonly ref: Ref;
  /** What it is called, where the Ref tells. */
  readonly text: string | undefined;
  readonly setters: readonly FuncNode[];
}

/** What a flag is called by its last name. */
export const nameOf = ({ ref }: Flag): string => (ref.is === "attr" ? ref.name : ref.is === "call" && ref.callee.is === "attr" ? ref.callee.name : "it");

/** What a condition looks at: a flag; something that never changes, or only with the clock; undefined where nobody can say what changes it. */
export type Looked = Flag | "still" | undefined;

/** Methods that ask for a state which can be awaited, or which somebody can be told of. */
const states: ReadonlyMap<string, FlagKind> = new Map<string, FlagKind>([
  ["asyncio.Event.is_set", "event"], ["asyncio.Future.done", "task"], ["asyncio.Task.done", "task"], ["asyncio.Queue.empty", "queue"],
  ["asyncio.Queue.full", "other"], ["asyncio.Lock.locked", "other"], ["threading.Event.is_set", "other"], ["concurrent.futures.Future.done", "other"],
]);

/** What a part of a condition looks at; `depth` tells how many properties and small methods were gone through. */
export function looked(ref: Ref, scope: Scope, loop: FuncNode, analysis: Analysis, depth = 0): Looked {
  switch (ref.is) {
    case "literal": case "param": return "still";
    case "or": return ref.of.every((each) => looked(each, scope, loop, analysis, depth) === "still") ? "still" : undefined;
    case "name": return ofName(ref.name, ref, scope, loop, analysis);
    case "attr": return ofMember(ref, scope, loop, analysis, depth);
    case "call": return ofCall(ref, scope, loop, analysis, depth);
    default: return undefined;
  }
}

function ofName(name: string, ref: Ref, scope: Scope, loop: FuncNode, analysis: Analysis): Looked {
  const setters = settersOfName(name, scope.func, loop, analysis);
  return setters.length > 0 ? { kind: "name", ref, text: name, setters } : "still";
}

function ofMember(ref: Ref & { is: "attr" }, scope: Scope, loop: FuncNode, analysis: Analysis, depth: number): Looked {
  const [value, ...more] = analysis.world.evaluate(ref.of, scope);
  if (more.length > 0) return undefined;
  const text = textOf(ref, scope, analysis);
  if (value?.is === "object") {
    const property = propertyOf(value, ref.name, analysis.world);
    if (property) return through(property, value, ref, text, loop, analysis, depth);
    const setters = settersOfMember(value, ref.name, loop, analysis);
    if (!setters) return undefined;
    return setters.length > 0 ? { kind: "attribute", ref, text, setters } : "still";
  }
  if (value?.is === "instance" && value.of === "AbortSignal" && ref.name === "aborted") return { kind: "other", ref, text, setters: [] };
  const path = value?.is === "module" ? value.path : value?.is === "record" && ref.of.is === "name" ? loop.path : undefined;
  const setters = path === undefined ? [] : settersOfModule(ref, path, value!.is === "module", loop, analysis);
  return setters.length > 0 ? { kind: "other", ref, text, setters } : undefined;
}

function ofCall(ref: CallRef, scope: Scope, loop: FuncNode, analysis: Analysis, depth: number): Looked {
  // An operator that is written in the condition is looked through; of a name it is what that was bound to before the loop.
  if (ref.callee.is === "attr" && /^__\w+__$/.test(ref.callee.name)) return "still";
  const [value, ...more] = analysis.world.evaluate(ref.callee, scope);
  if (!value || more.length > 0) return undefined;
  if (value.is === "external") {
    const kind = states.get(value.name);
    return kind ? { kind, ref, text: undefined, setters: [] } : clocks.test(value.name) ? "still" : undefined;
  }
  return value.is === "function" && value.self && ref.args.length === 0 ? through(value.node, value.self, ref, undefined, loop, analysis, depth) : undefined;
}

/** A property or method that only hands out an attribute of its receiver. */
function through({ func, path }: FuncNode, self: ObjectValue, ref: Ref, text: string | undefined, loop: FuncNode, analysis: Analysis, depth: number): Looked {
  // Of another file's only the signature is noted, of which what it returns is a part.
  const plain = func && !func.async && !func.generator && (path !== loop.path || func.steps.every(({ is }) => is === "load" || is === "jump" || is === "call"));
  if (!plain || depth > 1 || func.returns.is === "literal") return undefined;
  const found = looked(func.returns, { path, func, self }, loop, analysis, depth + 1);
  return found && found !== "still" ? { ...found, kind: "other", ref, text } : undefined;
}

/** `self.ready`, `state.done`; undefined where a part of it has no name. */
function textOf(ref: Ref, scope: Scope, analysis: Analysis): string | undefined {
  switch (ref.is) {
    case "self": return analysis.module(scope.path)?.language === "python" ? "self" : "this";
    case "name": return ref.name;
    case "param": return scope.func.params[ref.index]?.name;
    case "attr": {
      const of = textOf(ref.of, scope, analysis);
      return of && `${of}.${ref.name}`;
    }
    default: return undefined;
  }
}
