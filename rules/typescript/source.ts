import ts from "typescript";
import type { Class, Func, Problem } from "../model/module.js";
import type { NameRef, Ref } from "../model/ref.js";
import type { Span } from "../model/span.js";
import type { Use } from "../model/step.js";
import type { Job } from "./functions.js";

/** One file while it is lowered. */
export interface Source {
  file: ts.SourceFile;
  text: string;
  readonly problems: readonly Problem[];
  /** Which unit holds which name of a function or class, and how often it was asked for. */
  readonly taken: Map<string, Taken>;
  readonly classes: Map<string, Class>;
  /** In the order of the text; the first is the module's body. */
  readonly units: Unit[];
  readonly exports: Exports;
  /** The source of the text before: units whose text is the same are taken over. */
  readonly before: Before | undefined;
  /** How many functions were lowered, the module's body not counted. */
  lowered: number;
  /** Problems that a statement has already answered for. */
  claimed: number;
  /** How deep we are in the tree. */
  depth: number;
  /** The last answer of `startOf`: nodes that begin together are asked for one after the other. */
  lastPos: number;
  lastStart: number;
  readonly names: Map<string, NameRef>;
  readonly memberUses: Map<string, Use>;
}

/** What there was before an edit. */
export interface Before {
  readonly text: string;
  readonly classes: ReadonlyMap<string, Class>;
  /** Doubles are told by identity, so what is taken over and what is new must share the Refs of names. */
  readonly refs: Map<string, NameRef>;
  /** By the names of their functions. */
  readonly units: ReadonlyMap<string, Unit>;
}

/** A name in use, and the unit that came first. */
export interface Taken { count: number; readonly unit: Unit }

/** What a module gives to others, as it is gathered. */
export interface Exports {
  readonly refs: Map<string, Ref>;
  /** Exported name → top-level name. */
  readonly locals: Map<string, string>;
  readonly stars: string[];
  commonjs: boolean;
}

/** An outermost function or method with all that is nested in it, or the module's body. */
export interface Unit {
  /** Where it stands. */
  from: number;
  length: number;
  /** How it is lowered; none for the module's body. */
  readonly job: Job | undefined;
  /** No syntax error lies in it. */
  sound: boolean;
  /** Where what stands between the braces of its body is, relative to it; none where it has no braces. */
  body: Span | undefined;
  /** Its functions, outer ones first. */
  readonly funcs: Func[];
  /** The names of its classes. */
  readonly classes: string[];
  /** Names that it reads or binds and does not declare. */
  readonly free: Set<string>;
  /** Values that it binds to names of the module. */
  readonly outward: [name: string, value: Ref][];
  readonly imports: Set<string>;
  /** The names it asked for its functions and classes, before they were made unique. */
  readonly asked: string[];
  /** It shares one of these with another unit, so that its names hang on that one. */
  tangled: boolean;
  /** It has spans that lie beyond its own text or in other units: a class's field initialisers. */
  readonly loose: boolean;
}

/** A fresh unit. */
export const unit = (from: number, length: number, job: Job | undefined, loose: boolean): Unit => ({
  from, length, job, sound: true, body: undefined, funcs: [], classes: [], free: new Set(), outward: [], imports: new Set(), asked: [],
  tangled: false, loose,
});

/** A fresh source. */
export const source = (file: ts.SourceFile, text: string, problems: readonly Problem[], before: Before | undefined): Source => ({
  file, text, problems, taken: new Map(), classes: new Map(), units: [], before, lowered: 0, claimed: 0, depth: 0,
  lastPos: -1, lastStart: -1,
  exports: { refs: new Map(), locals: new Map(), stars: [], commonjs: false },
  names: before?.refs ?? new Map<string, NameRef>(), memberUses: new Map(),
});

/** Where a node's first token begins. */
export function startOf(source: Source, node: ts.Node): number {
  const { pos } = node;
  if (pos === source.lastPos) return source.lastStart;
  const { text } = source;
  let start = pos;
  let code = text.charCodeAt(start);
  while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++start);
  // A comment, a shebang or rarer white space: let TypeScript skip it.
  if (code === 47 || code === 35 || code > 126 || node.end <= start) start = node.getStart(source.file);
  source.lastPos = pos;
  source.lastStart = start;
  return start;
}

/** The text of a name. Names that begin with two underscores have three in the tree. */
export function textOf(name: ts.MemberName): string {
  const text = name.escapedText as string;
  return text.charCodeAt(0) === 95 && text.charCodeAt(1) === 95 ? name.text : text;
}

/** A unique name of a function or class: a second of the same name gets `#2`. `space` keeps the two apart. */
export function uniqueName(source: Source, unit: Unit, space: "function" | "class", base: string): string {
  const count = ask(source, unit, space === "function" ? base : `class ${base}`);
  return count === 1 ? base : `${base}#${count}`;
}

/** How often a name has been asked for, this time included. */
export function ask(source: Source, unit: Unit, key: string): number {
  unit.asked.push(key);
  const taken = source.taken.get(key);
  if (!taken) {
    source.taken.set(key, { count: 1, unit });
    return 1;
  }
  if (taken.unit !== unit) taken.unit.tangled = unit.tangled = true;
  return ++taken.count;
}

/** How many problems begin in a node. */
export function problemsIn(source: Source, node: ts.Node): number {
  const { problems } = source;
  if (problems.length === 0) return 0;
  return firstFrom(problems, node.end + 1) - firstFrom(problems, node.pos);
}

/** The index of the first problem that begins at or after `at`. */
function firstFrom(problems: readonly Problem[], at: number): number {
  let [low, high] = [0, problems.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (problems[middle]!.span[0] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
