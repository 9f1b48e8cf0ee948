import type { Param } from "../model/module.js";
import type { AttrRef, CallRef, NameRef, Ref } from "../model/ref.js";
import { unknown } from "../model/ref.js";
import type { Span } from "../model/span.js";
import type { Bind, Branch, Call, Load, Read, Step, Use } from "../model/step.js";
import type { Writable } from "../model/writable.js";
import type { Job } from "./functions.js";
import { addValue, lookup, takeBack, join } from "./scope.js";
import type { Changes, Scope, Variable } from "./scope.js";
import { oneOf, portable, tall } from "./refs.js";
import type { Source, Unit } from "./source.js";
import { startOf } from "./source.js";
import type ts from "typescript";

/** What can be jumped out of. */
export interface Target {
  readonly is: "loop" | "do" | "switch" | "block";
  /** As written. */
  readonly written: string | undefined;
  /** How jumps name it: as written, or made up where one has to reach over another target. */
  label: string | undefined;
  /** Jumps out of a switch or block, which the model knows no word for. */
  breaks: number;
  /** In a `do` loop, how jumps to its condition name what they leave: the part of the round before it. Made up when one is found. */
  round?: string;
}

/** One function (or the module's body) while it is lowered. */
export interface Frame {
  readonly source: Source;
  readonly unit: Unit;
  /** Empty for the module's body. */
  readonly name: string;
  readonly module: boolean;
  readonly async: boolean;
  /** What `this` is. */
  self: Ref;
  readonly cls: string | undefined;
  /** Where steps go. */
  out: Step[];
  scope: Scope;
  /** The function's own block, where `var` declares. */
  readonly top: Scope;
  readonly variables: Variable[];
  readonly params: Param[];
  readonly trail: { readonly variable: Variable; readonly before: Ref }[];
  /** What was bound on ways that end in a jump: a loop or a `try` around them may go on with it. */
  readonly lost: Changes[];
  /** The walk is behind a jump. */
  dead: boolean;
  /** A `return` here leaves a `try` statement that does not wait for what is returned. */
  inTry: boolean;
  readonly targets: Target[];
  madeUp: number;
  generator: boolean;
  /** It assigns to something that others know of. */
  changes: boolean;
  /** What it puts there; see `Func.stores`. */
  stores: Ref[] | undefined;
  sets: (NameRef | AttrRef)[] | undefined;
  /** How often it assigned to something that others may know of, its receiver's attributes too. */
  writes: number;
  returned: Ref[];
  yielded: Ref[];
  attributes: Map<string, Ref> | undefined;
  /** Functions nested in it, to be lowered when all its names are known. */
  readonly jobs: Job[];
  attrs: Map<Ref, Map<string, AttrRef>> | undefined;
  loads: Set<AttrRef> | undefined;
  /** The variable that a `kept` use speaks of. */
  keepers: Map<Use, Variable> | undefined;
  /** Calls and reads whose value is kept. */
  readonly keeping: { readonly step: Call | Read; readonly to: Variable; readonly from: Variable | undefined }[];
  /** How many `Read`s and `Bind`s there are. */
  records: number;
  /** Loops that go on as long as a variable is as it is: for ever, if nobody sets it again. */
  flags: { readonly step: { endless: boolean }; readonly flag: Flag }[] | undefined;
  /** Conditions of loops that look at a variable which other functions may set: who they are is known only in the end. */
  asking: { readonly variable: Variable; step?: { asks?: readonly Ref[]; still?: true } }[] | undefined;
}

/** A variable, and the truth of it that keeps a loop going. */
export interface Flag { readonly variable: Variable; readonly truth: boolean }

