import { either, unknown, type Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import { call } from "./call.js";
import { comprehension } from "./comprehension.js";
import { lambda } from "./function.js";
import { attributeOf, bindName, isHeld, iterated, keptAs, load, operator, spanOf, valueOf, type Frame } from "./frame.js";
import { Light } from "./light.js";
import { constants, numberAt, someText, stringAt } from "./literal.js";
import { asksOperand, isContainerRef, longest, operandUse, operation } from "./operator.js";
import { inside } from "./walk.js";
import { alternatives } from "./ways.js";

/** Lowers an expression: adds its steps to the function, and says what it gives. `use` is what becomes of the value. */
export function expression(f: Frame, n: Light, use: Use): Ref {
  switch (n.type) {
    case "identifier": return name(f, n, use);
    case "attribute": return attribute(f, n);
    case "call": return call(f, n, use);
    case "string": return n.kids.length > 0 ? formatted(f, n) : stringAt(f.unit.file.text, n.from);
    case "integer": case "float": return numberAt(f.unit.file.text, n.from);
    case "none": case "true": case "false": return constants[n.type]!;
    case "await": return awaited(f, n, use);
    case "parenthesized_expression": return all(f, n, use);
    case "list": case "tuple": case "set": case "expression_list": case "pattern_list": case "list_pattern": case "tuple_pattern":
      return { is: "list", of: elements(f, n.kids, inside(use)) };
    case "dictionary": return dictionary(f, n, use);
    case "list_comprehension": case "set_comprehension": case "dictionary_comprehension": case "generator_expression":
      return comprehension(f, n, use);
    case "binary_operator": return binary(f, n, use);
    case "boolean_operator": return either(boolean(f, n, use));
    case "conditional_expression": return conditional(f, n, use);
    case "not_operator": return tested(f, n);
    case "comparison_operator": return comparison(f, n);
    case "unary_operator": return unary(f, n);
    case "subscript": return subscript(f, n);
    case "lambda": return lambda(f, n);
    case "named_expression": return walrus(f, n, use);
    case "yield": return yields(f, n);
    case "list_splat": case "dictionary_splat": return splat(f, n, use);
    case "concatenated_string": case "interpolation": case "format_specifier": case "format_expression": return formatted(f, n);
    case "slice": return tested(f, n);
    case "opaque": case "ellipsis": case "type": return unknown;
    default:
      for (const kid of n.kids) expression(f, kid, "escapes");
      return unknown;
  }
}

/** The values of expressions in a row; a starred one hands its elements over. */
function elements(f: Frame, kids: readonly Light[], use: Use): Ref[] {
  const refs: Ref[] = [];
  for (const kid of kids) {
    const hidden = unstar(kid);
    const starred = (hidden || kid.type === "list_splat") && typeof use === "object" && "inside" in use;
    const ref = expression(f, kid, starred ? use.inside : use);
    if (refs.length < longest) refs.push(hidden ? { is: "star", of: ref } : ref);
  }
  return refs;
}

/** The grammar reads `1, *f().x` as `(*f)().x`: takes the star away, and says whether there was one. */
function unstar(n: Light): boolean {
  const first = n.type === "call" || n.type === "attribute" || n.type === "subscript" ? n.kids[0] : undefined;
  if (!first) return false;
  const [inner] = first.kids;
  if (first.type === "list_splat" && inner) n.kids = [inner, ...n.kids.slice(1)];
  else if (!unstar(first)) return false;
  n.from = n.kids[0]!.from;
  return true;
}

function all(f: Frame, n: Light, use: Use): Ref {
  let ref: Ref = unknown;
  for (const kid of n.kids) ref = expression(f, kid, use);
  return ref;
}

/** `*xs` goes through it; `**xs` looks into it. */
function splat(f: Frame, n: Light, use: Use): Ref {
  const [only] = n.kids;
  const list = n.type === "list_splat";
  const of = all(f, n, !list && only?.type === "call" ? "tested" : use);
  if (list && only) iterated(f, only, of);
  return { is: "star", of };
}

function tested(f: Frame, n: Light): Ref {
  for (const kid of n.kids) expression(f, kid, "tested");
  return unknown;
}

/** `x in xs` asks the container, `a < b` what stands on the left. */
function comparison(f: Frame, n: Light): Ref {
  const [left, right] = n.kids;
  if (n.kids.length !== 2) return tested(f, n);
  const a = expression(f, left!, "tested");
  const b = expression(f, right!, "tested");
  if (n.name === "in" || n.name === "not in") operator(f, right!, b, "__contains__");
  else asksOperand(f, n, a, b);
  return unknown;
}

function name(f: Frame, n: Light, use: Use): Ref {
  if (isHeld(f, n.name)) f.steps.push({ is: "read", span: spanOf(f, n), name: n.name, use });
  return valueOf(f, n.name);
}

function attribute(f: Frame, n: Light): Ref {
  const ref = attributeOf(f, expression(f, n.kids[0]!, { member: n.name }), n.name);
  load(f, n, ref);
  return ref;
}

/** The grammar reads `await f() ** 2` as `await (f() ** 2)`; Python awaits the left operand alone. */
function awaited(f: Frame, n: Light, use: Use): Ref {
  const [power] = n.kids;
  const [left, right] = power?.kids ?? [];
  if (power?.type === "binary_operator" && power.name === "**" && left && right) {
    return binary(f, made(power, [made(n, [left]), right]), use);
  }
  const of = all(f, n, "awaited");
  if (power && power.type !== "call" && of.is !== "unknown") f.steps.push({ is: "await", span: spanOf(f, power), ref: of });
  return of.is === "unknown" ? unknown : { is: "await", of };
}

/** A node like another one, with other children. */
const made = (like: Light, kids: Light[]): Light => Object.assign(new Light(like.type), like, { kids });

function formatted(f: Frame, n: Light): Ref {
  for (const kid of n.kids) if (kid.type !== "string" || kid.kids.length > 0) expression(f, kid, "tested");
  return someText;
}

function dictionary(f: Frame, n: Light, use: Use): Ref {
  const members: Record<string, Ref> = {};
  const element = inside(use);
  let named = n.kids.length <= longest;
  for (const kid of n.kids) {
    const [key, value] = kid.kids;
    if (kid.type !== "pair" || !key || !value) {
      named = false;
      for (const each of kid.kids) expression(f, each, kid.type !== "dictionary_splat" ? "escapes" : each.type === "call" ? "tested" : use);
      continue;
    }
    const keyRef = expression(f, key, "escapes");
    const ref = expression(f, value, element);
    if (keyRef.is !== "literal" || typeof keyRef.value !== "string" || keyRef.value === "__proto__") named = false;
    else if (named) members[keyRef.value] = ref;
  }
  return named ? { is: "object", members } : unknown;
}

function binary(f: Frame, n: Light, use: Use): Ref {
  const [left, right] = n.kids;
  if (!left || !right) return tested(f, n);
  const a = expression(f, left, operandUse(f, left, n.name, use));
  const b = expression(f, right, operandUse(f, right, n.name, use));
  asksOperand(f, n, a, b);
  return operation(f, n.name, a, b);
}

function boolean(f: Frame, n: Light, use: Use): Ref[] {
  const [left, right] = n.kids;
  if (!left || !right) return [tested(f, n)];
  // What `and` gives is its left operand only where that is false, which no object of note is.
  const first = n.name === "and" ? "tested" : use;
  const a = left.type === "boolean_operator" ? boolean(f, left, first) : [expression(f, left, first)];
  let b: Ref = unknown;
  const [arm] = alternatives(f, [() => void (b = expression(f, right, use)), () => undefined]);
  if (arm!.length > 0) f.steps.push({ is: "branch", arms: [arm!, []] });
  return a.length < longest ? [...a, b] : a;
}

function conditional(f: Frame, n: Light, use: Use): Ref {
  const [then, condition, otherwise] = n.kids;
  if (!then || !condition || !otherwise) return tested(f, n);
  expression(f, condition, "tested");
  let a: Ref = unknown;
  let b: Ref = unknown;
  const arms = alternatives(f, [() => void (a = expression(f, then, use)), () => void (b = expression(f, otherwise, use))]);
  if (arms.some((arm) => arm.length > 0)) f.steps.push({ is: "branch", arms });
  return either([a, b]);
}

function unary(f: Frame, n: Light): Ref {
  const [of] = n.kids;
  const ref = of ? expression(f, of, "tested") : unknown;
  asksOperand(f, n, ref);
  return ref.is === "literal" && typeof ref.value === "number" && n.name === "-" ? { is: "literal", value: -ref.value } : unknown;
}

function subscript(f: Frame, n: Light): Ref {
  const [value, ...indexes] = n.kids;
  if (!value) return unknown;
  // An element that is taken out of a container lives on.
  const taken = value.type === "identifier" && isContainerRef(valueOf(f, value.name));
  const of = expression(f, value, taken ? "escapes" : "tested");
  const refs = indexes.map((index) => expression(f, index, "tested"));
  operator(f, n, of, "__getitem__");
  if (of.is === "unknown" || indexes.length === 0) return unknown;
  if (indexes[0]!.type === "slice") return of;
  const [key] = refs;
  const literal = refs.length === 1 && key!.is === "literal" && (typeof key!.value === "string" || typeof key!.value === "number");
  return literal ? { is: "item", of, key: key!.value as string | number } : { is: "item", of };
}

function walrus(f: Frame, n: Light, use: Use): Ref {
  const [target, value] = n.kids;
  if (!target || !value) return unknown;
  const ref = expression(f, value, keptAs(f, target.name));
  const { inner } = f;
  // The name belongs to the function, even in a comprehension.
  f.inner = undefined;
  bindName(f, target.name, ref);
  if (isHeld(f, target.name)) f.steps.push({ is: "read", span: spanOf(f, target), name: target.name, use });
  f.inner = inner;
  return ref;
}

function yields(f: Frame, n: Light): Ref {
  const [value] = n.kids;
  if (!value) return unknown;
  const ref = expression(f, value, "yielded");
  const from = n.name === "from";
  if (from) f.steps.push({ is: "iterate", span: spanOf(f, value), of: ref, async: false });
  if (ref.is !== "unknown") f.yields = f.yields ? either([f.yields, from ? { is: "item", of: ref } : ref]) : from ? { is: "item", of: ref } : ref;
  return unknown;
}
