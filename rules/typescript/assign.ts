import ts from "typescript";
import { unknown } from "../model/ref.js";
import type { Ref } from "../model/ref.js";
import { isShared } from "../model/shared.js";
import type { Use } from "../model/step.js";
import { exportMember, exportWhole } from "./exports.js";
import { elementOf, expr, usePlain } from "./expressions.js";
import { attr, beginWay, bindOutward, emitBind, endWay, keptUse, meet, memberUse, nameRef, noWay, read, sets } from "./frame.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { named } from "./literals.js";
import { assignPattern } from "./patterns.js";
import { bounded, isTaken, members, oneOf } from "./refs.js";
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
  | { readonly is: "member"; readonly node: ts.PropertyAccessExpression; readonly of: Ref; readonly name: string; readonly filled: Variable | undefined }
  | { readonly is: "pattern"; readonly node: ts.Expression }
  /** An element of a local container of which nothing else has got hold. */
  | { readonly is: "element"; readonly of: Variable }
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
      const filled = filledBy(f, node.expression);
      const of = filled ? filled.value : expr(f, node.expression, usePlain(node.expression) ? "tested" : memberUse(f, name));
      return { is: "member", node, of, name, filled };
    }
    case K.ElementAccessExpression: {
      const { expression, argumentExpression } = target as ts.ElementAccessExpression;
      const filled = filledBy(f, expression);
      if (filled) {
        expr(f, argumentExpression, "tested");
        return { is: "element", of: filled };
      }
      f.writes++;
      f.changes = isShared(elementOf(f, target as ts.ElementAccessExpression)) || f.changes;
      return { is: "other" };
    }
    case K.ArrayLiteralExpression: case K.ObjectLiteralExpression: return { is: "pattern", node: target };
    default:
      expr(f, target, "escapes");
      return { is: "other" };
  }
}

/** The local container that an expression names, as far as nothing else has got hold of it. */
export function filledBy(f: Frame, node: ts.Expression): Variable | undefined {
  const variable = isIdentifier(node) ? lookup(f.scope, textOf(node)) : undefined;
  return variable?.array && variable.frame === f && !variable.hiding ? variable : undefined;
}

/** How a value is used that is put into a local container. */
function elementUse(f: Frame, container: Variable, right: ts.Expression): Use {
  const kept = usePlain(right) ? "escapes" : keptUse(f, container);
  return typeof kept === "object" ? { inside: kept } : kept;
}

/** Lowers the right side and binds it. */
function put(f: Frame, place: Place, right: ts.Expression, use: Use): Ref {
  if (place.is === "variable") {
    const { variable, name, node } = place;
    const value = named(f, right, variable?.frame === f && !usePlain(right) ? keptUse(f, variable) : "escapes", name);
    if (variable?.frame === f && right.kind === K.AwaitExpression && isTaken(value)) variable.maybe = variable.holds = true;
    const array = variable?.array === true && right.kind === K.ArrayLiteralExpression;
    bindVariable(f, name, variable, value);
    if (array) variable.array = true;
    // `await (t = f())`: what becomes of the whole is what becomes of the name.
    if (use !== "dropped" && variable?.frame === f && variable.maybe) read(f, name, node, use);
    return value;
  }
  if (place.is === "member") {
    const value = named(f, right, place.filled ? elementUse(f, place.filled, right) : "escapes", f.module && place.name === "exports" ? "" : place.name);
    if (place.of.is !== "self" && place.of.is !== "object") stored(f, value);
    bindMember(f, place.node, place.of, place.name, value);
    return value;
  }
  if (place.is === "element") return expr(f, right, elementUse(f, place.of, right));
  const value = expr(f, right, "escapes");
  if (place.is === "pattern") assignPattern(f, place.node, value);
  else stored(f, value);
  return value;
}

/** Notes what is put where others find it, if it is something that somebody may have to do with. */
function stored(f: Frame, value: Ref): void {
  const { is } = value;
  if (!f.module && (is === "param" || is === "func" || is === "object" || is === "list" || isTaken(value))) (f.stores ??= []).push(bounded(value));
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
    sets(f, nameRef(f, name));
    stored(f, value);
    bindOutward(f, name, variable, bounded(value));
    if (f.module && !variable && name === "exports") exportWhole(f, value);
  }
}

function bindMember(f: Frame, node: ts.PropertyAccessExpression, of: Ref, name: string, value: Ref): void {
  f.writes++;
  if (of.is !== "self" && isShared(of)) setMember(f, of, name);
  if (of.is === "self") addAttribute(f, name, bounded(value));
  else if (of.is === "object") extendObject(f, node.expression, of, name, value);
  else if (f.module) exportMember(f, node, value);
}

/** Notes that an attribute is set of something that others know of. */
function setMember(f: Frame, of: Ref, name: string): void {
  const ref = attr(f, of, name);
  if (ref.is === "attr") sets(f, ref);
  else f.changes = true;
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

