import ts from "typescript";
import type { Edit } from "../../rule.js";
import { insert, insertWord } from "./edits.js";
import { guard } from "./style.js";

/**
 * The edits that put `await` before an expression, with parentheses where its surroundings would bind closer.
 * Undefined where that cannot be written without changing more: the expression is a link of an optional chain that goes on.
 */
export function awaited(node: ts.Expression): readonly Edit[] | undefined {
  const { parent } = node;
  if (ts.isAwaitExpression(parent)) return [];
  if (isOpenLink(node)) return undefined;
  if (!bindsCloser(node)) return [insertWord(node, "await ")];
  const statement = startedBy(node);
  return [insert(node.getStart(), `${statement === undefined ? "" : guard(statement)}(await `), insert(node.end, ")")];
}

/** Whether parentheses here would cut the rest of an optional chain off from its `?.`. */
function isOpenLink(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isOptionalChain(node) || !ts.isOptionalChain(parent) || parent.expression !== node) return false;
  return ts.isNonNullExpression(parent) || parent.questionDotToken === undefined;
}

/** Whether what stands around the expression would take it before an `await` in front of it does. */
function bindsCloser(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)
    || ts.isNewExpression(parent) || ts.isNonNullExpression(parent) || ts.isExpressionWithTypeArguments(parent)) {
    return parent.expression === node;
  }
  if (ts.isTaggedTemplateExpression(parent)) return parent.tag === node;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken && parent.left === node;
}

/** The statement whose first word is the first of `node`. */
function startedBy(node: ts.Node): ts.Statement | undefined {
  const start = node.getStart();
  let outer = node.parent;
  while (outer.getStart() === start && !ts.isStatement(outer)) outer = outer.parent;
  return outer.getStart() === start && ts.isStatement(outer) ? outer : undefined;
}
