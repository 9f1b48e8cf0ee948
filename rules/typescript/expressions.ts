import ts from "typescript";
import { unknown } from "../model/ref.js";
import type { Ref } from "../model/ref.js";
import { isShared } from "../model/shared.js";
import type { Use } from "../model/step.js";
import { assignment } from "./assign.js";
import { callExpression, newExpression, taggedTemplate } from "./calls.js";
import { classExpression } from "./classes.js";
import { attr, beginWay, emitLoad, endWay, meet, memberUse, noWay, read, spanOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { functionExpression } from "./functions.js";
import { jsx } from "./jsx.js";
import { K } from "./kinds.js";
import { arrayLiteral, objectLiteral } from "./literals.js";
import { awaited, bounded, item, oneOf } from "./refs.js";
import { lookup } from "./scope.js";
import { textOf } from "./source.js";
import { typeOf } from "./types.js";

const { isBinaryExpression, isIdentifier } = ts;

/** Lowers one kind of expression: records its steps and gives its value. `use` is what becomes of the value. */
export type Lower<N extends ts.Node> = (f: Frame, node: N, use: Use) => Ref;

/** How deep a tree may be; what lies deeper is not looked at. */
export const DEPTH = 400;

/** The longest string that is kept as a literal. */
const SHORT = 60;

const text: Ref = { is: "text" };
const nothing: Ref = { is: "literal", value: null };
const yes: Ref = { is: "literal", value: true };
const no: Ref = { is: "literal", value: false };
const superRef: Ref = { is: "super" };

/** By kind: an array, for a look-up by index is faster than a long switch. */
const table: (Lower<never> | undefined)[] = [];
const on = <N extends ts.Node>(kinds: readonly ts.SyntaxKind[], lower: Lower<N>): void => {
  for (const kind of kinds) table[kind] = lower;
};

/** Lowers an expression. */
export function expr(f: Frame, node: ts.Expression, use: Use): Ref {
  const lower = table[node.kind] as Lower<ts.Expression> | undefined;
  if (!lower) return unknown;
  const { source } = f;
  if (source.depth >= DEPTH) return unknown;
  source.depth++;
  const ref = lower(f, node, use);
  source.depth--;
  return ref;
}

/** Kinds of expressions whose use nobody asks for. */
const plain: boolean[] = [];
for (const kind of [
  K.StringLiteral, K.NoSubstitutionTemplateLiteral, K.NumericLiteral, K.BigIntLiteral, K.TrueKeyword, K.FalseKeyword, K.NullKeyword,
  K.ThisKeyword, K.ArrowFunction, K.FunctionExpression, K.RegularExpressionLiteral, K.PropertyAccessExpression, K.TemplateExpression,
  K.AwaitExpression, K.ElementAccessExpression, K.PrefixUnaryExpression, K.TypeOfExpression,
]) plain[kind] = true;

/** Whether the use of an expression is of no interest: it is no call, no name, and holds none that would share the use. */
export const usePlain = (node: ts.Node): boolean => plain[node.kind] === true;

/** Whether a value is not plain to see where it stands, so that a type may say more of it. */
const mayBeMore = (ref: Ref): boolean =>
  ref.is === "unknown" || ref.is === "name" || ref.is === "attr" || ref.is === "call" || ref.is === "await" || ref.is === "item" || (ref.is === "param" && !ref.type);

/** A literal string, as a Ref. */
export const stringRef = (value: string): Ref => (value.length <= SHORT ? { is: "literal", value } : text);

on<ts.Identifier>([K.Identifier], (f, node, use) => {
  const name = textOf(node);
  if (name === "undefined") return nothing;
  return name === "" ? unknown : read(f, name, node, use);
});
on([K.ThisKeyword], (f) => f.self);
on([K.SuperKeyword], () => superRef);
on<ts.StringLiteral>([K.StringLiteral, K.NoSubstitutionTemplateLiteral], (_, node) => stringRef(node.text));
on<ts.NumericLiteral>([K.NumericLiteral], (_, node) => ({ is: "literal", value: Number(node.text) }));
on([K.TrueKeyword], () => yes);
on([K.FalseKeyword], () => no);
on([K.NullKeyword], () => nothing);

on<ts.ParenthesizedExpression>([K.ParenthesizedExpression], (f, node, use) => expr(f, node.expression, use));
on<ts.SatisfiesExpression>([K.SatisfiesExpression, K.NonNullExpression, K.ExpressionWithTypeArguments], (f, node, use) => expr(f, node.expression, use));
on<ts.AsExpression | ts.TypeAssertion>([K.AsExpression, K.TypeAssertionExpression], (f, node, use) => {
  const ref = expr(f, node.expression, use);
  return mayBeMore(ref) ? oneOf([ref, typeOf(f, node.type)]) : ref;
});
on<ts.PartiallyEmittedExpression>([K.PartiallyEmittedExpression], (f, node, use) => expr(f, node.expression, use));

on<ts.CallExpression>([K.CallExpression], callExpression);
on<ts.NewExpression>([K.NewExpression], newExpression);
on<ts.TaggedTemplateExpression>([K.TaggedTemplateExpression], taggedTemplate);
on<ts.FunctionExpression | ts.ArrowFunction>([K.FunctionExpression, K.ArrowFunction], (f, node) => functionExpression(f, node, undefined));
on<ts.ClassExpression>([K.ClassExpression], (f, node) => classExpression(f, node, undefined));
on<ts.ObjectLiteralExpression>([K.ObjectLiteralExpression], (f, node, use) => objectLiteral(f, node, use, undefined));
on<ts.ArrayLiteralExpression>([K.ArrayLiteralExpression], arrayLiteral);
on<ts.JsxChild>([K.JsxElement, K.JsxSelfClosingElement, K.JsxFragment], jsx);

on<ts.PropertyAccessExpression>([K.PropertyAccessExpression], (f, node) => {
  const ref = memberOf(f, node);
  emitLoad(f, node, ref);
  return ref;
});
on<ts.ElementAccessExpression>([K.ElementAccessExpression], elementOf);

on<ts.AwaitExpression>([K.AwaitExpression], (f, { expression }) => {
  const ref = expr(f, expression, "awaited");
  if (ref.is !== "call" && ref.is !== "unknown") f.out.push({ is: "await", span: spanOf(f, expression), ref });
  return awaited(ref);
});
on<ts.VoidExpression>([K.VoidExpression], (f, node) => {
  expr(f, node.expression, "escapes");
  return nothing;
});
on<ts.TypeOfExpression | ts.DeleteExpression>([K.TypeOfExpression, K.DeleteExpression], (f, node) => {
  const ref = expr(f, node.expression, "tested");
  if (node.kind === K.DeleteExpression) {
    f.writes++;
    f.changes ||= isShared(ref);
  }
  return unknown;
});
on<ts.PrefixUnaryExpression>([K.PrefixUnaryExpression], (f, node) => {
  const ref = expr(f, node.operand, "tested");
  if (node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken) counted(f, node.operand, ref);
  if (node.operator !== K.MinusToken || ref.is !== "literal" || typeof ref.value !== "number") return unknown;
  return { is: "literal", value: -ref.value };
});
on<ts.PostfixUnaryExpression>([K.PostfixUnaryExpression], (f, node) => {
  counted(f, node.operand, expr(f, node.operand, "tested"));
  return unknown;
});
on<ts.TemplateExpression>([K.TemplateExpression], (f, node) => {
  for (const { expression } of node.templateSpans) expr(f, expression, "tested");
  return text;
});
on<ts.YieldExpression>([K.YieldExpression], (f, node) => {
  if (!node.expression) return unknown;
  const ref = expr(f, node.expression, "yielded");
  if (node.asteriskToken) f.out.push({ is: "iterate", span: spanOf(f, node.expression), of: ref, async: f.async });
  if (f.yielded.length < DEPTH) f.yielded.push(bounded(node.asteriskToken ? item(ref) : ref));
  return unknown;
});
on<ts.ConditionalExpression>([K.ConditionalExpression], (f, node, use) => {
  expr(f, node.condition, "tested");
  const first = beginWay(f);
  const a = expr(f, node.whenTrue, use);
  const ifTrue = endWay(f, first);
  const second = beginWay(f);
  const b = expr(f, node.whenFalse, use);
  meet(f, ifTrue, endWay(f, second));
  return oneOf([bounded(a), bounded(b)]);
});
on<ts.SpreadElement>([K.SpreadElement], (f, node, use) => {
  const of = bounded(expr(f, node.expression, use));
  // Most of what is spread is an array, and only what a call gives may be a generator that runs.
  if (holdsCall(of)) f.out.push({ is: "iterate", span: spanOf(f, node.expression), of, async: false });
  return { is: "star", of };
});
on<ts.BinaryExpression>([K.BinaryExpression], binary);

/** `x++`: of a name of its own it is nobody else's business. */
function counted(f: Frame, operand: ts.Expression, ref: Ref): void {
  const own = isIdentifier(operand) && lookup(f.scope, textOf(operand))?.frame === f;
  if (own) return;
  f.writes++;
  f.changes ||= isIdentifier(operand) || isShared(ref);
}

/** The Ref of `a.b`, without a record that it is read. */
export function memberOf(f: Frame, node: ts.PropertyAccessExpression): Ref {
  const name = textOf(node.name);
  const of = expr(f, node.expression, usePlain(node.expression) ? "tested" : memberUse(f, name));
  return name === "" ? unknown : attr(f, of, name);
}

/** The Ref of `a[b]`. */
export function elementOf(f: Frame, node: ts.ElementAccessExpression): Ref {
  const of = expr(f, node.expression, "tested");
  const key = expr(f, node.argumentExpression, "tested");
  return item(of, key.is === "literal" && (typeof key.value === "string" || typeof key.value === "number") ? key.value : undefined);
}

const holdsCall = (ref: Ref): boolean =>
  ref.is === "call" || (ref.is === "await" && holdsCall(ref.of)) || (ref.is === "or" && ref.of.some(holdsCall));

const isLogical = (kind: ts.SyntaxKind): boolean =>
  kind === K.AmpersandAmpersandToken || kind === K.BarBarToken || kind === K.QuestionQuestionToken;
const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= K.FirstAssignment && kind <= K.LastAssignment;

/** Operators. The left operands of `a + b + c + …` nest as deep as the row is long, so they are walked in a loop. */
function binary(f: Frame, node: ts.BinaryExpression, use: Use): Ref {
  if (isAssignment(node.operatorToken.kind)) return assignment(f, node, use);
  const row: ts.BinaryExpression[] = [];
  const uses: Use[] = [];
  let left: ts.Expression = node;
  let leftUse = use;
  while (isBinaryExpression(left) && !isAssignment(left.operatorToken.kind)) {
    row.push(left);
    uses.push(leftUse);
    leftUse = useOfLeft(left.operatorToken.kind, leftUse);
    left = left.left;
  }
  let ref = expr(f, left, leftUse);
  for (let i = row.length - 1; i >= 0; i--) ref = operate(f, ref, row[i]!, uses[i]!);
  return ref;
}

/** What becomes of a left operand. That of `&&` is the result only when it is falsy, which no promise is: it is only looked at. */
function useOfLeft(operator: ts.SyntaxKind, use: Use): Use {
  if (operator === K.BarBarToken || operator === K.QuestionQuestionToken) return use;
  return operator === K.CommaToken ? "dropped" : "tested";
}

function operate(f: Frame, left: Ref, node: ts.BinaryExpression, use: Use): Ref {
  const operator = node.operatorToken.kind;
  if (operator === K.CommaToken) return expr(f, node.right, use);
  if (isLogical(operator)) {
    const way = beginWay(f);
    const right = expr(f, node.right, use);
    meet(f, endWay(f, way), noWay);
    return operator === K.AmpersandAmpersandToken ? right : oneOf([bounded(left), bounded(right)]);
  }
  const right = expr(f, node.right, "tested");
  return operator === K.PlusToken && (isText(left) || isText(right)) ? text : unknown;
}

const isText = (ref: Ref): boolean => ref.is === "text" || (ref.is === "literal" && typeof ref.value === "string");

