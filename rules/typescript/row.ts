import ts from "typescript";
import { carried, rootOf } from "../model/paths.js";
import type { Call, Row, Step } from "../model/step.js";
import { DEPTH } from "./expressions.js";
import { spanOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { lookup } from "./scope.js";
import { textOf } from "./source.js";

const {
  forEachChild, isAwaitExpression, isBinaryExpression, isBindingElement, isBlock, isCallExpression, isElementAccessExpression, isForOfStatement,
  isForStatement, isFunctionLike, isIdentifier, isPropertyAccessExpression, isPropertyAssignment, isShorthandPropertyAssignment,
  isStringLiteralLike, isVariableDeclaration, isVariableDeclarationList, isVariableStatement,
} = ts;

/** A statement that does nothing but await a call: the call, and what the result goes to. */
interface Awaiting { readonly call: ts.CallExpression; readonly targets: readonly ts.Node[]; readonly fills?: boolean }

/** Whether a statement does nothing but await a call and keep what it gives. */
export const isRow = (node: ts.Node): boolean => awaiting(node) !== undefined;

function awaiting(node: ts.Node): Awaiting | undefined {
  if (node.kind === K.VariableStatement) {
    const [only, ...more] = (node as ts.VariableStatement).declarationList.declarations;
    return only?.initializer && more.length === 0 ? awaitedBy(only.initializer, [only.name]) : undefined;
  }
  if (node.kind !== K.ExpressionStatement) return undefined;
  const { expression } = node as ts.ExpressionStatement;
  if (isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    return kind === K.EqualsToken || kind === K.PlusEqualsToken ? awaitedBy(expression.right, [expression.left]) : undefined;
  }
  if (!isCallExpression(expression)) return awaitedBy(expression, []);
  const { expression: callee, arguments: [value, ...others] } = expression;
  const fills = isPropertyAccessExpression(callee) && (textOf(callee.name) === "push" || textOf(callee.name) === "add");
  const awaits = fills && value && others.length === 0 ? awaitedBy(value, [callee.expression]) : undefined;
  return awaits && { ...awaits, fills };
}

function awaitedBy(node: ts.Expression, targets: readonly ts.Node[]): Awaiting | undefined {
  return isAwaitExpression(node) && isCallExpression(node.expression) ? { call: node.expression, targets } : undefined;
}

/** Notes on the awaited call's step, one of those from `mark` on, what its statement reads and binds. */
export function noteRow(f: Frame, node: ts.Node, mark: number, follows: boolean): void {
  const { call, targets, fills = false } = awaiting(node)!;
  const [from, to] = spanOf(f, call);
  const step = f.out.findLast((each) => each.is === "call" && each.span[0] === from && each.span[1] === to);
  const reads = new Set<string>();
  const binds = new Set<string>();
  if (step?.is !== "call" || f.out.indexOf(step) < mark || !paths([call], reads) || !targets.every((target) => bound(f, target, fills, binds, reads))) return;
  // The step stays the object that it is: others have it in hand.
  (step as { row?: Row }).row = { reads: [...reads], binds: [...binds], ...(follows ? { follows } : {}) };
}

/** Adds the names, and paths from names on, that stand in nodes; false where something in them is awaited, yielded or bound in the middle. */
function paths(nodes: readonly ts.Node[], into: Set<string>): boolean {
  const waiting = [...nodes];
  let whole = true;
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const path = pathOf(node);
    if (path !== undefined) into.add(path);
    else if (isPropertyAccessExpression(node)) waiting.push(node.expression);
    else if (isPropertyAssignment(node)) waiting.push(node.initializer, ...(node.name.kind === K.ComputedPropertyName ? [node.name] : []));
    else if (isBindingElement(node)) waiting.push(node.name, ...(node.initializer ? [node.initializer] : []));
    else if (isShorthandPropertyAssignment(node)) into.add(textOf(node.name));
    else {
      whole &&= !(isAwaitExpression(node) || node.kind === K.YieldExpression || (isBinaryExpression(node) && isAssignment(node.operatorToken.kind)));
      forEachChild(node, (child) => void waiting.push(child));
    }
  }
  return whole;
}

