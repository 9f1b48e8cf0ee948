import ts from "typescript";
import type { Ref } from "../model/ref.js";
import { unknown } from "../model/ref.js";
import type { Jump, Use } from "../model/step.js";
import { classDeclaration, interfaceDeclaration } from "./classes.js";
import { asksFlag, equalities } from "./condition.js";
import {
  breakStatement, continueStatement, doStatement, forInStatement, forOfStatement, forStatement, labeled, switchStatement, whileStatement,
} from "./control.js";
import { DEPTH, expr, usePlain } from "./expressions.js";
import { beginWay, emitBind, endWay, keptUse, meet, noWay, spanOf } from "./frame.js";
import type { Frame, Way } from "./frame.js";
import { functionDeclaration, has } from "./functions.js";
import { K } from "./kinds.js";
import { named } from "./literals.js";
import { exportAssignment, exportDeclaration, exportNames, importDeclaration, importEquals, namespace } from "./modules.js";
import { bindPattern } from "./patterns.js";
import { bounded, isTaken, oneOf } from "./refs.js";
import { isRow, noteRow } from "./row.js";
import { assign, declare, enterScope } from "./scope.js";
import { problemsIn, textOf } from "./source.js";
import { tryStatement } from "./try.js";
import { typeOf } from "./types.js";
import { noteParts } from "./unpacked.js";

const { isBlock, isIdentifier } = ts;

type LowerStatement<S extends ts.Node> = (f: Frame, node: S) => void;

/** By kind. Functions are not among them: they are bound when their block begins. */
const table: (LowerStatement<never> | undefined)[] = [];
const on = <S extends ts.Node>(kind: ts.SyntaxKind, lower: LowerStatement<S>): void => {
  table[kind] = lower;
};

/** Lowers one statement. Where the tree is not to be relied on, its steps are left out. */
export function statement(f: Frame, node: ts.Statement): void {
  const lower = table[node.kind] as LowerStatement<ts.Statement> | undefined;
  const { source } = f;
  if (!lower || source.depth >= DEPTH) return;
  source.depth++;
  const problems = problemsIn(source, node);
  if (problems === 0) {
    lower(f, node);
  } else {
    const { claimed } = source;
    const [length, dead] = [f.out.length, f.dead];
    lower(f, node);
    // Problems that no statement within has answered for lie in this one's own parts.
    if (source.claimed - claimed < problems) {
      f.out.length = length;
      f.dead = dead;
      source.claimed = claimed + problems;
    }
  }
  source.depth--;
}

/** Lowers the statements of a block. Its functions are bound first. */
export function statements(f: Frame, nodes: readonly ts.Statement[]): void {
  hoist(f, nodes);
  let follows = false;
  for (const node of nodes) {
    const mark = f.out.length;
    statement(f, node);
    const row = isRow(node);
    if (row) noteRow(f, node, mark, follows);
    if (row) noteParts(f, nodes, node, mark);
    follows = row;
  }
}

/** Lowers a block with a scope of its own. */
export function block(f: Frame, nodes: readonly ts.Statement[]): void {
  const outer = enterScope(f);
  statements(f, nodes);
  f.scope = outer;
}

/** Lowers a function's body; the value is that of an arrow's expression. */
export function bodyOf(f: Frame, body: ts.ConciseBody): Ref | undefined {
  if (!isBlock(body)) return bounded(expr(f, body, "returned"));
  statements(f, body.statements);
  return undefined;
}

/** Lowers a statement that may or may not be run. */
export function way(f: Frame, node: ts.Statement): Way {
  const begun = beginWay(f);
  statement(f, node);
  return endWay(f, begun);
}

/** Binds a block's functions. Of overloads only the one with a body counts, or the first where none has one. */
function hoist(f: Frame, nodes: readonly ts.Statement[]): void {
  let bodiless: Map<string, ts.FunctionDeclaration> | undefined;
  for (const node of nodes) {
    if (node.kind !== K.FunctionDeclaration) continue;
    const declaration = node as ts.FunctionDeclaration;
    const name = declaration.name ? textOf(declaration.name) : "default";
    if (!declaration.body) {
      bodiless ??= new Map<string, ts.FunctionDeclaration>();
      if (!bodiless.has(name)) bodiless.set(name, declaration);
    } else {
      bodiless?.delete(name);
      functionDeclaration(f, declaration);
    }
    exportNames(f, declaration);
  }
  if (bodiless) for (const declaration of bodiless.values()) functionDeclaration(f, declaration);
}

