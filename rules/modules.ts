import { frontendOf, knowledge } from "./languages.js";
import type { Live } from "./model/frontend.js";
import type { Host } from "./model/host.js";
import type { LanguageName, Module } from "./model/module.js";
import { oldestPython } from "./python/imports.js";
import { evaluate } from "./resolve/evaluate.js";
import { createMemory } from "./resolve/memory.js";
import type { FuncNode } from "./resolve/node.js";
import { givesPromise } from "./resolve/results.js";
import { sameShape } from "./resolve/shape.js";
import { createShelf, type Shelf } from "./resolve/shelf.js";
import type { World } from "./resolve/world.js";
import type { Analysis } from "./summary/analysis.js";
import { scriptOnly } from "./summary/scripts.js";
import { isScript } from "./typescript/scripts.js";
import { createSummaries } from "./summary/summaries.js";

/** Counters that only grow. */
export interface Stats { filesLowered: number; functionsLowered: number; filesChecked: number }

/** The modules of a workspace: read when first asked for, kept in step with the host. */
export interface Modules {
  readonly analysis: Analysis;
  files(): readonly string[];
  /** A file's text changed, or it came or went. */
  update(path: string): void;
  /** Brings everything up to date; gives the files whose findings may have changed since the last time. */
  settle(): ReadonlySet<string>;
}

const shelves = new Map<LanguageName, Shelf>();

