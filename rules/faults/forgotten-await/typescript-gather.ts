import ts from "typescript";
import type { Edit, Fix } from "../../rule.js";
import { awaited } from "../../typescript/write/await.js";
import { insert, ordered } from "../../typescript/write/edits.js";
import { bindingOf, usesOf } from "../../typescript/write/names.js";
import { isAsync, isExported, mayAwait, placeOf } from "../../typescript/write/place.js";
import { inList, statementAfter } from "../../typescript/write/style.js";
import type { ForgottenSite } from "./site.js";

/** What holds the promises: an expression that makes an array, an object literal, or the name of an array that they are pushed to. */
type Container = ts.ArrayLiteralExpression | ts.CallExpression | ts.ObjectLiteralExpression | ts.Identifier;

/** Whether a call makes an array with a promise for each element: `xs.map(async …)`, `xs.map(save)` where this file shows `save` to be async. */
export function isMapping(call: ts.Expression): call is ts.CallExpression {
  if (!isMap(call)) return false;
  const callback = call.arguments[0]!;
  const bound = ts.isIdentifier(callback) ? bindingOf(callback.text, callback)?.parent : undefined;
  const value = bound && ts.isVariableDeclaration(bound) ? bound.initializer : bound;
  return isAsync(value ?? callback);
}

const isMap = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "map"
  && (node.arguments.length === 1 || node.arguments.length === 2);

/** Waits with `Promise.all` for the promises of the container that the call's promise is put in. */
export function gathered(call: ts.Expression, site: ForgottenSite): Fix | undefined {
  const container = containerOf(call, site);
  if (container === undefined || !mayAwait(container)) return undefined;
  if (ts.isIdentifier(container)) return afterPushes(call, container);
  if (ts.isObjectLiteralExpression(container)) return made(site.name, awaited(call));
  const { parent } = container;
  if (ts.isArrayLiteralExpression(parent)) return undefined;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return afterBinding(parent.name, parent.parent.parent);
  if (ts.isBinaryExpression(parent) && parent.right === container && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return ts.isIdentifier(parent.left) ? afterBinding(parent.left, parent.parent) : undefined;
  }
  const waits = awaited(container);
  const text = container.getText();
  return made(
    `Promise.all(${/^.{1,40}$/.test(text) ? text : "…"})`,
    waits && [...waits, insert(container.getStart(), "Promise.all("), insert(container.end, ")")],
  );
}

const made = (what: string, edits: readonly Edit[] | undefined): Fix | undefined =>
  edits && { title: `Await \`${what}\``, edits: ordered(edits), safe: false };

function containerOf(call: ts.Expression, { how, kept }: ForgottenSite): Container | undefined {
  let node = call;
  if (isMapping(call) || (how === "inside" && isMap(call) && !ts.isArrayLiteralExpression(call.parent))) return spreadInto(call);
  while (isChoice(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent)) return spreadInto(parent);
  if (ts.isPropertyAssignment(parent)) return parent.parent;
  if (isPush(parent)) {
    const { expression } = parent.expression;
    return ts.isIdentifier(expression) && expression.text === kept ? expression : undefined;
  }
  const callback = ts.isReturnStatement(parent) ? placeOf(parent) : parent;
  if (callback === undefined || !ts.isFunctionLike(callback)) return undefined;
  const outer = callback.parent;
  return isMap(outer) && outer.arguments[0] === callback ? spreadInto(outer) : undefined;
}

/** Whether the value of `node` may be the value of `parent`. */
function isChoice(parent: ts.Node, node: ts.Expression): parent is ts.Expression {
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return parent.right === node
      && (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.QuestionQuestionToken);
  }
  return ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isNonNullExpression(parent);
}

/** The array itself, or the one that its elements are spread into: `[...xs.map(f), g()]`. */
function spreadInto(list: ts.ArrayLiteralExpression | ts.CallExpression): ts.ArrayLiteralExpression | ts.CallExpression {
  const outer = ts.isSpreadElement(list.parent) ? list.parent.parent : undefined;
  return outer && ts.isArrayLiteralExpression(outer) ? spreadInto(outer) : list;
}

const isPush = (node: ts.Node): node is ts.CallExpression & { readonly expression: ts.PropertyAccessExpression } =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "push";

/** The array has a name: the promises are awaited in the next statement, so that the name stays what it is. */
function afterBinding(name: ts.Identifier, statement: ts.Node): Fix | undefined {
  if (!ts.isVariableStatement(statement) && !ts.isExpressionStatement(statement)) return undefined;
  if (!inList(statement) || (ts.isVariableStatement(statement) && isExported(statement))) return undefined;
  const code = `Promise.all(${name.text})`;
  return made(code, [statementAfter(statement, `await ${code}`)]);
}

/** The array is filled piece by piece: the promises are awaited after the last statement that fills it, in the block that declares it. */
function afterPushes(call: ts.Expression, name: ts.Identifier): Fix | undefined {
  const binding = bindingOf(name.text, name);
  const list = binding?.parent.parent;
  if (binding === undefined || list === undefined || !ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  const block = list.parent.parent;
  if (!inList(list.parent) || isExported(list.parent) || placeOf(binding) !== placeOf(call)) return undefined;
  let statement: ts.Node = call;
  while (statement.parent !== block) statement = statement.parent;
  if (!ts.isStatement(statement) || usesOf(binding).some((use) => use.pos >= statement.end)) return undefined;
  const code = `Promise.all(${name.text})`;
  return made(code, [statementAfter(statement, `await ${code}`)]);
}