on<ts.Block>(K.Block, (f, node) => block(f, node.statements));
on<ts.ExpressionStatement>(K.ExpressionStatement, (f, node) => void expr(f, node.expression, "dropped"));
on<ts.VariableStatement>(K.VariableStatement, (f, node) => {
  if (has(node, K.DeclareKeyword)) return ambient(f, node.declarationList);
  declarations(f, node.declarationList);
  exportNames(f, node);
});
on<ts.ClassDeclaration>(K.ClassDeclaration, classDeclaration);
on<ts.InterfaceDeclaration>(K.InterfaceDeclaration, interfaceDeclaration);
on<ts.IfStatement>(K.IfStatement, (f, node) => {
  expr(f, node.expression, "tested");
  const flagged = asksFlag(f, node.expression);
  const yes = way(f, node.thenStatement);
  const asks = equalities(f, node.expression);
  meet(f, yes, node.elseStatement ? way(f, node.elseStatement) : noWay, flagged, asks);
});
on<ts.ReturnStatement>(K.ReturnStatement, (f, node) => {
  if (node.expression) {
    const value = bounded(expr(f, node.expression, f.inTry ? "returned-in-try" : "returned"));
    if (f.returned.length < 64) f.returned.push(value);
  }
  jump(f, node, "return");
});
on<ts.ThrowStatement>(K.ThrowStatement, (f, node) => {
  expr(f, node.expression, "escapes");
  jump(f, node, "raise");
});
on(K.WhileStatement, whileStatement);
on(K.DoStatement, doStatement);
on(K.ForStatement, forStatement);
on(K.ForOfStatement, forOfStatement);
on(K.ForInStatement, forInStatement);
on(K.SwitchStatement, switchStatement);
on(K.BreakStatement, breakStatement);
on(K.ContinueStatement, continueStatement);
on(K.LabeledStatement, labeled);
on(K.TryStatement, tryStatement);
on<ts.WithStatement>(K.WithStatement, (f, node) => {
  expr(f, node.expression, "escapes");
  statement(f, node.statement);
});
on(K.ImportDeclaration, importDeclaration);
on(K.ImportEqualsDeclaration, importEquals);
on(K.ExportDeclaration, exportDeclaration);
on(K.ExportAssignment, exportAssignment);
on(K.ModuleDeclaration, namespace);
on<ts.EnumDeclaration>(K.EnumDeclaration, (f, node) => {
  assign(f, declare(f.scope, textOf(node.name), true), unknown);
  exportNames(f, node);
});

const isEmptyObject = (node: ts.Expression): boolean =>
  node.kind === K.ObjectLiteralExpression && (node as ts.ObjectLiteralExpression).properties.length === 0;

/** How a value is used of which the members, or elements, are taken. */
export const takenApart: Use = { member: "{}" };

/** `const a = f(), { b } = c`. */
export function declarations(f: Frame, list: ts.VariableDeclarationList): void {
  const blockScoped = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
  const constant = (list.flags & ts.NodeFlags.Constant) !== 0;
  const scope = blockScoped ? f.scope : f.top;
  for (const { name, type, initializer } of list.declarations) {
    if (!isIdentifier(name)) {
      const value = initializer ? expr(f, initializer, usePlain(initializer) || initializer.kind === K.Identifier ? "escapes" : takenApart) : unknown;
      bindPattern(f, name, type ? oneOf([value, bounded(typeOf(f, type))]) : value, scope, constant, true);
      continue;
    }
    const text = textOf(name);
    if (text === "") continue;
    const variable = declare(scope, text, constant);
    // It may be filled later, so that what is done with it counts from the start.
    if (initializer?.kind === K.ArrayLiteralExpression || (initializer && isEmptyObject(initializer))) variable.maybe = variable.array = true;
    // `var a;` binds nothing where `a` has a value already.
    if (!initializer && !blockScoped) continue;
    const use = !initializer || usePlain(initializer) ? "escapes" : keptUse(f, variable);
    const value = initializer ? named(f, initializer, use, text) : unknown;
    if (initializer?.kind === K.AwaitExpression && isTaken(value)) variable.maybe = variable.holds = true;
    assign(f, variable, type ? oneOf([value, bounded(typeOf(f, type))]) : value);
    emitBind(f, variable);
  }
}

/** `declare const a: A`. */
function ambient(f: Frame, list: ts.VariableDeclarationList): void {
  for (const { name, type } of list.declarations) bindPattern(f, name, type ? typeOf(f, type) : unknown, f.scope, true, false);
}

/** Records that control leaves. */
export function jump(f: Frame, node: ts.Node, to: Jump["to"], label?: string): void {
  f.out.push(label === undefined ? { is: "jump", span: spanOf(f, node), to } : { is: "jump", span: spanOf(f, node), to, label });
  f.dead = true;
}
