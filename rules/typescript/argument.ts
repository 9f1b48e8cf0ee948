import ts from "typescript";
import type { Span } from "../model/span.js";
import { parse } from "./parse.js";

/** Where an argument stands in the text of a call. */
export function argumentIn(call: string, at: number | string, path: string): Span | undefined {
  // In brackets, so that `function () {}()` is an expression.
  const file = parse(path, `(${call}\n)`);
  const [statement] = file.statements;
  let node = statement && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  while (node && ts.isParenthesizedExpression(node)) node = node.expression;
  const found = node && (ts.isCallExpression(node) || ts.isNewExpression(node)) && typeof at === "number" ? node.arguments?.[at] : undefined;
  return found && [found.getStart(file) - 1, found.end - 1];
}
