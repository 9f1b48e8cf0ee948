import ts from "typescript";
import type { Class, Func } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import { unknown } from "../model/ref.js";
import type { Span } from "../model/span.js";
import { expr } from "./expressions.js";
import { finish } from "./finish.js";
import { frame, empty, localsOf, spanOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { decoratorsOf, has, planFunction, runJobs } from "./functions.js";
import type { FunctionJob } from "./functions.js";
import { K } from "./kinds.js";
import { keyOf, named } from "./literals.js";
import { exportDefault, exportNames } from "./modules.js";
import { bounded, oneOf } from "./refs.js";
import { assign, declare } from "./scope.js";
import type { Scope } from "./scope.js";
import { problemsIn, startOf, textOf, uniqueName, unit as freshUnit } from "./source.js";
import type { Source, Unit } from "./source.js";
import { block } from "./statements.js";
import { typeOf } from "./types.js";

const {
  isArrowFunction, isComputedPropertyName, isFunctionExpression, isIdentifier, isMethodDeclaration, isMethodSignature, isPropertySignature,
} = ts;

/** A class declaration: binds its name. */
export function classDeclaration(f: Frame, node: ts.ClassDeclaration): void {
  const name = node.name ? textOf(node.name) : "default";
  const variable = node.name && name !== "" ? declare(f.scope, name, true) : undefined;
  classLike(f, node, name === "" ? "<class>" : name, (ref) => {
    if (variable) assign(f, variable, ref);
    else if (!node.name) exportDefault(f, ref);
  });
  exportNames(f, node);
}

/** An interface: a class whose methods others write. Only those that give a promise can change an answer. */
export function interfaceDeclaration(f: Frame, node: ts.InterfaceDeclaration): void {
  const own = textOf(node.name);
  if (own === "") return;
  const name = uniqueName(f.source, f.unit, "class", f.module ? own : `${f.name}.${own}`);
  const made: Making = { name, bases: [], members: new Map(), statics: new Map(), decorators: [], ...(!f.module && { parent: f.name }) };
  for (const member of node.members) {
    if (!member.name || !isIdentifier(member.name)) continue;
    const key = textOf(member.name);
    if (isMethodSignature(member)) {
      if (made.members.has(key) || !member.type || typeOf(f, member.type).is !== "awaitable") continue;
      made.members.set(key, planFunction(f, member, { name: key, prefix: name, cls: name, role: "method", self: { is: "self" } }));
    } else if (isPropertySignature(member) && member.type) {
      const type = bounded(typeOf(f, member.type));
      if (type.is !== "unknown" && type.is !== "text") made.members.set(key, type);
    }
  }
  exportNames(f, node);
  const bases = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((base) => bounded(typeOf(f, base))));
  f.source.classes.set(name, { ...made, bases: bases.flatMap((base) => (base.is === "instance" ? [base.of] : [])) });
  f.unit.classes.push(name);
  const variable = declare(f.scope, own, true);
  const ref: Ref = { is: "class", name };
  // A class of the same name is the same thing, and says more.
  if (variable.value.is !== "class") assign(f, variable, ref);
}

/** A class expression; `name` is what it is bound to. */
export function classExpression(f: Frame, node: ts.ClassExpression, name: string | undefined): Ref {
  return classLike(f, node, name === "" ? "exports" : name ?? (node.name ? textOf(node.name) : "<class>"), () => undefined);
}

/** A class while it is lowered. */
interface Making extends Class {
  readonly members: Map<string, Ref>;
  readonly statics: Map<string, Ref>;
}

function classLike(f: Frame, node: ts.ClassLikeDeclaration, own: string, bind: (ref: Ref) => void): Ref {
  const { source } = f;
  const { decorators } = decoratorsOf(f, node);
  const bases: Ref[] = [];
  for (const clause of node.heritageClauses ?? []) {
    if (clause.token === K.ExtendsKeyword) for (const base of clause.types) bases.push(bounded(expr(f, base.expression, "escapes")));
  }
  const name = uniqueName(source, f.unit, "class", f.module ? own : `${f.name}.${own}`);
  const made: Making = { name, bases, members: new Map(), statics: new Map(), decorators, ...(!f.module && { parent: f.name }) };
  source.classes.set(name, made);
  f.unit.classes.push(name);
  const ref: Ref = { is: "class", name };
  bind(ref);
  members(f, node, made, ref);
  return ref;
}

function members(f: Frame, node: ts.ClassLikeDeclaration, made: Making, ref: Ref): void {
  const implemented = new Set<string>();
  for (const member of node.members) {
    if (isMethodDeclaration(member) && member.body && "text" in member.name) implemented.add(member.name.text);
  }
  const fields: ts.PropertyDeclaration[] = [];
  let constructor: ts.ConstructorDeclaration | undefined;
  for (const member of node.members) {
    switch (member.kind) {
      case K.PropertyDeclaration:
        if (property(f, member as ts.PropertyDeclaration, made, ref)) fields.push(member as ts.PropertyDeclaration);
        break;
      case K.MethodDeclaration: case K.GetAccessor: case K.SetAccessor:
        method(f, member as ts.MethodDeclaration | ts.AccessorDeclaration, made, implemented);
        break;
      case K.Constructor:
        if ((member as ts.ConstructorDeclaration).body) constructor ??= member as ts.ConstructorDeclaration;
        break;
      case K.ClassStaticBlockDeclaration:
        as(f, ref, () => block(f, (member as ts.ClassStaticBlockDeclaration).body.statements));
        break;
      default:
    }
  }
  const planned = fields.length > 0 ? planFields(f, node, made, fields, constructor ? "<fields>" : "constructor") : undefined;
  if (!constructor) return;
  made.members.set("constructor", planFunction(f, constructor, {
    name: "constructor", prefix: made.name, cls: made.name, role: "method", self: { is: "self" },
  }));
  if (planned) planned.constructor = f.jobs.at(-1) as FunctionJob;
}

