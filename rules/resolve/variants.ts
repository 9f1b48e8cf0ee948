import type { Func, Module } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import { walk } from "../model/walk.js";
import { lineage, type Lineage } from "./lineage.js";
import type { FuncNode } from "./node.js";
import type { ObjectValue } from "./value.js";
import type { World } from "./world.js";

/** What an answer rests on that looked for attributes of the receiver in the bodies of a module's functions. */
export const bodiesOf = (path: string): string => `bodies of ${path}`;

/**
 * The function as an object runs it: `node` itself, or a variant for the object's class where that has attributes of its own that the
 * function asks its receiver for (`self.step()`, and the class has another `step`), be it in another method. Nested functions belong to
 * the method that they stand in.
 */
export function forReceiver(node: FuncNode, self: ObjectValue, world: World): FuncNode {
  const home = homeOf(node, world);
  if (home === undefined || (home === self.cls.name && node.path === self.path)) return node;
  const cls = world.module(node.path)?.classes.get(home);
  if (!cls || !node.func) return node;
  const inherited = lineage({ path: node.path, cls }, world).own;
  const line = lineage(self, world).own;
  if (!holds(line, node.path, home)) return node;
  const asked = askedFor(node, inherited, world);
  const heirs = line.filter((known) => !holds(inherited, known.path, known.cls.name) && declares(known, asked, world));
  const [first] = heirs;
  if (!first) return node;
  // All that inherit from that class, and add nothing that matters here, share its variant.
  const shared = lineage(first, world).own;
  const enough = heirs.every((heir) => holds(shared, heir.path, heir.cls.name));
  return world.variant(node, enough ? first : self);
}

const holds = (line: Lineage["own"], path: string, name: string): boolean => line.some((known) => known.path === path && known.cls.name === name);

/** Whether a class has an attribute of one of these names itself. */
function declares({ path, cls }: Lineage["own"][number], names: ReadonlySet<string>, world: World): boolean {
  for (const name of names) if (cls.members.has(name) || cls.statics.has(name) || world.setters(path, cls.name, name).length > 0) return true;
  return false;
}

/** The class whose method a function is, or stands in. */
function homeOf(node: FuncNode, world: World): string | undefined {
  let { func } = node;
  while (func && func.cls === undefined && func.parent !== undefined) func = world.node(node.path, func.parent).func;
  return func?.cls;
}

interface Asked { readonly modules: readonly Module[]; readonly names: ReadonlySet<string> }

/** By the function's facts; good as long as the modules are those of which it was worked out. */
const known = new WeakMap<Func, Asked>();

/** The attributes that a method asks its receiver for, itself or through other methods of the classes it comes from. */
function askedFor(node: FuncNode, line: Lineage["own"], world: World): ReadonlySet<string> {
  const modules: Module[] = [];
  for (const { path } of line) {
    const module = world.module(path);
    if (module) modules.push(module);
    world.restsOn(bodiesOf(path));
  }
  const before = known.get(node.func!);
  if (before && before.modules.length === modules.length && before.modules.every((module, i) => module === modules[i])) return before.names;
  const names = new Set<string>();
  const reached = new Set<FuncNode>([node]);
  for (const { path, func } of reached) {
    if (!func) continue;
    for (const inner of innerOf(world.module(path), func.name)) reached.add(world.node(path, inner.name));
    for (const name of attributesIn(func)) {
      if (names.has(name)) continue;
      names.add(name);
      const holder = line.find(({ cls }) => cls.members.has(name));
      const ref = holder?.cls.members.get(name);
      if (ref?.is === "func") reached.add(world.node(holder!.path, ref.name));
    }
  }
  known.set(node.func!, { modules, names });
  return names;
}

const nested = new WeakMap<Module, ReadonlyMap<string, readonly Func[]>>();
const none: readonly never[] = [];

/** The functions that are defined in a function. */
function innerOf(module: Module | undefined, name: string): readonly Func[] {
  if (!module) return none;
  let byParent = nested.get(module);
  if (!byParent) {
    const made = new Map<string, Func[]>();
    for (const { func } of module.functions) if (func.parent !== undefined) {
      const list = made.get(func.parent);
      if (list) list.push(func);
      else made.set(func.parent, [func]);
    }
    nested.set(module, (byParent = made));
  }
  return byParent.get(name) ?? none;
}

const inBody = new WeakMap<Func, readonly string[]>();

/** The attributes that a function's own body asks its receiver for, each once. */
function attributesIn(func: Func): readonly string[] {
  let found = inBody.get(func);
  if (found) return found;
  const names = new Set<string>();
  walk(func.steps, (step) => {
    const ref = step.is === "call" ? step.ref.callee : step.is === "load" ? step.ref : undefined;
    if (ref?.is === "attr" && isReceiver(ref.of, func)) names.add(ref.name);
  });
  inBody.set(func, (found = names.size > 0 ? [...names] : none));
  return found;
}

/** In a function within a Python method the receiver is a name like any other; all call it alike. */
const isReceiver = (ref: Ref, func: Func): boolean =>
  ref.is === "self" || ref.is === "cls" || (ref.is === "name" && func.parent !== undefined && (ref.name === "self" || ref.name === "cls"));

/** Whether two states of a function ask their receiver for the same. */
export function asksAlike(a: Func, b: Func): boolean {
  const [x, y] = [attributesIn(a), attributesIn(b)];
  return x.length === y.length && x.every((name) => y.includes(name));
}
