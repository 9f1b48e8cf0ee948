import ts from "typescript";
import type { Edit } from "../../rule.js";
import { insert, insertWord } from "./edits.js";
import { isAsync } from "./place.js";

/** A function that `async` can be written before: no method, no generator. */
export type PlainFunction = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

/** Whether the function is a plain one that is not async yet. */
export function isPlainSync(node: ts.Node): node is PlainFunction {
  if (ts.isArrowFunction(node)) return !isAsync(node);
  return (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) && node.asteriskToken === undefined && !isAsync(node);
}

/** The edits that make a function async: the keyword, and a return type of `Promise`. Undefined where its type says that it cannot be. */
export function madeAsync(node: PlainFunction): readonly Edit[] | undefined {
  const { type } = node;
  if (type !== undefined && (ts.isTypePredicateNode(type) || type.kind === ts.SyntaxKind.ThisType)) return undefined;
  const keyword = node.getChildren().find((child) => child.kind === ts.SyntaxKind.FunctionKeyword) ?? node;
  const edits = [insertWord(keyword, "async ")];
  if (type === undefined || isPromise(type)) return edits;
  return [...edits, insert(type.getStart(), "Promise<"), insert(type.end, ">")];
}

/** Whether a type is written `Promise<…>`. */
export const isPromise = (type: ts.TypeNode): boolean =>
  ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === "Promise";
