import ts from "typescript";
import { walkTree } from "./syntax.js";

/** Every name of one file, by spelling: where it is bound, and where it is used as a value or a type. */
interface Names {
  readonly bound: ReadonlyMap<string, readonly ts.Identifier[]>;
  readonly used: ReadonlyMap<string, readonly ts.Identifier[]>;
}

const known = new WeakMap<ts.SourceFile, Names>();

function namesOf(file: ts.SourceFile): Names {
  const before = known.get(file);
  if (before !== undefined) return before;
  const bound = new Map<string, ts.Identifier[]>();
  const used = new Map<string, ts.Identifier[]>();
  walkTree(file, (node) => {
    if (!ts.isIdentifier(node)) return;
    const map = binds(node) ? bound : isPropertyName(node) ? undefined : used;
    const list = map?.get(node.text);
    if (list !== undefined) list.push(node);
    else map?.set(node.text, [node]);
  });
  const names = { bound, used };
  known.set(file, names);
  return names;
}

/** Whether a new top-level name of this spelling could be confused with another anywhere in the file. */
export function taken(file: ts.SourceFile, name: string): boolean {
  const { bound, used } = namesOf(file);
  return bound.has(name) || used.has(name);
}

/** `stem`, or `stem2` and so on: a name that stands nowhere in the file yet. */
export function freshName(file: ts.SourceFile, stem: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? stem : `${stem}${count}`;
    if (!taken(file, name)) return name;
  }
}

/** The identifier that binds `name` where `at` stands: the innermost one in scope. Undefined for a global. */
export function bindingOf(name: string, at: ts.Node): ts.Identifier | undefined {
  let best: { readonly binding: ts.Identifier; readonly scope: ts.Node } | undefined;
  for (const binding of namesOf(at.getSourceFile()).bound.get(name) ?? []) {
    const scope = scopeOf(binding);
    if (scope === undefined || at.pos < scope.pos || at.end > scope.end) continue;
    if (best === undefined || scope.end - scope.pos < best.scope.end - best.scope.pos) best = { binding, scope };
  }
  return best?.binding;
}

/** Every use of what `binding` binds. */
export const usesOf = (binding: ts.Identifier): readonly ts.Identifier[] =>
  (namesOf(binding.getSourceFile()).used.get(binding.text) ?? []).filter((use) => bindingOf(use.text, use) === binding);

/** Whether the file binds this value name more than once: overloads, `var` twice, another scope. */
export const boundOnce = (binding: ts.Identifier): boolean => namesOf(binding.getSourceFile()).bound.get(binding.text)?.length === 1;

/** Whether the identifier gives something a name. */
function binds(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent)
    || ts.isFunctionExpression(parent) || ts.isClassLike(parent) || ts.isEnumDeclaration(parent) || ts.isModuleDeclaration(parent)
    || ts.isImportClause(parent) || ts.isNamespaceImport(parent) || ts.isImportSpecifier(parent) || ts.isImportEqualsDeclaration(parent)
    || ts.isTypeAliasDeclaration(parent) || ts.isInterfaceDeclaration(parent) || ts.isTypeParameterDeclaration(parent))
    && parent.name === node;
}

/** Whether the identifier only names a member of something, or a label. */
function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === node;
  if (ts.isExportSpecifier(parent)) {
    return parent.parent.parent.moduleSpecifier !== undefined || (parent.propertyName !== undefined && parent.name === node);
  }
  if (ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isObjectLiteralElement(parent) || ts.isTypeElement(parent)) {
    return parent.name === node && !ts.isShorthandPropertyAssignment(parent);
  }
  return ts.isEnumMember(parent) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isMetaProperty(parent)
    || ts.isNamedTupleMember(parent) || ts.isJsxAttribute(parent) || ts.isNamespaceExport(parent);
}

/** The part of the file in which a binding is seen; undefined for one that is a type alone. */
function scopeOf(binding: ts.Identifier): ts.Node | undefined {
  let holder: ts.Node = binding.parent;
  while (ts.isBindingElement(holder)) holder = holder.parent.parent;
  if (ts.isTypeAliasDeclaration(holder) || ts.isInterfaceDeclaration(holder) || ts.isTypeParameterDeclaration(holder)) return undefined;
  if (ts.isFunctionExpression(holder) || ts.isClassExpression(holder)) return holder;
  if (ts.isVariableDeclaration(holder)) {
    if (ts.isCatchClause(holder.parent)) return holder.parent;
    return above(holder.parent, holder.parent.flags & ts.NodeFlags.BlockScoped ? isBlockScope : isFunctionScope);
  }
  return above(holder, isBlockScope);
}

function above(node: ts.Node, test: (node: ts.Node) => boolean): ts.Node {
  let scope = node.parent;
  while (!test(scope) && !ts.isSourceFile(scope)) scope = scope.parent;
  return scope;
}

const isFunctionScope = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) || ts.isModuleBlock(node) || ts.isClassStaticBlockDeclaration(node);

const isBlockScope = (node: ts.Node): boolean =>
  isFunctionScope(node) || ts.isBlock(node) || ts.isCaseBlock(node) || ts.isForStatement(node) || ts.isForInStatement(node)
  || ts.isForOfStatement(node);
