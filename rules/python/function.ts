import { given } from "../model/given.js";
import type { Func, Param } from "../model/module.js";
import { unknown, type CallRef, type Ref } from "../model/ref.js";
import type { Writable } from "../model/writable.js";
import { annotated, isSilent, open } from "./annotation.js";
import { isClosed } from "./bounded.js";
import { localsOf, nameRef, newFrame, newUnit, unique, valueOf, type Frame, type Unit } from "./frame.js";
import type { Light } from "./light.js";
import { block, expression } from "./walk.js";

/** What is known of a function before its body is read. Everything else depends on its own text alone. */
export interface Head extends Pick<Func, "name" | "span" | "head" | "async" | "lambda" | "role" | "params" | "decorators"> {
  readonly cls: string | undefined;
  readonly parent: string | undefined;
  /** Its annotation. */
  readonly returns: Ref;
  /** The name of its receiver. */
  readonly receiver: string | undefined;
}

const [self, cls]: [Ref, Ref] = [{ is: "self" }, { is: "cls" }];

/** A method's role, and the decorators that did not decide it. */
export interface Decoration { readonly role: Func["role"]; readonly decorators: readonly Ref[] }

/** A lambda, as a value. */
export function lambda(f: Frame, n: Light): Ref {
  return define(f, n, "<lambda>", { role: "plain", decorators: [] });
}

/** Lowers a function that is defined in `f`, as a unit of its own if `f` is the module's body. */
export function define(f: Frame, n: Light, name: string, { role, decorators }: Decoration): Ref {
  const { file } = f.unit;
  const unit = f.module ? newUnit(file, n.from) : f.unit;
  const named = n.kids.find((kid) => kid.type === "identifier");
  const { receiver, params } = paramsOf(f, n, role !== "plain" && role !== "static");
  const lambda = n.type === "lambda";
  const at = (from: number, to: number): [number, number] => [from - unit.from, to - unit.from];
  const result = lambda ? undefined : n.kids.find((kid) => kid.type === "type");
  const full = unique(f.module ? file : unit, f.prefix + name);
  const head: Head = {
    name: full, span: at(n.from, n.to), head: lambda || !named ? at(n.from, n.from + "lambda".length) : at(named.from, named.to),
    async: n.name === "async", lambda, cls: lambda ? undefined : f.cls, role, parent: f.module ? undefined : f.name, params, decorators,
    returns: result ? annotation(f, result) : unknown, receiver,
  };
  const known = n.kids[n.kids.length - 1]?.type === "unread" ? file.known!(head, n) : undefined;
  if (!known) lowerFunction(unit, head, n, f.module ? undefined : f);
  if (unit !== f.unit) file.unit({ unit: known ?? unit, head, node: n });
  return { is: "func", name: full };
}

/** The value that an annotation speaks of. Names of the module are left free: their values may be bound later. */
export function annotation(f: Frame, n: Light): Ref {
  return annotated(f.unit.file.text.slice(n.from, n.to), (name) => {
    if (!f.module) return valueOf(f, name);
    const own = f.env.get(name);
    if ((own?.is === "call" && isTypeVariable(own)) || (own?.is === "import" && own.name !== undefined && isSilent(own.name))) return unknown;
    return f.env.outer && (own?.is === "class" || own?.is === "import") ? own : nameRef(f, name);
  });
}

/** `T = TypeVar("T")`: an annotation with it says nothing of a value. */
const isTypeVariable = ({ callee }: CallRef): boolean => {
  const name = callee.is === "name" || callee.is === "attr" || callee.is === "import" ? callee.name : undefined;
  return name === "TypeVar" || name === "ParamSpec" || name === "TypeVarTuple";
};

