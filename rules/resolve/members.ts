import type { Class } from "../model/module.js";
import { exported, submodule } from "./names.js";
import { resultOf } from "./results.js";
import { entry } from "./card.js";
import { lineage, type Lineage } from "./lineage.js";
import type { FuncNode } from "./node.js";
import type { ObjectValue, Value } from "./value.js";
import { forReceiver } from "./variants.js";
import type { World } from "./world.js";

const nothing: readonly Value[] = [];

/** The methods that Python's operators ask for, in whose name they are loaded. */
export const operators: ReadonlySet<string> = new Set([
  "__getitem__", "__setitem__", "__delitem__", "__contains__",
  ..."add sub mul matmul truediv floordiv mod pow lshift rshift and or xor neg pos invert lt le eq ne gt ge".split(" ").map((name) => `__${name}__`),
]);

/** What `value.name` may be; `path` is the file in which it is written. */
export function memberOf(value: Value, name: string, path: string, world: World): readonly Value[] {
  switch (value.is) {
    case "external": return ofExternal(value, name, path, world);
    case "instance": return world.shelf(value.language).method(value.of, name);
    case "module": return exported(value.path, name, world) ?? ofPackage(value.path, name, world);
    case "class": return world.memo("class", value.cls, name, () => ofClass(value, name, world));
    case "object": return world.memo("object", value.cls, name, () => ofObject(value, lineage(value, world), name, world));
    case "super": return ofObject(value.self, lineage(value.self, world), name, world, value.cls);
    case "record": return ofRecord(value, name, world);
    case "function": return ofFunction(value, name);
    case "awaitable": case "generator": case "list": case "wrapped": return nothing;
  }
}

/** A member of an object that is written out. It may be made of itself: `this.state = { ready: this.state.ready }`. */
export function ofRecord({ members, scope }: Value & { is: "record" }, name: string, world: World): readonly Value[] {
  const member = entry(members, name);
  return member ? world.memo("record", members, `${name} ${scope.self?.path ?? ""} ${scope.self?.cls.name ?? ""}`, () => world.evaluate(member, scope)) : nothing;
}

/** `f.call`, `f.apply` and `f.bind` are the function again, near enough. */
function ofFunction(value: Value, name: string): readonly Value[] {
  if (name === "bind") return [{ is: "wrapped", of: [value], how: "bind" }];
  return name === "call" || name === "apply" ? [value] : nothing;
}

function ofExternal(value: Value & { is: "external" }, name: string, path: string, world: World): readonly Value[] {
  const found = world.shelf(value.language).attribute(value.name, name);
  // `import app.db` binds `app`, which need not be a package with a file of its own.
  const full = value.language === "python" && found[0]?.is === "external" ? found[0].name : undefined;
  if (full === undefined || !world.module(path)?.imports.includes(full)) return found;
  const target = world.target(path, full);
  return target === undefined ? found : [{ is: "module", path: target }];
}

/** A submodule of a package that its `__init__` does not name: it is there once somebody imported it. */
function ofPackage(path: string, name: string, world: World): readonly Value[] {
  return path.endsWith("/__init__.py") ? (submodule(path, ".", name, world) ?? nothing) : nothing;
}

function ofClass(value: Value & { is: "class" }, name: string, world: World): readonly Value[] {
  const line = lineage(value, world);
  for (const { path, cls } of line.own) {
    const ref = cls.statics.get(name) ?? cls.members.get(name);
    const body = world.node(path, cls.parent ?? "<module>").func;
    if (!ref || !body) continue;
    const self: ObjectValue = { is: "object", path: value.path, cls: value.cls };
    return world.evaluate(ref, { path, func: body }).map((found) =>
      found.is === "function" && found.node.func?.role === "class" ? { ...found, node: forReceiver(found.node, self, world), self } : found);
  }
  return ofLibrary(line, name, world, false);
}

function ofObject(value: ObjectValue, line: Lineage, name: string, world: World, after?: Class): readonly Value[] {
  const own = after ? line.own.slice(line.own.findIndex((known) => known.cls === after) + 1) : line.own;
  const found: Value[] = [];
  for (const { path: home, cls } of own) {
    const body = world.node(home, cls.parent ?? "<module>").func;
    const ref = cls.members.get(name);
    if (ref && body) {
      const values = world.evaluate(ref, { path: home, func: body, self: value }).flatMap((member) => bound(member, value, world));
      if (values.length > 0 || ref.is === "func") return values;
    }
    found.push(...attributesOf(home, cls, value, name, world));
    if (found.length > 0) return found;
  }
  return ofLibrary(line, name, world, true);
}

/** The property function that an attribute of an object is, if it is one. */
export function propertyOf(value: ObjectValue, name: string, world: World): FuncNode | undefined {
  for (const { path, cls } of lineage(value, world).own) {
    const ref = cls.members.get(name);
    if (ref?.is !== "func") {
      if (ref) return undefined;
      continue;
    }
    const node = world.node(path, ref.name);
    return node.func?.role === "property" && !node.func.async ? forReceiver(node, value, world) : undefined;
  }
  return undefined;
}

function bound(member: Value, self: ObjectValue, world: World): readonly Value[] {
  if (member.is !== "function") return [member];
  const func = member.node.func;
  if (!func || func.role === "static" || func.role === "plain") return [member];
  const method = { ...member, node: forReceiver(member.node, self, world), self };
  return func.role === "property" ? resultOf(method, world) : [method];
}

/** What the methods of a class set an attribute to. */
function attributesOf(path: string, cls: Class, self: ObjectValue, name: string, world: World): readonly Value[] {
  const setters = world.setters(path, cls.name, name);
  return setters.flatMap((node) => {
    const ref = node.func?.attributes.get(name);
    return ref && node.func ? world.evaluate(ref, { path, func: node.func, self }) : nothing;
  });
}

function ofLibrary(line: Lineage, name: string, world: World, instance: boolean): readonly Value[] {
  for (const base of line.library) {
    const shelf = world.shelf(base.language);
    const full = shelf.member(base.name, name);
    if (shelf.knows(full)) return instance ? shelf.method(base.name, name) : shelf.attribute(base.name, name);
  }
  return nothing;
}