function method(f: Frame, node: ts.MethodDeclaration | ts.AccessorDeclaration, made: Making, implemented: ReadonlySet<string>): void {
  const name = keyOf(f, node.name);
  const isStatic = has(node, K.StaticKeyword);
  const into = isStatic ? made.statics : made.members;
  // Of overloads only the one with a body counts; of an abstract method the first.
  if (!node.body && name !== undefined && (implemented.has(name) || into.has(name))) return;
  const role = isStatic ? "static" : node.kind === K.GetAccessor ? "property" : "method";
  const ref = planFunction(f, node, {
    name: name ?? "<method>", prefix: made.name, cls: made.name, role, self: isStatic ? { is: "cls" } : { is: "self" },
  });
  if (name !== undefined && (node.kind !== K.SetAccessor || !into.has(name))) into.set(name, ref);
}

/** Says whether the field does something when an instance is made. */
function property(f: Frame, node: ts.PropertyDeclaration, made: Making, ref: Ref): boolean {
  decoratorsOf(f, node);
  const name = keyOf(f, node.name);
  const isStatic = has(node, K.StaticKeyword);
  const { initializer } = node;
  const type = node.type ? bounded(typeOf(f, node.type)) : unknown;
  let value: Ref = unknown;
  let active = false;
  if (initializer && (isArrowFunction(initializer) || isFunctionExpression(initializer))) {
    value = planFunction(f, initializer, {
      name: name ?? "<arrow>", prefix: made.name, cls: made.name, role: isStatic ? "static" : "method",
      self: isStatic ? { is: "cls" } : { is: "self" },
    });
  } else if (initializer && isStatic) {
    value = bounded(as(f, ref, () => named(f, initializer, "escapes", name ?? "<field>")));
  } else if (initializer) {
    active = true;
  }
  if (name !== undefined) (isStatic ? made.statics : made.members).set(name, oneOf([value, type]));
  return active;
}

/** Lowers something in which `this` is another value. */
function as<T>(f: Frame, self: Ref, lower: () => T): T {
  const { self: before } = f;
  f.self = self;
  const result = lower();
  f.self = before;
  return result;
}

/** The field initialisers of a class, still to be lowered: they are run by its constructor. */
export interface FieldsJob {
  readonly is: "fields";
  readonly node: ts.ClassLikeDeclaration;
  readonly unit: Unit;
  readonly name: string;
  readonly parent: string | undefined;
  readonly scope: Scope;
  readonly cls: string;
  readonly self: Ref;
  readonly async: false;
  readonly made: Making;
  readonly fields: readonly ts.PropertyDeclaration[];
  /** The constructor that is written out: it calls them. Without one they are a constructor by themselves. */
  constructor: FunctionJob | undefined;
}

function planFields(f: Frame, node: ts.ClassLikeDeclaration, made: Making, fields: FieldsJob["fields"], name: string): FieldsJob {
  const start = startOf(f.source, node);
  const job: { -readonly [P in keyof FieldsJob]: FieldsJob[P] } = {
    is: "fields", node, unit: f.unit, name: "", parent: f.module ? undefined : f.name, scope: f.scope, cls: made.name,
    self: { is: "self" }, async: false, made, fields, constructor: undefined,
  };
  if (f.module) job.unit = freshUnit(start, node.end - start, job, true);
  job.name = uniqueName(f.source, job.unit, "function", `${made.name}.${name}`);
  f.jobs.push(job);
  return job;
}

/** Lowers field initialisers into a function of their own, if they do anything. */
export function lowerFields(source: Source, job: FieldsJob): void {
  const { node, unit, made, constructor, name } = job;
  const f = frame(source, unit, name, job.scope, job);
  const slot = unit.funcs.push(undefined as unknown as Func) - 1;
  if (!constructor && made.bases.length > 0) {
    const head = headOf(f, node);
    const callee: Ref = { is: "attr", of: { is: "super" }, name: "constructor" };
    f.out.push({ is: "call", span: head, name: head, use: "dropped", ref: { is: "call", callee, args: [] } });
  }
  const before = f.out.length;
  for (const field of job.fields) {
    const key = isComputedPropertyName(field.name) ? undefined : field.name.text;
    const value = bounded(named(f, field.initializer!, "escapes", key ?? "<field>"));
    if (key !== undefined) made.members.set(key, oneOf([value, made.members.get(key) ?? unknown]));
    if (problemsIn(source, field) > 0) f.out.length = before;
  }
  runJobs(source, f.jobs);
  finish(f);
  if (f.out.length === before && f.jobs.length === 0) {
    unit.funcs.splice(slot, 1);
    return;
  }
  if (constructor) constructor.fields = name;
  else made.members.set("constructor", { is: "func", name });
  source.lowered++;
  const start = startOf(source, node) - unit.from;
  unit.funcs[slot] = {
    name, span: [start, node.end - unit.from], head: headOf(f, node), async: false, generator: false, lambda: false, cls: made.name,
    role: "method", ...(job.parent !== undefined && { parent: job.parent }), params: [], returns: unknown, decorators: [],
    locals: localsOf(f), attributes: f.attributes ?? empty, abstract: false, steps: f.out,
  };
}

/** A class's name, else where it begins. */
function headOf(f: Frame, node: ts.ClassLikeDeclaration): Span {
  if (node.name) return spanOf(f, node.name);
  const start = startOf(f.source, node) - f.unit.from;
  return [start, start];
}
