import { frontendOf, frontends, knowledge } from "./languages.js";
import type { Live } from "./model/frontend.js";
import type { Host } from "./model/host.js";
import type { Looking } from "./model/looking.js";
import type { LanguageName, Module } from "./model/module.js";
import { lastOf } from "./model/paths.js";
import { moved } from "./model/span.js";
import type { Step } from "./model/step.js";
import { oldestPython } from "./python/imports.js";
import { forgetSettings } from "./python/pyproject.js";
import { declaredIn, declarersOf, heirsIn, type Declarer } from "./resolve/declarers.js";
import { evaluate } from "./resolve/evaluate.js";
import { createMemory } from "./resolve/memory.js";
import { operators } from "./resolve/members.js";
import { createNodes } from "./nodes.js";
import type { FuncNode } from "./resolve/node.js";
import { givesPromise } from "./resolve/results.js";
import { sameShape } from "./resolve/shape.js";
import { createShelf, type Shelf } from "./resolve/shelf.js";
import { asksAlike, bodiesOf } from "./resolve/variants.js";
import type { World } from "./resolve/world.js";
import type { Analysis } from "./summary/analysis.js";
import { createEverywhere, restsOn } from "./summary/everywhere.js";
import { looksOf } from "./summary/idle.js";
import { scriptOnly } from "./summary/scripts.js";
import { forgetBinaries, isScript } from "./typescript/scripts.js";
import { createSummaries } from "./summary/summaries.js";

/** Counters that only grow. */
export interface Stats { filesLowered: number; functionsLowered: number; filesChecked: number }

/** The modules of a workspace: read when first asked for, kept in step with the host. */
export interface Modules {
  readonly analysis: Analysis;
  files(): readonly string[];
  /** A file's text changed, or it came or went. */
  update(path: string): void;
  /** A file is not edited any more: what was kept for that is freed. */
  close(path: string): void;
  /** Works at bringing everything up to date until that is done, or `enough` says so; tells whether it is done. */
  advance(enough: () => boolean): boolean;
  /** Brings everything up to date; gives the files whose findings may have changed since the last time. */
  settle(): ReadonlySet<string>;
  /** Does some work for a file, and notes on which others its answer rests. */
  reading<T>(path: string, work: () => T): T;
}

const shelves = new Map<LanguageName, Shelf>();