/** The modules of `host`'s workspace, none read yet. */
export function createModules(host: Host, stats: Stats): Modules {
  const loaded = new Map<string, Module | null>();
  const lives = new Map<string, Live>();
  const nodes = new Map<string, Map<string, FuncNode>>();
  const targets = new Map<string, Map<string, string | undefined>>();
  const readers = new Map<string, Set<string>>();
  const properties = new Map<string, number>();
  const memory = createMemory();
  const scripts = new Map<string, boolean>();
  const unresolved = new Set<FuncNode>();
  let stale = new Set<string>();
  let indexed = false;
  let lonely: ReadonlySet<FuncNode> | undefined;

  const shelf = (language: LanguageName): Shelf => {
    let made = shelves.get(language);
    if (!made) shelves.set(language, (made = createShelf(language, knowledge[language])));
    return made;
  };
  const node = (path: string, name: string): FuncNode => {
    let ofFile = nodes.get(path);
    if (!ofFile) nodes.set(path, (ofFile = new Map()));
    let known = ofFile.get(name);
    if (!known) ofFile.set(name, (known = { path, name, func: undefined, from: 0 }));
    return known;
  };
  /** Puts a module's functions into the graph; gives those whose facts are others than before. */
  const place = (path: string, module: Module | null): FuncNode[] => {
    const changed: FuncNode[] = [];
    const gone = new Map(nodes.get(path));
    for (const { func, from } of module?.functions ?? []) {
      const at = node(path, func.name);
      gone.delete(func.name);
      at.from = from;
      if (at.func === func) continue;
      at.func = func;
      changed.push(at);
    }
    for (const at of gone.values()) if (at.func) {
      at.func = undefined;
      changed.push(at);
    }
    return changed;
  };
  const load = (path: string): Module | null => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const text = host.read(path);
    const module = text === undefined ? null : (frontendOf(path)?.lower(path, text) ?? null);
    keep(path, module);
    if (module) stats.functionsLowered += module.functions.length - 1;
    return module;
  };
  const keep = (path: string, module: Module | null): FuncNode[] => {
    const before = loaded.get(path);
    loaded.set(path, module);
    if (module) stats.filesLowered++;
    count(before, -1);
    if (count(module, 1) && indexed) everything();
    const changed = place(path, module);
    for (const at of changed) if (at.func) unresolved.add(at);
    return changed;
  };
  /** Counts property names; true when one came that was not there before. */
  const count = (module: Module | null | undefined, by: number): boolean => {
    let came = false;
    for (const { func } of module?.functions ?? []) if (func.role === "property") {
      const name = func.name.slice(func.name.lastIndexOf(".") + 1);
      const now = (properties.get(name) ?? 0) + by;
      came ||= by > 0 && now === 1;
      properties.set(name, now);
    }
    return came;
  };
  const target = (path: string, specifier: string): string | undefined => {
    let ofFile = targets.get(path);
    if (!ofFile) targets.set(path, (ofFile = new Map()));
    if (!ofFile.has(specifier)) ofFile.set(specifier, frontendOf(path)?.resolve(specifier, path, host));
    return ofFile.get(specifier);
  };
  const world: World = {
    shelf, node, target,
    memo: memory.memo,
    busy: memory.busy,
    module: (path) => {
      memory.note(path);
      return load(path) ?? undefined;
    },
    isProperty: (name) => (properties.get(name) ?? 0) > 0,
    setters: (path, cls, attribute) => settersOf(load(path), node).get(`${cls}\0${attribute}`) ?? [],
    evaluate: (ref, scope) => evaluate(ref, scope, world),
  };
  const reading = <T>(path: string, work: () => T): T => {
    let reads = readers.get(path);
    if (!reads) readers.set(path, (reads = new Set([path])));
    return memory.collect(reads, work);
  };
  const summaries = createSummaries(world, reading);
  const nodesOf = (path: string): readonly FuncNode[] => (load(path)?.functions ?? []).map(({ func }) => node(path, func.name));

  const touch = (touched: Iterable<FuncNode>): void => {
    for (const at of touched) {
      stale.add(at.path);
      unresolved.add(at);
    }
  };
  const forget = (paths: Iterable<string>): void => {
    memory.clear();
    for (const path of paths) {
      const own = [...(nodes.get(path)?.values() ?? [])];
      touch(summaries.forget(own));
      for (const at of own) if (at.func) unresolved.add(at);
      stale.add(path);
      readers.delete(path);
    }
  };
  const everything = (): void => forget([...loaded.keys()]);

  const update = (path: string): void => {
    const before = loaded.get(path);
    const frontend = frontendOf(path);
    if (before === undefined || !frontend) {
      if (indexed && frontend && host.exists(path)) arrive(path);
      return;
    }
    lonely = undefined;
    const text = host.read(path);
    let module: Module | null = null;
    if (text !== undefined) {
      let live = lives.get(path);
      if (live) module = live.edit(text);
      else {
        lives.set(path, (live = frontend.open(path, text)));
        module = live.module;
      }
      stats.functionsLowered += live.lowered;
    } else {
      lives.get(path)?.close();
      lives.delete(path);
    }
    targets.delete(path);
    scripts.delete(path);
    const changed = keep(path, module);
    stale.add(path);
    if (!before || !module) arrive(path);
    else if (!sameShape(before, module)) forget([path, ...[...readers].filter(([reader, reads]) => reader !== path && reads.has(path)).map(([reader]) => reader)]);
    else for (const at of changed) touch(summaries.edited(at));
  };
  /** A file came or went: whoever imports something that is now found elsewhere is resolved again. */
  const arrive = (path: string): void => {
    load(path);
    const affected = new Set([path]);
    for (const [reader, known] of targets) for (const [specifier, found] of known) {
      if (found === path || frontendOf(reader)?.resolve(specifier, reader, host) !== found) affected.add(reader);
    }
    for (const reader of affected) targets.delete(reader);
    forget([...readers].filter(([reader, reads]) => affected.has(reader) || reads.has(path)).map(([reader]) => reader).concat(path));
  };
  const settle = (): ReadonlySet<string> => {
    if (!indexed) for (const path of host.list()) load(path);
    indexed = true;
    for (const at of unresolved) if (at.func) for (const target of summaries.resolved(at).hands) stale.add(target.path);
    unresolved.clear();
    const now = stale;
    stale = new Set();
    return now;
  };
  const script = (module: Module): boolean => {
    let known = scripts.get(module.path);
    if (known === undefined) scripts.set(module.path, (known = isScript(module, host)));
    return known;
  };
  const analysis: Analysis = {
    world, summaries,
    module: (path) => load(path) ?? undefined,
    nodes: nodesOf,
    text: (path) => host.read(path) ?? "",
    inContext: (at) => {
      if (!at.func?.async && !summaries.handed(at) && !givesPromise(at, world)) return false;
      lonely ??= scriptOnly({ modules: () => [...loaded.values()].filter((module) => module !== null), nodes: nodesOf, isScript: script }, summaries);
      return !lonely.has(at);
    },
    python: (path) => oldestPython(path, host),
  };
  return { analysis, update, settle, files: () => host.list() };
}

const setters = new WeakMap<Module, ReadonlyMap<string, FuncNode[]>>();

/** The functions of a module that set attributes, by class and attribute. */
function settersOf(module: Module | null, node: (path: string, name: string) => FuncNode): ReadonlyMap<string, readonly FuncNode[]> {
  if (!module) return new Map();
  let made = setters.get(module);
  if (made) return made;
  const found = new Map<string, FuncNode[]>();
  for (const { func } of module.functions) for (const attribute of func.attributes.keys()) {
    const key = `${func.cls}\0${attribute}`;
    const list = found.get(key);
    if (list) list.push(node(module.path, func.name));
    else found.set(key, [node(module.path, func.name)]);
  }
  setters.set(module, (made = found));
  return made;
}
