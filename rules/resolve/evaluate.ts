import type { CallRef, Ref } from "../model/ref.js";
import { called, mapped } from "./calls.js";
import { memberOf, ofRecord } from "./members.js";
import { imported, lookUp } from "./names.js";
import type { FuncNode, Scope } from "./node.js";
import { resultOf } from "./results.js";
import { decorated } from "./decorate.js";
import type { ObjectValue, Value } from "./value.js";
import { forReceiver } from "./variants.js";
import type { World } from "./world.js";

const nothing: readonly Value[] = [];
/** More alternatives than this say nothing that could be relied on. */
const most = 8;

/** All that a Ref may be, as far as it is known. Nothing known gives nothing: what cannot be resolved is silent. */
export function evaluate(ref: Ref, scope: Scope, world: World): readonly Value[] {
  if (ref.is !== "attr" && ref.is !== "call") return evaluateFresh(ref, scope, world);
  // A chain of calls is asked for link by link: each must not begin again from the first.
  const known = scope.worked?.get(ref);
  if (known) return known;
  const values = evaluateFresh(ref, scope, world);
  if (!world.busy()) scope.worked?.set(ref, values);
  return values;
}

function evaluateFresh(ref: Ref, scope: Scope, world: World): readonly Value[] {
  switch (ref.is) {
    case "name": return lookUp(ref.name, scope, world);
    case "param": {
      const typed = ref.type ? evaluate(ref.type, scope, world) : nothing;
      return typed.length > 0 || !ref.default ? typed : evaluate(ref.default, scope, world);
    }
    case "attr": return each(evaluate(ref.of, scope, world), (value) => memberOf(value, ref.name, scope.path, world));
    case "call": {
      const callees = evaluate(ref.callee, scope, world);
      return callees.length === 0 ? mapped(ref, scope, world) : each(callees, (value) => called(value, ref, scope, world));
    }
    case "import": return imported(ref, scope, world);
    case "self": return receiver(scope, world);
    case "cls": return ofClass(scope, world);
    case "super": {
      const [self] = receiver(scope, world);
      const [own] = ofClass({ path: scope.path, func: scope.func }, world);
      return self && own?.is === "class" ? [{ is: "super", self, path: own.path, cls: own.cls }] : nothing;
    }
    case "await": return evaluate(ref.of, scope, world).flatMap((value) => awaited(value, scope, world));
    case "item": return evaluate(ref.of, scope, world).flatMap((value) => element(value, ref.key, world));
    case "enter": return evaluate(ref.of, scope, world).flatMap((value) => entered(value, ref.async, scope, world));
    case "instance": return evaluate(ref.of, scope, world).flatMap((value) => instance(value, world));
    case "awaitable": return [{ is: "awaitable", gives: evaluate(ref.of, scope, world), ...(ref.started ? { started: true } : {}) }];
    case "func": return decorated(nodeOf(ref.name, scope, world), scope, world);
    case "class": {
      const cls = world.module(scope.path)?.classes.get(ref.name);
      return cls ? [{ is: "class", path: scope.path, cls }] : nothing;
    }
    case "list": return [{ is: "list", of: distinct(ref.of.flatMap((inner) => evaluate(inner.is === "star" ? { is: "item", of: inner.of } : inner, scope, world))) }];
    case "object": return [{ is: "record", members: ref.members, scope }];
    case "or": return distinct(ref.of.flatMap((inner) => evaluate(inner, scope, world)));
    case "literal": case "text": case "star": case "unknown": return nothing;
  }
}

/** What each value gives, without doubles. Nearly always there is one. */
const each = (values: readonly Value[], give: (value: Value) => readonly Value[]): readonly Value[] =>
  values.length === 1 ? give(values[0]!) : values.length === 0 ? nothing : distinct(values.flatMap(give));

/** The values without doubles; none when they are too many to mean anything. */
export function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Map<string, Value>();
  values.forEach((value, i) => {
    const key = identity(value) ?? String(i);
    if (!seen.has(key)) seen.set(key, value);
  });
  return seen.size > most ? nothing : [...seen.values()];
}

