import type { Func } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import { calleeOf } from "./call.js";
import { Env } from "./env.js";
import { bindName, unique, type Frame } from "./frame.js";
import { define } from "./function.js";
import type { Light } from "./light.js";
import { block, expression } from "./walk.js";

/** `@d def f(): …`, `@d class C: …`. */
export function decorated(f: Frame, n: Light): void {
  const decorators = n.kids.filter((kid) => kid.type === "decorator" && kid.kids[0]).map((kid) => kid.kids[0]!);
  const defined = n.kids.find((kid) => kid.type === "function_definition" || kid.type === "class_definition");
  if (defined) definition(f, defined, decorators);
}

/** A `def` or `class`, with the expressions that decorate it from the outermost on. */
export function definition(f: Frame, n: Light, decorators: readonly Light[]): void {
  const name = n.kids.find((kid) => kid.type === "identifier")?.name;
  if (name === undefined) return;
  if (n.type === "class_definition") bindName(f, name, classOf(f, n, name, decorators.map((each) => calleeOf(f, each))));
  else {
    const decoration = decorationOf(f, name, decorators);
    const ref = define(f, n, name, decoration);
    // The property itself stays what its name means.
    if (!decoration.accessor || f.env.values.get(name) === undefined) bindName(f, name, ref);
  }
}

const roles: Readonly<Record<string, Func["role"]>> = {
  property: "property", cached_property: "property", abstractproperty: "property",
  staticmethod: "static", abstractstaticmethod: "static", classmethod: "class", abstractclassmethod: "class",
};
const ofClass = new Set(["__new__", "__init_subclass__", "__class_getitem__"]);
const accessors = new Set(["setter", "deleter", "getter"]);

function decorationOf(f: Frame, name: string, decorators: readonly Light[]): { role: Func["role"]; decorators: Ref[]; accessor: boolean } {
  if (f.cls === undefined || !f.env.outer) return { role: "plain", decorators: decorators.map((each) => calleeOf(f, each)), accessor: false };
  let role: Func["role"] = ofClass.has(name) ? "class" : "method";
  let accessor = false;
  const others: Ref[] = [];
  for (const each of decorators) {
    const known = each.type === "identifier" || each.type === "attribute" ? roles[each.name] : undefined;
    if (known) role = known;
    else if (each.type === "attribute" && accessors.has(each.name) && each.kids[0]!.name === name) accessor = true;
    else others.push(calleeOf(f, each));
  }
  return { role, decorators: others, accessor };
}

function classOf(f: Frame, n: Light, name: string, decorators: readonly Ref[]): Ref {
  const { env, prefix, cls, rounds, depth } = f;
  const bases: Ref[] = [];
  for (const kid of n.kids.find((each) => each.type === "argument_list")?.kids ?? []) {
    if (kid.type === "keyword_argument") expression(f, kid.kids[1] ?? kid, "escapes");
    else bases.push(expression(f, kid, "escapes"));
  }
  const { file } = f.unit;
  const full = unique(f.module ? file : f.unit, prefix + name);
  f.env = new Env(env);
  f.prefix = `${full}.`;
  f.cls = full;
  f.rounds = undefined;
  f.depth = 0;
  const body = n.kids.find((kid) => kid.type === "block");
  if (body) block(f, body);
  const members = f.env.values;
  Object.assign(f, { env, prefix, cls, rounds, depth });
  f.unit.classes.push([full, { name: full, bases, members, statics: none, decorators, ...(f.module ? {} : { parent: f.name }) }]);
  return { is: "class", name: full };
}

const none: ReadonlyMap<string, Ref> = new Map();