/** The modules of `host`'s workspace, none read yet. */
export function createModules(host: Host, stats: Stats): Modules {
  const loaded = new Map<string, Module | null>();
  const lives = new Map<string, Live>();
  const graph = createNodes();
  const { node, variant, withVariants } = graph;
  /** By a member's name, once somebody asked: the classes that have it, undefined where they must be gathered anew. */
  const declared = new Map<string, readonly Declarer[] | undefined>();
  let heirs: readonly Declarer[] | undefined;
  const targets = new Map<string, Map<string, string | undefined>>();
  const readers = new Map<string, Set<string>>();
  const properties = new Map<string, number>();
  const memory = createMemory();
  const scripts = new Map<string, boolean>();
  const unresolved = new Set<FuncNode>();
  /** Files that came or went; `asked`: whose imports are still to be looked at because of them, and who is affected. */
  const arrived = new Set<string>();
  let asked: { readonly left: string[]; readonly affected: Set<string> } | undefined;
  let unread: string[] | undefined;
  let stale = new Set<string>();
  let indexed = false;
  let lonely: ReadonlySet<FuncNode> | undefined;

  const shelf = (language: LanguageName): Shelf => {
    let made = shelves.get(language);
    if (!made) shelves.set(language, (made = createShelf(language, knowledge[language])));
    return made;
  };
  /** A text that people wrote: what a minifier made is nobody's source, and is left unread. */
  const source = (path: string): string | undefined => {
    const text = host.read(path);
    return text !== undefined && isMinified(text) ? undefined : text;
  };
  const load = (path: string): Module | null => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const text = source(path);
    const module = text === undefined ? null : (frontendOf(path)?.lower(path, text) ?? null);
    keep(path, module);
    if (module) stats.functionsLowered += module.functions.length - 1;
    return module;
  };
  const keep = (path: string, module: Module | null): FuncNode[] => {
    const before = loaded.get(path);
    loaded.set(path, module);
    heirs = undefined;
    if (module) stats.filesLowered++;
    count(before, -1);
    if (count(module, 1) && indexed) everything();
    const differing = everywhere.differing(before, module);
    if (differing.length > 0) for (const file of resting(differing)) stale.add(file);
    const changed = graph.place(path, module);
    for (const at of changed) if (at.func) unresolved.add(at);
    const names = declared.size > 0 ? declaredIn(declared.keys(), before, module) : [];
    for (const name of names) declared.set(name, undefined);
    if (names.length > 0 && !(before && module && sameShape(before, module))) {
      const files = resting(names.map(declarersOf));
      if (files.length > 0) forget(files);
    }
    return changed;
  };
  /** Counts the names of properties and operators; true when one came that was not there before. */
  const count = (module: Module | null | undefined, by: number): boolean => {
    let came = false;
    for (const { func } of module?.functions ?? []) if (func.cls !== undefined && (func.role === "property" || func.name.endsWith("__"))) {
      const name = lastOf(func.name);
      if (func.role !== "property" && !operators.has(name)) continue;
      const now = (properties.get(name) ?? 0) + by;
      came ||= by > 0 && now === 1;
      properties.set(name, now);
    }
    return came;
  };
  const everywhere = createEverywhere(() => loaded.values(), node);
  const target = (path: string, specifier: string): string | undefined => {
    let ofFile = targets.get(path);
    if (!ofFile) targets.set(path, (ofFile = new Map()));
    if (!ofFile.has(specifier)) ofFile.set(specifier, frontendOf(path)?.resolve(specifier, path, host));
    return ofFile.get(specifier);
  };
  const world: World = {
    shelf, node, variant, target,
    restsOn: memory.note,
    declaring: (name) => {
      memory.note(declarersOf(name));
      let known = declared.get(name);
      if (!known) declared.set(name, (known = (heirs ??= heirsIn(loaded.values())).filter(({ cls }) => cls.members.has(name))));
      return known;
    },
    memo: memory.memo,
    busy: memory.busy,
    module: (path) => {
      memory.note(path);
      return load(path) ?? undefined;
    },
    isProperty: (name) => (properties.get(name) ?? 0) > 0,
    setters: (path, cls, attribute) => graph.setters(load(path), cls, attribute),
    evaluate: (ref, scope) => evaluate(ref, scope, world),
  };
  const reading = <T>(path: string, work: () => T): T => {
    let reads = readers.get(path);
    if (!reads) readers.set(path, (reads = new Set([path])));
    return memory.collect(reads, work);
  };
  const summaries = createSummaries(world, reading);
  const nodesOf = (path: string, having?: Looking<Step>): readonly FuncNode[] => graph.of(load(path), having);

  const touch = (touched: Iterable<FuncNode>): void => {
    for (const at of touched) {
      stale.add(at.path);
      if (!at.variant) unresolved.add(at);
    }
  };
  /** The files in which an answer rests on one of these. */
  const resting = (on: readonly string[]): string[] => [...readers].filter(([, reads]) => on.some((each) => reads.has(each))).map(([reader]) => reader);
  const forget = (paths: Iterable<string>): void => {
    memory.clear();
    for (const path of paths) {
      const own = graph.known(path);
      touch(summaries.forget(own.flatMap(withVariants)));
      for (const at of own) if (at.func) unresolved.add(at);
      stale.add(path);
      readers.delete(path);
    }
  };
  const everything = (): void => forget([...loaded.keys()]);

  const update = (path: string): void => {
    const before = loaded.get(path);
    const frontend = frontendOf(path);
    if (!frontend && frontends().filter((each) => each.settings(path, host)).length > 0) return resettle(path);
    if (before === undefined || !frontend) {
      if (indexed && frontend && path.startsWith(`${host.root}/`) && host.exists(path)) arrive(path);
      return;
    }
    lonely = undefined;
    const text = source(path);
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
      close(path);
    }
    scripts.delete(path);
    const changed = keep(path, module);
    stale.add(path);
    if (!before || !module) arrive(path);
    else if (!sameShape(before, module)) forget([path, ...[...readers].filter(([reader, reads]) => reader !== path && reads.has(path)).map(([reader]) => reader)]);
    else {
      const files = rested(before, changed);
      if (files.length > 0) forget(files);
      for (const at of changed) for (const each of withVariants(at)) touch(summaries.edited(each));
    }
  };
  /** Settings changed: any import may lead elsewhere, any file be another script. */
  const resettle = (path: string): void => {
    forgetSettings(path, host);
    forgetBinaries(host);
    targets.clear();
    scripts.clear();
    lonely = undefined;
    everything();
  };
  /** The files in which an answer rests on what the functions that changed look at, or ask their receivers for if that is not what it was. */
  const rested = (before: Module, changed: readonly FuncNode[]): string[] => {
    const looking = changed.length > 0 ? resting([looksOf(before.path)]) : [];
    const files = resting([bodiesOf(before.path)]);
    if (files.length === 0) return looking;
    const asked = changed.some(({ name, func: now }) => {
      const func = before.functions.find((placed) => placed.func.name === name)?.func;
      return func && now && !asksAlike(func, now);
    });
    return asked ? [...files, ...looking] : looking;
  };
  const close = (path: string): void => {
    lives.get(path)?.close();
    lives.delete(path);
  };
  /** A file came or went: whoever imports something that is now found elsewhere is to be resolved again. */
  const arrive = (path: string): void => {
    arrived.add(path);
    asked = undefined;
  };
  /** Looks at all imports again, where files came or went. */
  const rearrange = (enough: () => boolean): boolean => {
    if (arrived.size === 0) return true;
    const listed = new Set(host.list());
    for (const path of arrived) if (listed.has(path)) load(path);
    const { left, affected } = (asked ??= { left: [...targets.keys()], affected: new Set(arrived) });
    for (let reader = left.pop(); reader !== undefined; reader = left.pop()) {
      for (const [specifier, found] of targets.get(reader) ?? []) {
        if ((found !== undefined && arrived.has(found)) || frontendOf(reader)?.resolve(specifier, reader, host) !== found) affected.add(reader);
      }
      if (enough()) return false;
    }
    for (const reader of affected) targets.delete(reader);
    const gone = [...readers].filter(([reader, reads]) => affected.has(reader) || [...arrived].some((path) => reads.has(path))).map(([reader]) => reader);
    forget([...gone, ...arrived]);
    arrived.clear();
    asked = undefined;
    return true;
  };
  /** Reads the workspace for the first time. */
  const index = (enough: () => boolean): boolean => {
    unread ??= [...host.list()].reverse();
    for (let path = unread.pop(); path !== undefined; path = unread.pop()) {
      load(path);
      if (enough()) return false;
    }
    // Some may have come meanwhile.
    for (const path of host.list()) load(path);
    unread = undefined;
    indexed = true;
    return true;
  };
  const advance = (enough: () => boolean): boolean => {
    if (!indexed && !index(enough)) return false;
    if (!rearrange(enough)) return false;
    for (const at of unresolved) {
      unresolved.delete(at);
      if (!at.func) continue;
      for (const target of summaries.resolved(at).hands) stale.add(target.path);
      if (enough()) return unresolved.size === 0;
    }
    return true;
  };
  const settle = (): ReadonlySet<string> => {
    advance(() => false);
    const reused = summaries.reused().map(usersOf);
    if (reused.length > 0) for (const file of resting(reused)) stale.add(file);
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
    users: (at) => {
      const base = at.variant?.base ?? at;
      memory.note(usersOf(base));
      return [...new Set(withVariants(base).flatMap((each) => summaries.users(each)).map((user) => user.variant?.base ?? user))];
    },
    everywhere: (gathering) => {
      memory.note(restsOn(gathering));
      return everywhere.ask(gathering);
    },
    argument: (path, [from, to], at) => {
      const found = frontendOf(path)?.argument((host.read(path) ?? "").slice(from, to), at, path);
      return found && moved(found, from);
    },
    inContext: (at) => {
      if (!at.func?.async && !summaries.handed(at) && !givesPromise(at, world)) return false;
      lonely ??= scriptOnly({ modules: () => [...loaded.values()].filter((module) => module !== null), nodes: nodesOf, isScript: script }, summaries);
      return !lonely.has(at);
    },
    python: (path) => oldestPython(path, host),
  };
  return { analysis, update, close, advance, settle, reading, files: () => host.list() };
}

/** What an answer rests on that asked who uses a function. */
const usersOf = ({ path, name }: FuncNode): string => `users of ${path} ${name}`;

/** Whether lines are so long that no person wrote them. */
function isMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > 300;
}
