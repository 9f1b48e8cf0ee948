import type { Class, Func } from "../model/module.js";
import { unknown, type AttrRef, type NameRef, type Ref } from "../model/ref.js";
import type { Span } from "../model/span.js";
import type { Step, Use } from "../model/step.js";
import { bounded, isClosed } from "./bounded.js";
import { addValue, Env, type Way } from "./env.js";
import type { Head } from "./function.js";
import type { Light } from "./light.js";
import type { Scope, Scopes } from "./scope.js";
import type { Walkers } from "./walk.js";

/** What a file's units share while they are lowered. */
export interface File {
  readonly text: string;
  readonly scopes: Scopes;
  readonly walkers: Walkers;
  /** Unique names that are taken at module level and in its classes. */
  taken: Map<string, number> | undefined;
  /** One Ref for each attribute of a value and for each name, so that equal reads are the same Ref, and kept once. */
  readonly attributes: Map<Ref, AttrRef | Map<string, AttrRef>>;
  readonly names: Map<string, NameRef>;
  /** Takes a finished unit, and the definition it was made of. */
  unit(made: Made): void;
  /** The facts of an outermost function whose body was not read, if it still has that head; else its body is read now. */
  known?(head: Head, node: Light): UnitFacts | undefined;
}

/** What a module needs of a unit. */
export type UnitFacts = Pick<Unit, "from" | "functions" | "classes" | "imports" | "stars" | "globals">;

/** A lowered unit. */
export interface Made { readonly unit: UnitFacts; readonly head: Head; readonly node: Light }

/** An outermost function with all that is nested in it, or the module's body: what is lowered as a whole. */
export interface Unit {
  readonly file: File;
  /** Offset in the file that its spans are relative to. */
  readonly from: number;
  /** Unique names that are taken in its functions. */
  taken: Map<string, number> | undefined;
  readonly functions: Func[];
  readonly classes: [string, Class][];
  readonly imports: string[];
  readonly stars: string[];
  /** What its functions bind to names of the module (`global x`). */
  globals: Map<string, Ref> | undefined;
}

/** A loop around the statement that is walked: how rounds end, and how the loop is left. */
export interface Rounds { readonly mark: number; readonly env: Env; readonly breaks: Way[]; readonly continues: Way[] }

/** A function while its body is walked in order. Tables that most functions need not are made when something is put in. */
export interface Frame {
  readonly unit: Unit;
  readonly scope: Scope;
  /** Its unique name, and what stands before the names of what is defined in it. */
  readonly name: string;
  prefix: string;
  /** The class whose body is walked, by name. */
  cls: string | undefined;
  readonly module: boolean;
  /** The function it is nested in. */
  readonly outer: Frame | undefined;
  /** Where steps go. */
  steps: Step[];
  /** The names of the body that is walked: of the function, or of a class in it. */
  env: Env;
  /** Targets of the comprehensions around, innermost first. */
  inner: Env | undefined;
  locals: Map<string, Ref> | undefined;
  attributes: Map<string, Ref> | undefined;
  loaded: Set<AttrRef> | undefined;
  returns: Ref | undefined;
  yields: Ref | undefined;
  /** It assigns to something that others know of. */
  changes: boolean;
  sets: (NameRef | AttrRef)[] | undefined;
  /** How often it assigned to something that others may know of, its receiver's attributes too. */
  writes: number;
  /** Control does not come past here. */
  dead: boolean;
  rounds: Rounds | undefined;
  /** How many branches and loops stand around in the body that is walked. */
  depth: number;
}

/** A file whose walk begins. */
export const newFile = (text: string, scopes: Scopes, walkers: Walkers, unit: File["unit"]): File =>
  ({ text, scopes, walkers, taken: undefined, attributes: new Map(), names: new Map(), unit });

/** A new unit at `from`. */
export const newUnit = (file: File, from: number): Unit => ({ file, from, taken: undefined, functions: [], classes: [], imports: [], stars: [], globals: undefined });

/** A new function in `unit`. */
export function newFrame(unit: Unit, scope: Scope, name: string, module: boolean, outer?: Frame): Frame {
  return {
    unit, scope, name, prefix: module ? "" : `${name}.`, cls: undefined, module, outer, steps: [], env: new Env(), inner: undefined,
    locals: undefined, attributes: undefined, loaded: undefined, returns: undefined, yields: undefined, changes: false, sets: undefined, writes: 0, dead: false, rounds: undefined, depth: 0,
  };
}

/** `name`, or `name#2` where it is taken. */
export function unique(within: File | Unit, name: string): string {
  const taken = (within.taken ??= new Map<string, number>());
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  return count === 1 ? name : `${name}#${count}`;
}

/** The span of a node, relative to the unit. */
export const spanOf = (f: Frame, n: Light): Span => [n.from - f.unit.from, n.to - f.unit.from];

