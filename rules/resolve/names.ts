import type { Func } from "../model/module.js";
import type { ImportRef } from "../model/ref.js";
import type { Scope } from "./node.js";
import type { Value } from "./value.js";
import type { World } from "./world.js";

const nothing: readonly Value[] = [];

/** What a free name means in a function: a local of the functions around it, a name of the module, a builtin. */
export function lookUp(name: string, scope: Scope, world: World): readonly Value[] {
  let outer: string | undefined = scope.func.parent;
  while (outer !== undefined) {
    const func: Func | undefined = world.node(scope.path, outer).func;
    if (!func) break;
    const ref = func.locals.get(name);
    if (ref) {
      const inner = func;
      const self = scope.func.cls === undefined || func.cls === scope.func.cls ? scope.self : undefined;
      return world.memo("name", func, self ? `${name}\0${self.path}\0${self.cls.name}` : name, () => world.evaluate(ref, { path: scope.path, func: inner, ...(self ? { self } : {}) }));
    }
    outer = func.parent;
  }
  return ofModule(scope.path, name, world) ?? builtin(scope.path, name, world);
}

/** A top-level name of a module, undefined where the module has none of that name. */
function ofModule(path: string, name: string, world: World): readonly Value[] | undefined {
  const module = world.module(path);
  const body = module?.functions[0]?.func;
  if (!module || !body) return undefined;
  const ref = body.locals.get(name);
  if (ref?.is === "func" && isPlain(path, ref.name, world)) return world.evaluate(ref, { path, func: body });
  if (ref) return world.memo("name", body, name, () => world.evaluate(ref, { path, func: body }));
  return module.language === "python" && module.stars.length > 0 ? fromStars(path, module.stars, name, world, new Set([path])) : undefined;
}

/** Most names stand for a function as it is written: there is nothing to work out, and nothing to remember. */
const isPlain = (path: string, name: string, world: World): boolean => world.node(path, name).func?.decorators.length === 0;

function fromStars(path: string, stars: readonly string[], name: string, world: World, seen: Set<string>): readonly Value[] | undefined {
  // The last star import wins, as in Python.
  for (let i = stars.length - 1; i >= 0; i--) {
    const target = world.target(path, stars[i]!);
    if (target === undefined) {
      const known = outside(path, { is: "import", from: stars[i]!, name }, world, true);
      if (known.length > 0) return known;
    } else if (!seen.has(target)) {
      seen.add(target);
      const found = exported(target, name, world, seen);
      if (found) return found;
    }
  }
  return undefined;
}

/** What a module exports under a name, undefined where nothing. */
export function exported(path: string, name: string, world: World, seen: Set<string> = new Set([path])): readonly Value[] | undefined {
  const module = world.module(path);
  const body = module?.functions[0]?.func;
  if (!module || !body) return undefined;
  const ref = module.exports.get(name);
  if (ref?.is === "func" && isPlain(path, ref.name, world)) return world.evaluate(ref, { path, func: body });
  if (ref) return world.memo("export", body, name, () => world.evaluate(ref, { path, func: body }));
  if (name === "default" && (module.commonjs || module.language === "python")) return [{ is: "module", path }];
  return name === "default" ? undefined : fromStars(path, module.stars, name, world, seen);
}

function builtin(path: string, name: string, world: World): readonly Value[] {
  const module = world.module(path);
  if (!module) return nothing;
  return world.shelf(module.language).builtin(name);
}

/** What an import gives: a module of the workspace, a name of it, or something of a library. */
export function imported(ref: ImportRef, scope: Scope, world: World): readonly Value[] {
  const target = world.target(scope.path, ref.from);
  if (ref.name === undefined) return target === undefined ? outside(scope.path, ref, world) : [{ is: "module", path: target }];
  if (target !== undefined) {
    const found = exported(target, ref.name, world);
    if (found) return found;
  }
  return submodule(scope.path, ref.from, ref.name, world) ?? (target === undefined ? outside(scope.path, ref, world) : nothing);
}

/** The module `name` of the package that `specifier` names from `path`. */
export function submodule(path: string, specifier: string, name: string, world: World): readonly Value[] | undefined {
  const language = world.module(path)?.language;
  const inner = language && world.shelf(language).knowledge.submodule(specifier, name);
  const target = inner === undefined ? undefined : world.target(path, inner);
  return target === undefined ? undefined : [{ is: "module", path: target }];
}

function outside(path: string, ref: ImportRef, world: World, onlyKnown = false): readonly Value[] {
  const language = world.module(path)?.language;
  if (!language) return nothing;
  const shelf = world.shelf(language);
  const name = shelf.knowledge.external(ref.from, ref.name);
  if (name === undefined) return nothing;
  const canonical = shelf.canonical(name);
  return onlyKnown && !shelf.knows(canonical) ? nothing : [{ is: "external", name: canonical, language }];
}
