import ts from "typescript";
import { given } from "../model/given.js";
import type { Func, Param } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import { unknown } from "../model/ref.js";
import type { Span } from "../model/span.js";
import type { Writable } from "../model/writable.js";
import { addAttribute } from "./assign.js";
import { lowerFields } from "./classes.js";
import type { FieldsJob } from "./classes.js";
import { expr } from "./expressions.js";
import { finish } from "./finish.js";
import { beginWay, endWay, frame, empty, localsOf, meet, noWay, trimmed } from "./frame.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { exportDefault } from "./modules.js";
import { bindPattern } from "./patterns.js";
import { awaited, bounded, oneOf } from "./refs.js";
import { reuse } from "./reuse.js";
import { assign, declare } from "./scope.js";
import type { Scope } from "./scope.js";
import { problemsIn, startOf, textOf, uniqueName, unit as freshUnit } from "./source.js";
import type { Source, Unit } from "./source.js";
import { bodyOf } from "./statements.js";
import { open, typeOf } from "./types.js";

const { isBlock, isDecorator, isFunctionExpression, isIdentifier, isModifier, isObjectBindingPattern, isThrowStatement } = ts;

/** What is still to be lowered when all the names around it are known. */
export type Job = FunctionJob | FieldsJob;

/** A function that is still to be lowered. */
export interface FunctionJob {
  readonly is: "function";
  readonly node: FunctionNode;
  readonly unit: Unit;
  readonly name: string;
  readonly parent: string | undefined;
  readonly scope: Scope;
  readonly cls: string | undefined;
  readonly role: Func["role"];
  readonly self: Ref;
  readonly async: boolean;
  readonly lambda: boolean;
  readonly decorators: readonly Ref[];
  /** Its class has field initialisers, in a function of this name, that a constructor runs first. */
  fields?: string;
}

/** What the place of a function says of it. */
export interface Placing {
  /** Its own name, without those of what it stands in. */
  readonly name: string;
  /** What it stands in; default: the function around it. */
  readonly prefix?: string;
  readonly cls?: string | undefined;
  readonly role?: Func["role"];
  readonly self?: Ref;
  readonly lambda?: boolean;
}

/** What is lowered as a function: declarations, expressions, methods, and signatures, which have no body. */
export type FunctionNode = ts.FunctionLikeDeclaration | (ts.MethodSignature & { readonly body?: undefined });

/** Plans the lowering of a function and gives its Ref. */
export function planFunction(f: Frame, node: FunctionNode, placing: Placing): Ref & { readonly is: "func" } {
  const { source } = f;
  const { decorators, start } = decoratorsOf(f, node);
  const job: Writable<FunctionJob> = {
    is: "function", node, unit: f.unit, name: "", parent: f.module ? undefined : f.name, scope: f.scope,
    cls: placing.cls, role: placing.role ?? "plain", self: placing.self ?? unknown, async: has(node, K.AsyncKeyword),
    lambda: placing.lambda ?? false, decorators,
  };
  if (f.module) job.unit = freshUnit(start, node.end - start, job, false);
  const prefix = placing.prefix ?? f.name;
  job.name = uniqueName(source, job.unit, "function", prefix === "" ? placing.name : `${prefix}.${placing.name}`);
  f.jobs.push(job);
  // What is wrong in its body is its own affair; a declaration is so as a whole, for it does nothing where it stands.
  if (node.kind === K.FunctionDeclaration) source.claimed += problemsIn(source, node);
  else if (node.body && isBlock(node.body)) source.claimed += problemsIn(source, node.body);
  return { is: "func", name: job.name };
}

/** A function expression or an arrow; `name` is what it is bound to. */
export function functionExpression(f: Frame, node: ts.FunctionExpression | ts.ArrowFunction, name: string | undefined): Ref {
  const arrow = node.kind === K.ArrowFunction;
  const own = name === "" ? "exports" : name ?? (node.name ? textOf(node.name as ts.Identifier) : arrow ? "<arrow>" : "<function>");
  const lambda = name === undefined;
  return planFunction(f, node, arrow ? { name: own, lambda, self: f.self, cls: f.cls } : { name: own, lambda });
}

/** A function declaration: its name is bound before the block's first statement is run. */
export function functionDeclaration(f: Frame, node: ts.FunctionDeclaration): void {
  const name = node.name ? textOf(node.name) : "default";
  const ref = planFunction(f, node, { name: name === "" ? "<function>" : name });
  if (!node.name) exportDefault(f, ref);
  else if (name !== "") assign(f, declare(f.scope, name, true), ref);
}

/** Lowers planned functions, and those nested in them. */
export function runJobs(source: Source, jobs: readonly Job[]): void {
  for (const job of jobs) {
    if (job.unit.job === job) {
      source.units.push(job.unit);
      if (reuse(source, job)) continue;
    }
    if (job.is === "fields") lowerFields(source, job);
    else lowerFunction(source, job);
  }
}

/** Lowers one function into its unit. */
export function lowerFunction(source: Source, job: FunctionJob): void {
  const { node, unit } = job;
  const slot = unit.funcs.push(undefined as unknown as Func) - 1;
  source.lowered++;
  const f = frame(source, unit, job.name, job.scope, job);
  f.generator = "asteriskToken" in node && node.asteriskToken !== undefined;
  if (isFunctionExpression(node) && node.name) assign(f, declare(f.top, textOf(node.name), true), { is: "func", name: job.name });
  if (job.fields) callFields(f, job);
  parameters(f, node);
  const result = node.body ? bodyOf(f, node.body) : undefined;
  const { body } = node;
  const broken = problemsIn(source, node);
  if (broken > 0) {
    unit.sound = false;
    // Wrong outside its body's statements: then there is no telling what the body is.
    if (!body || !isBlock(body) || broken > problemsIn(source, body)) f.out.length = 0;
  }
  if (unit.job === job && body && isBlock(body) && source.text.charCodeAt(body.end - 1) === 125) {
    unit.body = [startOf(source, body) + 1 - unit.from, body.end - 1 - unit.from];
  }
  runJobs(source, f.jobs);
  finish(f);
  unit.funcs[slot] = funcOf(f, job, result);
}