/** A fresh frame, for a function that stands in `outer`. */
export function frame(source: Source, unit: Unit, name: string, outer: Scope | undefined, job: Job | undefined): Frame {
  const made = {
    source, unit, name, module: job === undefined, async: job?.async ?? false, self: job?.self ?? unknown, cls: job?.cls,
    out: [], variables: [], params: [], trail: [], lost: [], dead: false, inTry: false, targets: [],
    madeUp: 0, generator: false, changes: false, sets: undefined, stores: undefined, writes: 0, returned: [], yielded: [], attributes: undefined, jobs: [], attrs: undefined, loads: undefined,
    keepers: undefined, keeping: [], records: 0, flags: undefined, asking: undefined,
  } as Partial<Writable<Frame>>;
  made.scope = made.top = { frame: made as Frame, parent: outer, vars: undefined };
  return made as Frame;
}

/** The span of a node, relative to its unit. */
export const spanOf = (f: Frame, node: ts.Node): Span => [startOf(f.source, node) - f.unit.from, node.end - f.unit.from];

/** The one Ref of a free name. */
export function nameRef(f: Frame, name: string): NameRef {
  const { names } = f.source;
  let ref = names.get(name);
  if (!ref) names.set(name, ref = { is: "name", name });
  return ref;
}

/** Notes that something is assigned to that others know of. */
export function sets(f: Frame, ref: NameRef | AttrRef): void {
  f.changes = true;
  f.writes++;
  if (!f.sets?.includes(ref)) (f.sets ??= []).push(ref);
}

/** `of.name`, one object for one attribute of one value, so that doubles are found by identity. */
export function attr(f: Frame, of: Ref, name: string): Ref {
  switch (of.is) {
    case "object": {
      const member = of.members[name];
      if (member) return member;
      return { is: "attr", of, name };
    }
    case "import": case "name": case "param": case "self": case "cls": case "super": case "attr": case "unknown":
      return interned(f, of, name);
    default:
      return tall(of) ? unknown : { is: "attr", of, name };
  }
}

function interned(f: Frame, of: Ref, name: string): Ref {
  const attrs = f.attrs ??= new Map<Ref, Map<string, AttrRef>>();
  let known = attrs.get(of);
  if (!known) attrs.set(of, known = new Map<string, AttrRef>());
  let ref = known.get(name);
  if (!ref) {
    if (of.is === "attr" && tall(of)) return unknown;
    known.set(name, ref = { is: "attr", of, name });
  }
  return ref;
}

/** `{ member: name }`, one object for one name. */
export function memberUse(f: Frame, name: string): Use {
  const { memberUses } = f.source;
  let use = memberUses.get(name);
  if (!use) memberUses.set(name, use = { member: name });
  return use;
}

/** The use of a value that is bound to `variable`, seen from the function `f`. */
export function keptUse(f: Frame, variable: Variable | undefined): Use {
  if (!variable || variable.frame !== f || variable.hiding) return "escapes";
  const use: Use = { kept: variable.name };
  (f.keepers ??= new Map<Use, Variable>()).set(use, variable);
  return use;
}

/** Records a call. */
export function emitCall(f: Frame, span: Span, name: Span, ref: CallRef, use: Use): void {
  const step: Call = { is: "call", span, name, ref, use };
  f.out.push(step);
  if (typeof use === "object") keeps(f, step, undefined);
}

/** Reads a name: its value, or the name itself where it is not of this function. */
export function read(f: Frame, name: string, node: ts.Node, use: Use): Ref {
  const variable = lookup(f.scope, name);
  if (!variable || variable.frame !== f) {
    if (variable) variable.captured = true;
    if (!variable || variable.frame.unit !== f.unit) f.unit.free.add(name);
    return nameRef(f, name);
  }
  if (variable.array && use !== "tested" && !(typeof use === "object" && "member" in use)) variable.array = false;
  if (variable.maybe && !variable.hiding) {
    const step: Read = { is: "read", span: spanOf(f, node), name, use };
    f.out.push(step);
    f.records++;
    if (typeof use === "object") keeps(f, step, variable);
  }
  return variable.value;
}

/** Records that a variable is bound anew. */
export function emitBind(f: Frame, variable: Variable): void {
  if (!variable.maybe || variable.hiding || variable.frame !== f) return;
  const step: Bind = { is: "bind", name: variable.name };
  f.out.push(step);
  f.records++;
}

