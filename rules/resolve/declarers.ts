import type { Class, Module } from "../model/module.js";

/** A class and its file. */
export interface Declarer { readonly path: string; readonly cls: Class }

/** What an answer rests on that asked which classes have a member of this name. */
export const declarersOf = (name: string): string => `classes with ${name}`;

/** All classes of `modules` that inherit from others, in the order of their paths: nobody knows in which order the modules were read. */
export function heirsIn(modules: Iterable<Module | null>): readonly Declarer[] {
  const found: Declarer[] = [];
  for (const module of modules) if (module) for (const cls of module.classes.values()) if (cls.bases.length > 0) found.push({ path: module.path, cls });
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Those of `names` that are members of a class of one of the modules. */
export function declaredIn(names: Iterable<string>, ...modules: readonly (Module | null | undefined)[]): readonly string[] {
  const classes = modules.flatMap((module) => (module ? [...module.classes.values()] : []));
  return classes.length === 0 ? [] : [...names].filter((name) => classes.some(({ members }) => members.has(name)));
}
