import ts from "typescript";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { problemsIn, textOf } from "./source.js";

const {
  isBinaryExpression, isBlock, isExpressionStatement, isIdentifier, isIfStatement, isPrefixUnaryExpression, isPropertyAccessExpression, isReturnStatement, isThrowStatement,
  isVariableDeclarationList, isVariableStatement,
} = ts;

/** What may stand in an expression that only looks; what its calls do is another question. */
const looking: boolean[] = [];
for (const kind of [
  K.Identifier, K.ThisKeyword, K.SuperKeyword, K.StringLiteral, K.NoSubstitutionTemplateLiteral, K.NumericLiteral, K.BigIntLiteral, K.TrueKeyword,
  K.FalseKeyword, K.NullKeyword, K.PrivateIdentifier, K.PropertyAccessExpression, K.CallExpression, K.NewExpression, K.ParenthesizedExpression, K.PrefixUnaryExpression,
  K.BinaryExpression, K.ConditionalExpression, K.TypeOfExpression, K.AsExpression, K.NonNullExpression, K.SatisfiesExpression,
]) looking[kind] = true;

function isLook(node: ts.Node): boolean {
  // A name that is missing.
  if (isIdentifier(node) && textOf(node) === "") return false;
  // Tokens (`?.`, an operator) and types say nothing of their own.
  if (ts.isToken(node) && !isIdentifier(node) && node.kind !== K.RegularExpressionLiteral) return true;
  if (ts.isTypeNode(node)) return true;
  if (!looking[node.kind]) return false;
  if (isPrefixUnaryExpression(node) && (node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken)) return false;
  if (isBinaryExpression(node) && isAssignment(node)) return false;
  return ts.forEachChild(node, (child) => (isLook(child) ? undefined : true)) === undefined;
}

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean => kind >= K.FirstAssignment && kind <= K.LastAssignment;

/**
 * Whether a round of a loop leaves all as it found it: it only looks, and at most gives names what does not depend on the round before
 * (`now = Date.now()`). Nearly every loop does more in its first statement.
 */
export function isIdle({ source }: Frame, loop: ts.WhileStatement | ts.DoStatement | ts.ForStatement): boolean {
  // What could not be read, or is still to be written, may do something.
  if (problemsIn(source, loop) > 0 || (isBlock(loop.statement) && source.text[loop.statement.end - 1] !== "}")) return false;
  const given = new Map<string, ts.Expression>();
  const [condition, after] = ts.isForStatement(loop) ? [loop.condition, loop.incrementor] : [loop.expression, undefined];
  return isQuiet(loop.statement, given) && (!condition || isLook(condition)) && (!after || isStep(after, given))
    && [...given.values()].every((value) => !mentions(value, given));
}

/** Whether a statement only looks; `given` collects what it gives to names. */
function isQuiet(node: ts.Statement, given: Map<string, ts.Expression>): boolean {
  if (node.kind === ts.SyntaxKind.EmptyStatement) return true;
  if (isBlock(node)) return node.statements.every((each) => isQuiet(each, given));
  if (isExpressionStatement(node)) return isStep(node.expression, given);
  if (isIfStatement(node)) return isQuiet(node.thenStatement, given) && isLook(node.expression) && (!node.elseStatement || isQuiet(node.elseStatement, given));
  if (node.kind === K.BreakStatement || node.kind === K.ContinueStatement) return true;
  if (isReturnStatement(node) || isThrowStatement(node)) return !node.expression || isLook(node.expression);
  return isVariableStatement(node) && isVariableDeclarationList(node.declarationList)
    && node.declarationList.declarations.every(({ name, initializer }) => isIdentifier(name) && initializer !== undefined && isGiven(name, initializer, given));
}

function isStep(node: ts.Expression, given: Map<string, ts.Expression>): boolean {
  if (!isBinaryExpression(node) || !isAssignment(node)) return isLook(node);
  return node.operatorToken.kind === K.EqualsToken && isIdentifier(node.left) && isGiven(node.left, node.right, given);
}

function isGiven(name: ts.Identifier, value: ts.Expression, given: Map<string, ts.Expression>): boolean {
  const text = textOf(name);
  if (given.has(text) || !isLook(value)) return false;
  given.set(text, value);
  return true;
}

function mentions(node: ts.Node, names: ReadonlyMap<string, unknown>): boolean {
  if (isPropertyAccessExpression(node)) return mentions(node.expression, names);
  return (isIdentifier(node) && names.has(textOf(node))) || ts.forEachChild(node, (child) => mentions(child, names) || undefined) === true;
}
