import ts from "typescript";
import type { Ref } from "../model/ref.js";
import type { Equality } from "../model/step.js";
import { expr } from "./expressions.js";
import { attr, nameRef, spanOf, trimmed } from "./frame.js";
import type { Flag, Frame } from "./frame.js";
import { K } from "./kinds.js";
import { lookup } from "./scope.js";
import { startOf, textOf } from "./source.js";

const { isBinaryExpression, isCallExpression, isIdentifier, isParenthesizedExpression, isPrefixUnaryExpression, isPropertyAccessExpression } = ts;

/** Lowers a condition; gives the names, attributes and calls that it looks at. */
export function test(f: Frame, condition: ts.Expression): readonly Ref[] {
  expr(f, condition, "tested");
  const asks: Ref[] = [];
  asked(f, condition, asks);
  return trimmed(asks);
}

function asked(f: Frame, node: ts.Expression, asks: Ref[]): void {
  if (isParenthesizedExpression(node)) return asked(f, node.expression, asks);
  if (isPrefixUnaryExpression(node)) return asked(f, node.operand, asks);
  if (isBinaryExpression(node)) {
    asked(f, node.left, asks);
    return asked(f, node.right, asks);
  }
  const ref = refOf(f, node);
  if (ref && ref.is !== "unknown" && ref.is !== "literal") asks.push(ref);
  const variable = isIdentifier(node) && (!ref || isPlain(ref)) ? lookup(f.scope, textOf(node)) : undefined;
  if (variable?.frame === f && !f.module) (f.asking ??= []).push({ variable });
}

const isPlain = (ref: Ref): boolean => ref.is === "literal" || ref.is === "unknown" || (ref.is === "or" && ref.of.every(isPlain));

/** Whether a condition looks at a local name that was given a constant. */
export function asksFlag(f: Frame, node: ts.Node): boolean {
  if (isParenthesizedExpression(node)) return asksFlag(f, node.expression);
  if (isPrefixUnaryExpression(node)) return asksFlag(f, node.operand);
  let left = node;
  for (; isBinaryExpression(left); left = left.left) if (asksFlag(f, left.right)) return true;
  if (left !== node) return asksFlag(f, left);
  const variable = isIdentifier(node) ? lookup(f.scope, textOf(node)) : undefined;
  if (variable?.frame !== f || f.module) return false;
  const { value } = variable;
  return value.is === "literal" || (value.is === "or" && value.of.some((each) => each.is === "literal"));
}

/** What is so where a condition holds, and where it does not: that a local name holds a constant. */
export function equalities(f: Frame, node: ts.Expression): readonly (Equality | undefined)[] | undefined {
  if (isParenthesizedExpression(node)) return equalities(f, node.expression);
  if (!isBinaryExpression(node) || !isIdentifier(node.left)) return undefined;
  const { kind } = node.operatorToken;
  const [equal, unequal] = [kind === K.EqualsEqualsEqualsToken || kind === K.EqualsEqualsToken, kind === K.ExclamationEqualsEqualsToken || kind === K.ExclamationEqualsToken];
  const value = equal || unequal ? constantOf(f, node.right) : undefined;
  if (!value || lookup(f.scope, textOf(node.left))?.frame !== f) return undefined;
  const asked: Equality = { name: textOf(node.left), value, text: f.source.text.slice(startOf(f.source, node.right), node.right.end) };
  return equal ? [asked] : [undefined, asked];
}

function constantOf(f: Frame, node: ts.Expression): Ref | undefined {
  if (isIdentifier(node) && textOf(node) !== "undefined") return lookup(f.scope, textOf(node))?.frame === f ? undefined : nameRef(f, textOf(node));
  const plain = node.kind === K.NullKeyword || node.kind === K.StringLiteral || node.kind === K.NumericLiteral || isIdentifier(node);
  return plain ? expr(f, node, "tested") : undefined;
}

/** The flag that a condition (`!stop`, `running`) looks at, and nothing else; undefined for any other condition. */
export function flagOf(f: Frame, node: ts.Expression, truth = true): Flag | undefined {
  if (isParenthesizedExpression(node)) return flagOf(f, node.expression, truth);
  if (isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) return flagOf(f, node.operand, !truth);
  const variable = isIdentifier(node) ? lookup(f.scope, textOf(node)) : undefined;
  return variable?.frame === f && !f.module ? { variable, truth } : undefined;
}

/** What an expression that has been walked stands for; its steps are there already. */
function refOf(f: Frame, node: ts.Expression): Ref | undefined {
  if (isIdentifier(node)) {
    const name = textOf(node);
    const variable = lookup(f.scope, name);
    return variable?.frame === f ? variable.value : nameRef(f, name);
  }
  if (node.kind === K.ThisKeyword) return f.self;
  if (isPropertyAccessExpression(node)) {
    const of = refOf(f, node.expression);
    return of && attr(f, of, textOf(node.name));
  }
  const [from, to] = spanOf(f, node);
  const step = isCallExpression(node) ? f.out.findLast((each) => each.is === "call" && each.span[0] === from && each.span[1] === to) : undefined;
  return step?.is === "call" ? step.ref : undefined;
}
