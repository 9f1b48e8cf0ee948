import { equal } from "../model/equal.js";
import type { Func, Module } from "../model/module.js";
import type { FuncNode } from "../resolve/node.js";

/**
 * Something that is looked for in every function of the workspace, in its own facts alone: who joins a queue, say, who sets a flag. What is
 * found holds no positions, so that an edit which leaves it as it was disturbs nobody.
 */
export interface Gathering<T> { readonly name: string; of(func: Func): readonly T[] }

/** What was found in one function. */
export interface Gathered<T> { readonly node: FuncNode; readonly found: readonly T[] }

/** What was gathered of a whole workspace. */
export interface Everywhere {
  /** All there is of a gathering, in the order of the files' paths. */
  ask<T>(gathering: Gathering<T>): readonly Gathered<T>[];
  /** What answers rest on that no longer hold, now that a module took another's place. */
  differing(before: Module | null | undefined, after: Module | null): readonly string[];
}

/** What an answer rests on that asked for a gathering. */
export const restsOn = (gathering: Gathering<unknown>): string => `all of ${gathering.name}`;

const none: readonly never[] = [];

/** Gatherings over modules that come and go; nothing is looked for before somebody asks. */
export function createEverywhere(modules: () => Iterable<Module | null>, node: (path: string, name: string) => FuncNode): Everywhere {
  const asked = new Set<Gathering<unknown>>();
  const known = new Map<Gathering<unknown>, readonly Gathered<unknown>[]>();
  const of = (gathering: Gathering<unknown>, module: Module | null | undefined): readonly (readonly unknown[])[] => {
    const found = module?.functions.map(({ func }) => gathering.of(func)).filter((each) => each.length > 0) ?? none;
    return found.length > 0 ? found : none;
  };
  return {
    ask<T>(gathering: Gathering<T>) {
      asked.add(gathering);
      let all = known.get(gathering) as readonly Gathered<T>[] | undefined;
      if (!all) {
        const made: Gathered<T>[] = [];
        for (const module of modules()) for (const { func } of module?.functions ?? none) {
          const found = gathering.of(func);
          if (found.length > 0) made.push({ node: node(module!.path, func.name), found });
        }
        all = made.sort((a, b) => (a.node.path < b.node.path ? -1 : a.node.path > b.node.path ? 1 : 0));
        known.set(gathering, all);
      }
      return all;
    },
    differing(before, after) {
      const differs: string[] = [];
      for (const gathering of asked) {
        const [was, is] = [of(gathering, before), of(gathering, after)];
        if (was.length + is.length > 0) known.delete(gathering);
        if (!equal(was, is)) differs.push(restsOn(gathering));
      }
      return differs;
    },
  };
}

/** A gathering that looks at each function once. */
export function gathering<T>(name: string, look: (func: Func) => readonly T[]): Gathering<T> {
  const known = new WeakMap<Func, readonly T[]>();
  return {
    name,
    of(func) {
      let found = known.get(func);
      if (!found) {
        found = look(func);
        known.set(func, (found = found.length > 0 ? found : none));
      }
      return found;
    },
  };
}
