import ts from "typescript";
import { bindingOf } from "../../typescript/write/names.js";
import type { Invocation } from "../../typescript/write/syntax.js";

/** A call that starts a worker (or each of a list), what that is kept under, and the statement of the join's block that it stands in. */
export interface Start { readonly call: ts.CallExpression; readonly name: ts.Identifier; readonly list: boolean; readonly statement: ts.Statement }

/** Where a worker is started that the join can see by name; undefined where only some ways start it, or nothing keeps it. */
export function startOf(call: Invocation | undefined, join: ts.Statement): Start | undefined {
  if (!call || !ts.isCallExpression(call)) return undefined;
  const held = keptIn(call) ?? pushedTo(call);
  const statement = held && statementBeside(call, join);
  if (!held || !statement || bindingOf(held.name.text, join) === undefined || bindingOf(held.name.text, join) !== bindingOf(held.name.text, call)) return undefined;
  if (held.declared && held.declared.parent.parent !== statement) return undefined;
  return { call, name: held.name, list: held.list, statement };
}

interface Held { readonly name: ts.Identifier; readonly list: boolean; readonly declared?: ts.VariableDeclaration }

/** `const worker = f()`, `const workers = [f(), f()]`, `Array.from({ length: 2 }, () => f())`, `names.map((name) => f(name))`. */
function keptIn(call: ts.CallExpression): Held | undefined {
  let value: ts.Node = call;
  if (ts.isArrayLiteralExpression(value.parent)) value = value.parent;
  else if (ts.isArrowFunction(value.parent) && value.parent.body === value && ts.isCallExpression(value.parent.parent) && isMaker(value.parent.parent)) value = value.parent.parent;
  const declared = value.parent;
  if (!ts.isVariableDeclaration(declared) || declared.initializer !== value || !ts.isIdentifier(declared.name)) return undefined;
  if (!ts.isVariableDeclarationList(declared.parent) || declared.parent.declarations.length > 1) return undefined;
  return { name: declared.name, list: value !== call, declared };
}

const isMaker = ({ expression }: ts.CallExpression): boolean => ts.isPropertyAccessExpression(expression) && /^(?:map|from)$/.test(expression.name.text);

/** `workers.push(f())`. */
function pushedTo(call: ts.CallExpression): Held | undefined {
  const push = call.parent;
  if (!ts.isCallExpression(push) || push.arguments.length !== 1 || push.arguments[0] !== call || !ts.isPropertyAccessExpression(push.expression)) return undefined;
  const { name, expression } = push.expression;
  return name.text === "push" && ts.isIdentifier(expression) && ts.isExpressionStatement(push.parent) ? { name: expression, list: true } : undefined;
}

/** The statement of the join's block that a node stands in. */
function statementBeside(node: ts.Node, join: ts.Statement): ts.Statement | undefined {
  let at = node;
  while (at.parent !== undefined && at.parent !== join.parent) at = at.parent;
  return at.parent === undefined || at.pos >= join.pos ? undefined : (at as ts.Statement);
}
