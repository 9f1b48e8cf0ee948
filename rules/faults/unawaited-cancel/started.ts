import type { CallRef, Ref } from "../../model/ref.js";
import type { Call, Iterate, Read, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import type { World } from "../../resolve/world.js";

/** The steps of one function, by what they are. */
export interface Facts { readonly scope: Scope; readonly calls: readonly Call[]; readonly reads: readonly Read[]; readonly iterates: readonly Iterate[]; readonly binds: ReadonlyMap<string, number> }

/** Work that was started: the call that gives the coroutine or promise, where it is read, and the function behind it. */
export interface Work { readonly ref: CallRef; readonly scope: Scope; readonly from: FuncNode | undefined }

/** What is cancelled: its name, the step that reads it there, and the work that it stands for. */
export interface Started {
  readonly form: "task" | "list" | "signal";
  readonly name: string | undefined;
  readonly works: readonly Work[];
  /** The call that makes the promise (JavaScript). */
  readonly made?: Call;
}

/** Sorts the steps of a function. */
export function factsOf(scope: Scope): Facts {
  const [calls, reads, iterates, binds]: [Call[], Read[], Iterate[], Map<string, number>] = [[], [], [], new Map()];
  walk(scope.func.steps, (step: Step) => {
    if (step.is === "call") calls.push(step);
    else if (step.is === "read") reads.push(step);
    else if (step.is === "iterate") iterates.push(step);
    else if (step.is === "bind") binds.set(step.name, (binds.get(step.name) ?? 0) + 1);
  });
  return { scope, calls, reads, iterates, binds };
}

const makers = new Set(["asyncio.create_task", "asyncio.ensure_future", "asyncio.AbstractEventLoop.create_task"]);

const isMaker = (ref: CallRef, scope: Scope, world: World): boolean => {
  const values = world.evaluate(ref.callee, scope);
  return values.length > 0 && values.every((value) => value.is === "external" && makers.has(value.name));
};

/** What a call of `cancel()` cancels, if that was surely started as tasks that are seen here. */
export function cancelled(call: Call, facts: Facts, world: World): Started | undefined {
  const { callee } = call.ref;
  if (callee.is !== "attr") return undefined;
  const { of } = callee;
  if (of.is === "attr" && of.of.is === "self") return ofAttribute(of.name, facts.scope, world);
  const iterate = of.is === "item" ? facts.iterates.find((step) => step.of === of.of) : undefined;
  const read = facts.reads.find(({ span }) => (iterate ? span[0] === iterate.span[0] && span[1] === iterate.span[1] : span[0] === call.span[0]));
  if (!read) return undefined;
  const made = facts.calls.filter(({ use }) => keptAs(use) === read.name && (typeof use === "object" && "inside" in use) === (iterate !== undefined));
  if (made.length === 0 || !made.every(({ ref }) => isMaker(ref, facts.scope, world))) return undefined;
  if (!iterate && facts.binds.get(read.name) !== made.length) return undefined;
  return { form: iterate ? "list" : "task", name: read.name, works: made.flatMap(({ ref }) => workOf(ref.args[0], facts.scope, world)) };
}

/** The name that a value is kept under, be it in a container. */
export function keptAs(use: Call["use"]): string | undefined {
  if (typeof use !== "object") return undefined;
  return "kept" in use ? use.kept : "inside" in use ? keptAs(use.inside) : undefined;
}

function workOf(ref: Ref | undefined, scope: Scope, world: World): Work[] {
  if (ref?.is !== "call") return [];
  return [{ ref, scope, from: behind(world.evaluate(ref, scope)) }];
}

/** The one function of the workspace that a coroutine or promise comes from. */
function behind(values: readonly Value[]): FuncNode | undefined {
  const [value, ...more] = values;
  return value?.is === "awaitable" && more.length === 0 ? value.from : undefined;
}

/** `self.task`, set by methods of the class to tasks and None alone. */
function ofAttribute(name: string, scope: Scope, world: World): Started | undefined {
  const { cls } = scope.func;
  const setters = cls === undefined ? [] : world.setters(scope.path, cls, name);
  const works: Work[] = [];
  for (const { func, path } of setters) {
    const ref = func?.attributes.get(name);
    for (const one of ref?.is === "or" ? ref.of : ref ? [ref] : []) {
      if (one.is === "literal" && one.value === null) continue;
      if (one.is !== "call" || !func || !isMaker(one, { path, func }, world)) return undefined;
      works.push(...workOf(one.args[0], { path, func }, world));
    }
  }
  return works.length > 0 ? { form: "task", name: undefined, works } : undefined;
}

/** What a call of `abort()` aborts: promises that were made with the signal of the controller, and are kept under a name. */
export function aborted(call: Call, facts: Facts, world: World): Started | undefined {
  const { callee } = call.ref;
  const values = callee.is === "attr" ? world.evaluate(callee.of, facts.scope) : [];
  if (callee.is !== "attr" || values.length !== 1 || values[0]!.is !== "instance" || values[0]!.of !== "AbortController") return undefined;
  const isSignal = (ref: Ref): boolean => ref.is === "attr" && ref.name === "signal" && ref.of === callee.of;
  const holdsSignal = (ref: Ref): boolean => isSignal(ref) || (ref.is === "object" && Object.values(ref.members).some(isSignal));
  const [made, ...more] = facts.calls.filter(({ ref, use }) => typeof use === "object" && "kept" in use && ref.args.some(holdsSignal));
  const name = made && keptAs(made.use);
  const given = made ? world.evaluate(made.ref, facts.scope) : [];
  if (!made || name === undefined || more.length > 0 || facts.binds.get(name) !== 1) return undefined;
  if (given.length === 0 || !given.every(({ is }) => is === "awaitable")) return undefined;
  return { form: "signal", name, made, works: [{ ref: made.ref, scope: facts.scope, from: behind(given) }] };
}
