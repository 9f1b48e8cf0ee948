import ts from "typescript";
import { ending } from "./syntax.js";

/** A function that has a body. */
export type FunctionNode = ts.FunctionLikeDeclaration & { readonly body: ts.Block | ts.Expression };

/**
 * The function in whose body a node is run, or the file at module level. Undefined where `await` can never stand: a parameter,
 * a decorator, a class field, a static block, a namespace.
 */
export function placeOf(node: ts.Node): FunctionNode | ts.SourceFile | undefined {
  for (let child = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (ts.isSourceFile(parent)) return parent;
    if (ts.isDecorator(parent) || ts.isClassStaticBlockDeclaration(parent) || ts.isModuleBlock(parent)) return undefined;
    if (ts.isPropertyDeclaration(parent) && child === parent.initializer) return undefined;
    if (ts.isFunctionLike(parent)) {
      if ("body" in parent && child === parent.body) return parent as FunctionNode;
      // A computed name belongs to whatever is around the method.
      if (child !== parent.name) return undefined;
    }
  }
  return undefined;
}

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);

/** Whether the function is written `async`. */
export const isAsync = (node: ts.Node): boolean => hasModifier(node, ts.SyntaxKind.AsyncKeyword);

/** Whether the statement is written `export`. */
export const isExported = (node: ts.Node): boolean => hasModifier(node, ts.SyntaxKind.ExportKeyword);

/** Whether `await` may be written around the node. */
export function mayAwait(node: ts.Node): boolean {
  const place = placeOf(node);
  return place !== undefined && (ts.isSourceFile(place) ? isModule(place) : isAsync(place));
}

/** Whether the file is an ECMAScript module, and so may await at its top level. */
export function isModule(file: ts.SourceFile): boolean {
  const end = ending(file.fileName);
  if (end === "mjs" || end === "mts") return true;
  if (end === "cjs" || end === "cts") return false;
  const commonjs = file.statements.some(
    (statement) => (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference))
      || (ts.isExportAssignment(statement) && statement.isExportEquals === true),
  );
  return ts.isExternalModule(file) && !commonjs;
}