/** Reads a function's body; adds it, and all that is nested in it, to the unit. */
export function lowerFunction(unit: Unit, head: Head, n: Light, outer?: Frame): void {
  const scope = unit.file.scopes.get(n)!;
  const f = newFrame(unit, scope, head.name, false, outer);
  const bind = (name: string, ref: Ref): void => {
    f.env.set(name, ref);
    if (scope.captured.has(name)) localsOf(f).set(name, ref);
  };
  if (head.receiver !== undefined) bind(head.receiver, head.role === "class" ? cls : self);
  head.params.forEach(({ name, type, default: given }, index) =>
    bind(name, { is: "param", index, ...(type ? { type } : {}), ...(given ? { default: given } : {}) }));
  const slot = unit.functions.length;
  unit.functions.push(pending);
  const body = n.kids[n.kids.length - 1];
  if (body?.type === "block") block(f, body);
  else if (body && head.lambda && body.type !== "lambda_parameters") f.returns = expression(f, body, "returned");
  unit.functions[slot] = functionOf(f, head, body);
}

function functionOf(f: Frame, head: Head, body: Light | undefined): Func {
  const { generator } = f.scope;
  const func: Writable<Func> = {
    name: head.name, span: head.span, head: head.head, async: head.async, generator, lambda: head.lambda, role: head.role, params: head.params,
    returns: given(head.returns, generator ? { is: "list", of: f.yields ? [f.yields] : [] } : (f.returns ?? unknown), open),
    decorators: head.decorators, locals: f.locals ?? nothing, attributes: f.attributes ?? nothing,
    abstract: body?.type === "block" && isAbstract(f.unit.file.text, body), steps: f.steps,
  };
  if (f.changes) func.changes = true;
  if (f.sets) func.sets = f.sets;
  if (head.cls !== undefined) func.cls = head.cls;
  if (head.parent !== undefined) func.parent = head.parent;
  return func;
}

const nothing: ReadonlyMap<string, Ref> = new Map();

/** Keeps a function's place while its body is read. */
const pending: Func = {
  name: "", span: [0, 0], head: [0, 0], async: false, generator: false, lambda: false, role: "plain", params: [], returns: unknown,
  decorators: [], locals: nothing, attributes: nothing, abstract: false, steps: [],
};

function paramsOf(f: Frame, n: Light, bound: boolean): { receiver: string | undefined; params: Param[] } {
  const params: Param[] = [];
  let receiver: string | undefined;
  const list = n.kids.find((kid) => kid.type === "parameters" || kid.type === "lambda_parameters");
  list?.kids.forEach((kid, i) => {
    const param = paramOf(f, kid);
    if (!param) return;
    if (i === 0 && bound && !param.rest) receiver = param.name;
    else params.push(param);
  });
  return { receiver, params };
}

function paramOf(f: Frame, n: Light): Param | undefined {
  switch (n.type) {
    case "identifier": return { name: n.name };
    case "list_splat_pattern": case "dictionary_splat_pattern": return n.kids[0] && { name: n.kids[0].name, rest: true };
    case "default_parameter": case "typed_default_parameter": {
      const [name, ...rest] = n.kids;
      const value = rest[rest.length - 1];
      if (!name || !value) return undefined;
      const given = expression(f, value, "escapes");
      return { name: name.name, ...typeOf(f, rest[0]!), ...(given.is !== "unknown" && isClosed(given) ? { default: given } : {}) };
    }
    case "typed_parameter": {
      const [target, type] = n.kids;
      const name = target && paramOf(f, target);
      if (!name || !type) return name;
      const known = typeOf(f, type);
      if (!name.rest || !known.type) return { ...name, ...known };
      return target.type === "list_splat_pattern" ? { ...name, type: { is: "list", of: [known.type] } } : name;
    }
    // Python 2 took tuples apart in the head.
    case "tuple_pattern": return { name: "" };
    default: return undefined;
  }
}

function typeOf(f: Frame, n: Light): { type?: Ref } {
  if (n.type !== "type") return {};
  const type = annotation(f, n);
  return type.is === "unknown" ? {} : { type };
}

/** Whether a body does nothing itself: it leaves the work to another's. */
function isAbstract(text: string, body: Light): boolean {
  return body.kids.length > 0 && body.kids.every((kid) => {
    if (kid.type === "pass_statement") return true;
    const [only, more] = kid.kids;
    if (kid.type === "expression_statement") return more === undefined && (only?.type === "ellipsis" || only?.type === "string");
    return kid.type === "raise_statement" && text.startsWith("NotImplementedError", only?.from ?? -1);
  });
}