/** Binds `value` to a name that this function does not declare. */
export function bindOutward(f: Frame, name: string, variable: Variable | undefined, value: Ref): void {
  const far = !variable || variable.frame.unit !== f.unit;
  if (far) f.unit.free.add(name);
  if (variable) variable.captured = true;
  if (value === unknown || !portable(value)) return;
  if (variable) addValue(variable, value);
  if (far) f.unit.outward.push([name, value]);
}

/** Records, once per function, that an attribute is read. */
export function emitLoad(f: Frame, node: ts.Node, ref: Ref): void {
  if (ref.is !== "attr" || ref.of.is === "unknown") return;
  const loads = f.loads ??= new Set<AttrRef>();
  if (loads.has(ref)) return;
  loads.add(ref);
  const step: Load = { is: "load", span: spanOf(f, node), ref };
  f.out.push(step);
}

function keeps(f: Frame, step: Call | Read, from: Variable | undefined): void {
  let use = step.use;
  while (typeof use === "object" && "inside" in use) use = use.inside;
  const to = typeof use === "object" && "kept" in use ? f.keepers?.get(use) : undefined;
  if (!to) return;
  if (!to.maybe) {
    // A parameter, whose reads are not recorded until now: in a loop some of those stand where its new value comes round again.
    if (to.parameter && f.targets.length > 0) to.captured = true;
    to.maybe = true;
  }
  if (!from) to.holds = true;
  f.keeping.push({ step, to, from });
}

/** One way through a branch. */
export interface Way { readonly steps: Step[]; readonly changes: Changes | undefined; readonly dead: boolean }

/** The way on which nothing is done. */
export const noWay: Way = { steps: [], changes: undefined, dead: false };

/** Begins a way; what it returns goes to `endWay`. */
export function beginWay(f: Frame): { readonly out: Step[]; readonly mark: number; readonly dead: boolean } {
  const begun = { out: f.out, mark: f.trail.length, dead: f.dead };
  f.out = [];
  f.dead = false;
  return begun;
}

const none: never[] = [];

/** A list as it is kept: one that grew has room for many more than it holds, and there are very many of them. */
export const trimmed = <T>(list: T[]): T[] => (list.length === 0 ? none : list.slice());

/** Ends a way: the frame is as it was when the way began. */
export function endWay(f: Frame, begun: ReturnType<typeof beginWay>): Way {
  const way: Way = { steps: trimmed(f.out), changes: takeBack(f, begun.mark), dead: f.dead };
  if (way.dead && way.changes) f.lost.push(way.changes);
  f.out = begun.out;
  f.dead = begun.dead;
  return way;
}

/** Goes on where two ways meet: records the branch, and merges what they bound. `flagged` and `asks` as in Branch. */
export function meet(f: Frame, first: Way, second: Way, flagged = false, asks?: Branch["asks"]): void {
  if (first.steps.length > 0 || second.steps.length > 0) {
    const arms = [first.steps, second.steps];
    const step: Branch = { is: "branch", arms, ...(flagged ? { flagged } : {}), ...(asks ? { asks } : {}) };
    f.out.push(step);
  }
  if (first.dead && second.dead) f.dead = true;
  else if (first.changes || second.changes) {
    join(f, first.dead ? [second.changes] : second.dead ? [first.changes] : [first.changes, second.changes]);
  }
}

/** No names. */
export const empty: ReadonlyMap<string, Ref> = new Map<string, Ref>();

/** Everything that names of `f` ever hold, for the functions that know them. */
export function localsOf(f: Frame): ReadonlyMap<string, Ref> {
  let locals: Map<string, Ref> | undefined;
  for (const { name, captured, all } of f.variables) {
    if (!captured && !f.module) continue;
    locals ??= new Map<string, Ref>();
    const present = locals.get(name);
    locals.set(name, present && present !== all ? oneOf([present, all]) : all);
  }
  return locals ?? empty;
}