/** The facts of a function that has been walked. */
function funcOf(f: Frame, job: FunctionJob, result: Ref | undefined): Func {
  const { node, unit } = job;
  const start = nodeStart(f.source, node) - unit.from;
  const func: Writable<Func> = {
    name: job.name, span: [start, node.end - unit.from], head: headOf(f, node, start), async: job.async, generator: f.generator,
    lambda: job.lambda, role: job.role, params: trimmed(f.params), returns: returnsOf(f, node, result), decorators: job.decorators,
    locals: localsOf(f), attributes: f.attributes ?? empty, abstract: isAbstract(node), steps: trimmed(f.out),
  };
  if (f.changes) func.changes = true;
  if (f.sets) func.sets = f.sets;
  if (f.stores) func.stores = f.stores;
  if (job.cls !== undefined) func.cls = job.cls;
  if (job.parent !== undefined) func.parent = job.parent;
  return func;
}

/** What it gives: what its annotation says, else what it returns. */
function returnsOf(f: Frame, node: FunctionNode, result: Ref | undefined): Ref {
  const annotated = node.type ? typeOf(f, node.type) : unknown;
  const said = annotated.is === "awaitable" && f.async ? annotated.of : annotated;
  return given(said, f.generator ? { is: "list", of: f.yielded.slice(0, 8) } : bodyGives(f, result), open);
}

function bodyGives(f: Frame, result: Ref | undefined): Ref {
  const returned = result ? [...f.returned, result] : f.returned;
  return bounded(oneOf(f.async ? returned.map(awaited) : returned));
}

/** Its name, or what stands before its body. */
function headOf(f: Frame, node: FunctionNode, start: number): Span {
  const { from } = f.unit;
  if (node.name && node.name.end > node.name.pos) return [startOf(f.source, node.name) - from, node.name.end - from];
  if (node.kind === K.Constructor) return [start, start + "constructor".length];
  if (node.kind === K.ArrowFunction) return [start, node.equalsGreaterThanToken.end - from];
  return [start, Math.max(start, (node.body?.pos ?? node.end) - from)];
}

function isAbstract({ body }: FunctionNode): boolean {
  return !body || (isBlock(body) && body.statements.length === 1 && isThrowStatement(body.statements[0]!));
}

function parameters(f: Frame, node: FunctionNode): void {
  for (const parameter of node.parameters) {
    const { name, initializer } = parameter;
    const type = parameter.type ? typeOf(f, parameter.type) : unknown;
    if (isIdentifier(name) && name.escapedText === "this") {
      f.self = type;
      continue;
    }
    const made: Writable<Param> = { name: isIdentifier(name) ? textOf(name) : isObjectBindingPattern(name) ? "{}" : "[]" };
    const ref: Writable<Ref> & { type?: Ref; default?: Ref } & Ref = { is: "param", index: f.params.length };
    if (type.is !== "unknown") made.type = ref.type = type;
    if (initializer) {
      const way = beginWay(f);
      made.default = ref.default = bounded(expr(f, initializer, "escapes"));
      meet(f, endWay(f, way), noWay);
    }
    if (parameter.dotDotDotToken) made.rest = true;
    f.params.push(made);
    if (isIdentifier(name) && parameter.modifiers?.some(isModifier)) addAttribute(f, textOf(name), ref);
    bindPattern(f, name, ref, f.top, false, false);
  }
}

/** The hidden call with which a constructor begins where its class has field initialisers that do something. */
function callFields(f: Frame, job: FunctionJob): void {
  const start = nodeStart(f.source, job.node) - f.unit.from;
  const head: Span = [start, start + "constructor".length];
  f.out.push({
    is: "call", span: head, name: head, use: "dropped",
    ref: { is: "call", callee: { is: "func", name: job.fields! }, args: [] },
  });
}

/** Whether a declaration has a modifier. */
export function has(node: ts.Node, kind: ts.SyntaxKind): boolean {
  const { modifiers } = node as ts.Node & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> };
  if (modifiers) for (const modifier of modifiers) if (modifier.kind === kind) return true;
  return false;
}

const TRIVIA = /(?:\s+|\/\/.*|\/\*[^]*?\*\/)*/y;

/** Where a declaration begins, behind its decorators. */
export function nodeStart(source: Source, node: ts.Node): number {
  const { modifiers } = node as ts.Node & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> };
  let end = -1;
  if (modifiers) for (const modifier of modifiers) if (modifier.kind === K.Decorator) end = modifier.end;
  if (end < 0) return startOf(source, node);
  TRIVIA.lastIndex = end;
  TRIVIA.test(source.text);
  return TRIVIA.lastIndex;
}

/** Lowers the decorators of a declaration, and says where it begins behind them. */
export function decoratorsOf(f: Frame, node: ts.Node): { readonly decorators: readonly Ref[]; readonly start: number } {
  const { modifiers } = node as ts.Node & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> };
  const decorators: Ref[] = [];
  if (modifiers) {
    for (const modifier of modifiers) if (isDecorator(modifier)) decorators.push(bounded(expr(f, modifier.expression, "escapes")));
  }
  return { decorators: trimmed(decorators), start: nodeStart(f.source, node) };
}