/** The span of a name that ends where the node ends. */
export const nameSpan = (f: Frame, n: Light): Span => [n.to - n.name.length - f.unit.from, n.to - f.unit.from];

/** The steps that `work` makes, apart from those of the function. */
export function stepsOf(f: Frame, work: () => void): Step[] {
  const outer = f.steps;
  const steps: Step[] = (f.steps = []);
  work();
  f.steps = outer;
  return steps;
}

/** What a name means where it is read. */
export function valueOf(f: Frame, name: string): Ref {
  const known = f.inner?.get(name) ?? f.env.get(name);
  if (known) return known;
  return !f.module && f.scope.bound.has(name) ? unknown : nameRef(f, name);
}

/** A free name. */
export function nameRef(f: Frame, name: string): NameRef {
  const { names } = f.unit.file;
  let ref = names.get(name);
  if (!ref) names.set(name, (ref = { is: "name", name }));
  return ref;
}

/** `of.name`. */
export function attributeOf(f: Frame, of: Ref, name: string): AttrRef {
  const { attributes } = f.unit.file;
  let known = attributes.get(of);
  if (known !== undefined && !(known instanceof Map)) {
    if (known.name === name) return known;
    attributes.set(of, (known = new Map([[known.name, known]])));
  }
  let ref = known?.get(name);
  if (!ref) {
    ref = { is: "attr", of, name };
    // Of most values one attribute is asked.
    if (known) known.set(name, ref);
    else attributes.set(of, ref);
  }
  return ref;
}

/** Notes that an attribute is read, once. */
export function load(f: Frame, n: Light, ref: AttrRef, to = n.to): void {
  if (f.loaded?.has(ref)) return;
  (f.loaded ??= new Set()).add(ref);
  f.steps.push({ is: "load", span: [n.from - f.unit.from, to - f.unit.from], ref });
}

/** Notes that an operator asks a value for a method (`x[k]` for `__getitem__`), unless it is plain to see that the value is none of the workspace's. */
export function operator(f: Frame, n: Light, of: Ref, method: string, to = n.to): void {
  if (mayBeOwn(of)) load(f, n, attributeOf(f, of, method), to);
}

/** Notes that a value is gone through without a loop (`*xs`, `a, b = xs`): what is lazy works now. */
export function iterated(f: Frame, n: Light, of: Ref): void {
  if (mayBeOwn(of)) f.steps.push({ is: "iterate", span: spanOf(f, n), of, async: false });
}

const mayBeOwn = (of: Ref): boolean => of.is === "call" || of.is === "attr" || of.is === "name" || of.is === "self" || (of.is === "param" && of.type !== undefined);

/** Whether what a name is bound to can be followed by that name. */
export const isHeld = (f: Frame, name: string): boolean =>
  f.scope.holds.has(name) && f.env.outer === undefined && !(f.inner && has(f.inner, name));

/** How a value is used that is bound to a name. */
export function keptAs(f: Frame, name: string): Use {
  return isHeld(f, name) ? { kept: name } : "escapes";
}

function has(env: Env, name: string): boolean {
  return env.values.has(name) || (env.outer !== undefined && has(env.outer, name));
}

/** Notes that something is assigned to that others may know of. */
export function sets(f: Frame, ref: NameRef | AttrRef): void {
  f.writes++;
  if (!f.sets?.includes(ref)) (f.sets ??= []).push(ref);
}

/** Where the names are kept that inner functions, or other modules, may read. */
export const localsOf = (f: Frame): Map<string, Ref> => (f.locals ??= new Map<string, Ref>());

/** Binds a name to a value. */
export function bindName(f: Frame, name: string, ref: Ref): void {
  const { scope } = f;
  const value = bounded(ref);
  if (f.env.outer === undefined && scope.declared?.has(name)) return bindOutside(f, name, value);
  if (isHeld(f, name)) f.steps.push({ is: "bind", name });
  f.env.set(name, value);
  if (scope.captured.has(name)) f.writes++;
  // Class bodies have names of their own.
  if (f.env.outer === undefined && (f.module || scope.captured.has(name))) {
    const replaces = (value.is === "func" || value.is === "class") && f.depth === 0;
    if (replaces) localsOf(f).set(name, value);
    else addValue(localsOf(f), name, value);
  }
}

/** Binds a name that is declared `nonlocal` or `global`, if the value means the same there. */
function bindOutside(f: Frame, name: string, value: Ref): void {
  f.changes = true;
  sets(f, nameRef(f, name));
  if (value.is === "unknown" || !isClosed(value)) return;
  let { outer } = f;
  if (f.scope.declared!.get(name) === "global") outer = undefined;
  else while (outer && !outer.scope.bound.has(name)) outer = outer.outer;
  addValue(outer ? localsOf(outer) : (f.unit.globals ??= new Map<string, Ref>()), name, value);
}
