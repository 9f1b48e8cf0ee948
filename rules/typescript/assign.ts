import ts from "typescript";
import { unknown } from "../model/ref.js";
import type { Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import { exportMember, exportWhole } from "./exports.js";
import { elementOf, expr, usePlain } from "./expressions.js";
import { beginWay, bindOutward, emitBind, endWay, keptUse, meet, memberUse, noWay, read } from "./frame.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { named } from "./literals.js";
import { assignPattern } from "./patterns.js";
import { bounded, members, oneOf } from "./refs.js";
import { assign, lookup } from "./scope.js";
import type { Variable } from "./scope.js";
import { textOf } from "./source.js";

const { isAsExpression, isIdentifier, isNonNullExpression, isParenthesizedExpression } = ts;

/** The most members of a local object that are followed when one is added. */
const MEMBERS = 32;

/** `a = b`, `a.b += c`, `a ??= b`. */
export function assignment(f: Frame, node: ts.BinaryExpression, use: Use): Ref {
  const operator = node.operatorToken.kind;
  const target = bare(node.left);
  if (operator === K.EqualsToken) {
    const place = placeOf(f, target);
    return put(f, place, node.right, use);
  }
  if (operator === K.QuestionQuestionEqualsToken || operator === K.BarBarEqualsToken || operator === K.AmpersandAmpersandEqualsToken) {
    const before = expr(f, target, "tested");
    const way = beginWay(f);
    const after = put(f, placeOf(f, target), node.right, use);
    meet(f, endWay(f, way), noWay);
    return oneOf([bounded(before), bounded(after)]);
  }
  expr(f, target, "tested");
  expr(f, node.right, "tested");
  assignTo(f, target, unknown);
  return unknown;
}

/** Where an assignment puts its value. */
type Place =
  | { readonly is: "variable"; readonly name: string; readonly node: ts.Identifier; readonly variable: Variable | undefined }
  | { readonly is: "member"; readonly node: ts.PropertyAccessExpression; readonly of: Ref; readonly name: string }
  | { readonly is: "pattern"; readonly node: ts.Expression }
  | { readonly is: "other" };

/** Lowers what stands left of the `=`. */
function placeOf(f: Frame, target: ts.Expression): Place {
  switch (target.kind) {
    case K.Identifier: {
      const name = textOf(target as ts.Identifier);
      return { is: "variable", name, node: target as ts.Identifier, variable: lookup(f.scope, name) };
    }
    case K.PropertyAccessExpression: {
      const node = target as ts.PropertyAccessExpression;
      const name = textOf(node.name);
      const of = expr(f, node.expression, usePlain(node.expression) ? "tested" : memberUse(f, name));
      return { is: "member", node, of, name };
    }
    case K.ElementAccessExpression:
      elementOf(f, target as ts.ElementAccessExpression);
      return { is: "other" };
    case K.ArrayLiteralExpression: case K.ObjectLiteralExpression: return { is: "pattern", node: target };
    default:
      expr(f, target, "escapes");
      return { is: "other" };
  }
}

/** Lowers the right side and binds it. */
function put(f: Frame, place: Place, right: ts.Expression, use: Use): Ref {
  if (place.is === "variable") {
    const { variable, name, node } = place;
    const value = named(f, right, variable?.frame === f && !usePlain(right) ? keptUse(f, variable) : "escapes", name);
    const array = variable?.array === true && right.kind === K.ArrayLiteralExpression;
    bindVariable(f, name, variable, value);
    if (array) variable.array = true;
    // `await (t = f())`: what becomes of the whole is what becomes of the name.
    if (use !== "dropped" && variable?.frame === f && variable.maybe) read(f, name, node, use);
    return value;
  }
  if (place.is === "member") {
    const value = named(f, right, "escapes", f.module && place.name === "exports" ? "" : place.name);
    bindMember(f, place.node, place.of, place.name, value);
    return value;
  }
  const value = expr(f, right, "escapes");
  if (place.is === "pattern") assignPattern(f, place.node, value);
  return value;
}

/** Binds a value to a target whose own parts are still to be lowered. */
export function assignTo(f: Frame, target: ts.Expression, value: Ref): void {
  const place = placeOf(f, bare(target));
  if (place.is === "variable") bindVariable(f, place.name, place.variable, value);
  else if (place.is === "member") bindMember(f, place.node, place.of, place.name, value);
  else if (place.is === "pattern") assignPattern(f, place.node, value);
}

function bindVariable(f: Frame, name: string, variable: Variable | undefined, value: Ref): void {
  if (name === "") return;
  if (variable?.frame === f) {
    variable.array = false;
    assign(f, variable, value);
    emitBind(f, variable);
  } else {
    bindOutward(f, name, variable, bounded(value));
    if (f.module && !variable && name === "exports") exportWhole(f, value);
  }
}

function bindMember(f: Frame, node: ts.PropertyAccessExpression, of: Ref, name: string, value: Ref): void {
  if (of.is === "self") addAttribute(f, name, bounded(value));
  else if (of.is === "object") extendObject(f, node.expression, of, name, value);
  else if (f.module) exportMember(f, node, value);
}

/** Adds a value of an attribute of the receiver. */
export function addAttribute(f: Frame, name: string, value: Ref): void {
  const attributes = f.attributes ??= new Map<string, Ref>();
  const present = attributes.get(name);
  attributes.set(name, present ? oneOf([present, value]) : value);
}

/** `o.a = v` where `o` is a local object literal: from here on it has that member too. */
function extendObject(f: Frame, target: ts.Expression, of: Ref & { readonly is: "object" }, name: string, value: Ref): void {
  const variable = isIdentifier(target) ? lookup(f.scope, textOf(target)) : undefined;
  if (variable?.frame !== f || Object.keys(of.members).length >= MEMBERS) return;
  const present = of.members[name];
  const more = Object.assign(members(), of.members);
  more[name] = bounded(present ? oneOf([present, bounded(value)]) : value);
  assign(f, variable, { is: "object", members: more });
}

/** A target without parentheses and type assertions. */
function bare(target: ts.Expression): ts.Expression {
  let inner = target;
  while (isParenthesizedExpression(inner) || isNonNullExpression(inner) || isAsExpression(inner)) inner = inner.expression;
  return inner;
}