function identity(value: Value): string | undefined {
  switch (value.is) {
    case "external": return `e ${value.name}`;
    case "instance": return `i ${value.of}`;
    case "function": return `f ${value.node.path}\0${value.node.name}\0${value.self?.cls.name ?? value.node.variant?.cls ?? ""}`;
    case "class": return `c ${value.path}\0${value.cls.name}`;
    case "object": return `o ${value.path}\0${value.cls.name}`;
    case "module": return `m ${value.path}`;
    default: return undefined;
  }
}

/** What `await` gives. JavaScript awaits anything: what is no promise is given as it is. */
function awaited(value: Value, scope: Scope, world: World): readonly Value[] {
  if (value.is === "awaitable") return value.gives;
  return value.is !== "external" && world.module(scope.path)?.language === "typescript" ? [value] : nothing;
}

/** A function by its name; one that is nested in a method is run with the method's receiver. */
function nodeOf(name: string, { path, func, self }: Scope, world: World): FuncNode {
  const node = world.node(path, name);
  return self && node.func?.role === "plain" && node.func.parent === func.name && func.role !== "module" ? forReceiver(node, self, world) : node;
}

function receiver(scope: Scope, world: World): readonly ObjectValue[] {
  if (scope.self) return [scope.self];
  const cls = scope.func.cls === undefined ? undefined : world.module(scope.path)?.classes.get(scope.func.cls);
  return cls ? [{ is: "object", path: scope.path, cls }] : [];
}

function ofClass(scope: Scope, world: World): readonly Value[] {
  const [self] = receiver(scope, world);
  return self ? [{ is: "class", path: self.path, cls: self.cls }] : nothing;
}

function instance(value: Value, world: World): readonly Value[] {
  if (value.is === "class") return [{ is: "object", path: value.path, cls: value.cls }];
  if (value.is === "external") return [{ is: "instance", of: world.shelf(value.language).canonical(value.name), language: value.language }];
  // An alias of a type (`Handle = Path | None`), or a kind that an annotation gives directly.
  return value.is === "object" || value.is === "instance" || value.is === "list" || value.is === "awaitable" ? [value] : nothing;
}

function element(value: Value, key: string | number | undefined, world: World): readonly Value[] {
  if (value.is === "list") return value.of;
  if (value.is === "generator") return value.gives;
  if (value.is === "object") return elementOf(value, key, world);
  if (value.is === "record") return key === undefined ? nothing : ofRecord(value, String(key), world);
  // `fs["readFileSync"]` is `fs.readFileSync`.
  if (typeof key === "string" && value.is === "external" && value.language === "typescript") return world.shelf("typescript").attribute(value.name, key);
  if (value.is !== "instance") return nothing;
  const shelf = world.shelf(value.language);
  const elements = shelf.knowledge.library.elements;
  const holder = shelf.ancestors(value.of).find((cls) => Object.hasOwn(elements, cls));
  return holder === undefined ? nothing : shelf.kind(elements[holder]!);
}

/** What an instance of a class of one's own gives by a key, or by iterating: where the key is no literal the two cannot be told apart. */
function elementOf(value: ObjectValue, key: string | number | undefined, world: World): readonly Value[] {
  const give = (name: string): readonly Value[] =>
    memberOf(value, name, value.path, world).flatMap((method) => (method.is === "function" ? resultOf(method, world) : nothing));
  const item = give("__getitem__");
  if (key !== undefined) return item;
  const iterated = give("__iter__").flatMap((given) => (given.is === "generator" ? given.gives : nothing));
  return item.length === 0 ? iterated : iterated.length === 0 ? item : nothing;
}

function entered(value: Value, async: boolean, scope: Scope, world: World): readonly Value[] {
  if (value.is === "generator") return value.gives;
  if (value.is === "instance") {
    const shelf = world.shelf(value.language);
    const enters = shelf.knowledge.library.enters;
    const holder = shelf.ancestors(value.of).find((cls) => Object.hasOwn(enters, cls));
    return holder === undefined ? [value] : shelf.kind(enters[holder]!);
  }
  if (value.is !== "object") return value.is === "awaitable" ? value.gives : nothing;
  const methods = memberOf(value, async ? "__aenter__" : "__enter__", scope.path, world);
  if (methods.length === 0) return [value];
  const given = methods.flatMap((method) => called(method, bareCall, scope, world));
  return async ? given.flatMap((result) => (result.is === "awaitable" ? result.gives : nothing)) : given;
}

const bareCall: CallRef = { is: "call", callee: { is: "unknown" }, args: [] };
