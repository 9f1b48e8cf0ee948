import ts from "typescript";
import { inList } from "../../typescript/write/style.js";
import { usesOf } from "../../typescript/write/names.js";
import { placeOf } from "../../typescript/write/place.js";
import { walkTree } from "../../typescript/write/syntax.js";

/** Where a flag is made, and the statements that set it. */
export interface Setters { readonly declaration: ts.Statement | ts.PropertyDeclaration; readonly statements: readonly ts.ExpressionStatement[] }

/** `let ready = false;` and every `ready = true;`; undefined where it is set in any other way, or taken back. */
export function settersOfName(binding: ts.Identifier, value: boolean): Setters | undefined {
  const declared = binding.parent;
  const statement = ts.isVariableDeclaration(declared) ? declared.parent.parent : undefined;
  if (!ts.isVariableDeclaration(declared) || !statement || !ts.isVariableStatement(statement) || statement.declarationList.declarations.length > 1) return undefined;
  if (!inList(statement) || statement.modifiers?.length || !is(declared.initializer, !value)) return undefined;
  return statements(statement, usesOf(binding), value);
}

/** `ready = false;` of a class, or in its constructor, and every `this.ready = true;`. */
export function settersOfMember(cls: ts.ClassLikeDeclaration, name: string, value: boolean): Setters | undefined {
  const uses: ts.PropertyAccessExpression[] = [];
  walkTree(cls.getSourceFile(), (node) => void (ts.isPropertyAccessExpression(node) && node.name.text === name && uses.push(node)));
  const field = cls.members.find((member) => ts.isPropertyDeclaration(member) && ts.isIdentifier(member.name) && member.name.text === name);
  if (field && ts.isPropertyDeclaration(field)) {
    const plain = is(field.initializer, !value) && !ts.getModifiers(field)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword || kind === ts.SyntaxKind.ReadonlyKeyword);
    return plain ? statements(field, uses, value, cls) : undefined;
  }
  const maker = cls.members.find((member) => ts.isConstructorDeclaration(member));
  const first = maker?.body?.statements.find((each) => ts.isExpressionStatement(each) && ts.isBinaryExpression(each.expression) && uses.includes(each.expression.left as ts.PropertyAccessExpression));
  if (!first || !ts.isExpressionStatement(first) || !ts.isBinaryExpression(first.expression) || !is(first.expression.right, !value)) return undefined;
  const { left } = first.expression;
  return statements(first, uses.filter((use) => use !== left), value, cls);
}

/** The class whose `this` it is where `node` stands. */
export function classOf(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isClassLike(at)) return at;
    if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at) || (ts.isMethodDeclaration(at) && !ts.isClassLike(at.parent))) return undefined;
  }
  return undefined;
}

function statements(declaration: Setters["declaration"], uses: readonly ts.Expression[], value: boolean, cls?: ts.ClassLikeDeclaration): Setters | undefined {
  const found: ts.ExpressionStatement[] = [];
  for (const use of uses) {
    if (!isWritten(use) || (cls && isAnothers(use, cls))) continue;
    const { parent } = use;
    const plain = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && is(parent.right, value);
    const own = !cls || (ts.isPropertyAccessExpression(use) && use.expression.kind === ts.SyntaxKind.ThisKeyword && classOf(use) === cls);
    if (!plain || !own || !ts.isExpressionStatement(parent.parent) || !inList(parent.parent) || placeOf(parent.parent) === undefined) return undefined;
    found.push(parent.parent);
  }
  return found.length > 0 ? { declaration, statements: found } : undefined;
}

/** Whether it is a member of another class, which has nothing to do with `cls`: neither inherits anything. */
function isAnothers(use: ts.Expression, cls: ts.ClassLikeDeclaration): boolean {
  const other = ts.isPropertyAccessExpression(use) && use.expression.kind === ts.SyntaxKind.ThisKeyword ? classOf(use) : undefined;
  return other !== undefined && other !== cls && !other.heritageClauses?.length && !cls.heritageClauses?.length;
}

/** Whether something is assigned to it, in whatever way. */
function isWritten(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  if (ts.isPostfixUnaryExpression(parent) || ts.isDeleteExpression(parent)) return true;
  // A pattern that is assigned to, or something that hands the object on: nobody knows.
  return ts.isArrayLiteralExpression(parent) || ts.isShorthandPropertyAssignment(parent) || (ts.isPropertyAssignment(parent) && parent.initializer === node && isPattern(parent.parent))
    || (ts.isForOfStatement(parent) && parent.initializer === node);
}

const isPattern = (node: ts.Node): boolean => ts.isBinaryExpression(node.parent) && node.parent.left === node;

const is = (node: ts.Expression | undefined, value: boolean): boolean => node?.kind === (value ? ts.SyntaxKind.TrueKeyword : ts.SyntaxKind.FalseKeyword);