const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= K.FirstAssignment && kind <= K.LastAssignment;

function pathOf(node: ts.Node, depth = 0): string | undefined {
  if (isIdentifier(node)) return textOf(node);
  if (node.kind === K.ThisKeyword) return "this";
  if (!isPropertyAccessExpression(node) || depth > DEPTH) return undefined;
  const of = pathOf(node.expression, depth + 1);
  return of === undefined ? undefined : `${of}.${textOf(node.name)}`;
}

/** Adds what a target binds; false where that cannot be said. An element is a path of its own where its key is written out. */
function bound(f: Frame, target: ts.Node, fills: boolean, into: Set<string>, reads: Set<string>): boolean {
  const path = pathOf(isElementAccessExpression(target) ? target.expression : target);
  if (path === undefined) return isPattern(target) && paths([target], into);
  // What others know under a name, they may read in the middle.
  if (!fills && isIdentifier(target) && lookup(f.scope, path)?.frame !== f) return false;
  if (!isElementAccessExpression(target)) {
    into.add(path);
    return true;
  }
  const { argumentExpression: key } = target;
  into.add(isStringLiteralLike(key) ? `${path}.[${key.text}]` : path);
  return paths([key], reads);
}

const isPattern = ({ kind }: ts.Node): boolean =>
  kind === K.ObjectBindingPattern || kind === K.ArrayBindingPattern || kind === K.ObjectLiteralExpression || kind === K.ArrayLiteralExpression;

/** Notes on the only such statement of a loop's body what one round may leave to the next. */
export function noteRound(steps: readonly Step[], node: ts.IterationStatement): void {
  const goes = goneThrough(node);
  if (!goes) return;
  const [step, ...more] = steps.filter((each): each is Call & { readonly row: Row } => each.is === "call" && each.row !== undefined);
  const statements = isBlock(node.statement) ? node.statement.statements : [node.statement];
  const i = statements.findIndex(isRow);
  if (!step || more.length > 0 || i < 0) return;
  const own = new Set<string>();
  paths([goes.target], own);
  const targets = [...own];
  const reads = new Set<string>();
  paths(goes.over, reads);
  for (const statement of statements.slice(0, i)) {
    paths([statement], reads);
    // What a block declares is its own, each round.
    if (isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) paths([name], own);
  }
  for (const path of step.row.reads) reads.add(path);
  if (![...reads].some((read) => targets.includes(rootOf(read)))) return;
  const changes = new Set(step.row.binds);
  changed(statements.slice(i + 1), changes);
  (step as { row: Row }).row = { ...step.row, round: { own: [...own], leaves: carried(reads, changes, own) } };
}

/** What a loop binds anew each round, and what decides of it. */
function goneThrough(node: ts.IterationStatement): { readonly target: ts.Node; readonly over: readonly ts.Node[] } | undefined {
  if (isForOfStatement(node)) return node.awaitModifier ? undefined : { target: node.initializer, over: [node.expression] };
  const { initializer, condition } = isForStatement(node) ? node : {};
  const [only, ...more] = initializer && isVariableDeclarationList(initializer) ? initializer.declarations : [];
  return only && condition && more.length === 0 ? { target: only.name, over: [condition] } : undefined;
}

/** Adds what statements bind, call a method of or hand to a call. */
function changed(nodes: readonly ts.Node[], into: Set<string>): void {
  const waiting = [...nodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isFunctionLike(node)) continue;
    const touched: ts.Node[] = [];
    if (isCallExpression(node)) {
      if (isPropertyAccessExpression(node.expression)) touched.push(node.expression.expression);
      touched.push(...node.arguments.filter((argument) => pathOf(argument) !== undefined));
    } else if (isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) touched.push(node.left);
    else if (isVariableDeclaration(node)) touched.push(node.name);
    else if (node.kind === K.PostfixUnaryExpression || node.kind === K.PrefixUnaryExpression) touched.push((node as ts.PrefixUnaryExpression).operand);
    paths(touched, into);
    forEachChild(node, (child) => void waiting.push(child));
  }
}
