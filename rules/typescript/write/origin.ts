import ts from "typescript";
import { bindingOf } from "./names.js";
import { bare } from "./syntax.js";

/** Where a value is imported from: `module` without `node:`; `name` is the export, dotted below it, "" for the module itself. */
export interface Origin { readonly module: string; readonly name: string }

/** A module's name without the `node:` prefix. */
export const plain = (specifier: string): string => specifier.replace(/^node:/, "");

/** Where the value of an expression is imported from, as far as this file tells. */
export function originOf(expression: ts.Expression, depth = 0): Origin | undefined {
  let node = bare(expression);
  const names: string[] = [];
  for (; ts.isPropertyAccessExpression(node); node = bare(node.expression)) names.push(node.name.text);
  return names.reduceRight(member, originOfRoot(node, depth));
}

/** Where the value that a chain of names begins with is imported from. */
function originOfRoot(node: ts.Expression, depth: number): Origin | undefined {
  const required = requiredBy(node);
  if (required !== undefined) return { module: plain(required), name: "" };
  if (ts.isIdentifier(node)) {
    const binding = bindingOf(node.text, node);
    return binding && boundOrigin(binding, depth + 1);
  }
  return undefined;
}

/** Where the value that a name is bound to is imported from. */
export function boundOrigin(binding: ts.Identifier, depth = 0): Origin | undefined {
  // Names can be bound in a circle (`const a = a.b`).
  if (depth > 8) return undefined;
  const { parent } = binding;
  const specifier = importedBy(parent);
  if (specifier !== undefined) {
    const module: Origin = { module: plain(specifier), name: "" };
    return ts.isImportSpecifier(parent) ? member(module, (parent.propertyName ?? parent.name).text) : module;
  }
  if (ts.isVariableDeclaration(parent)) return parent.initializer && isConstant(parent) ? originOf(parent.initializer, depth) : undefined;
  if (!ts.isBindingElement(parent) || !ts.isObjectBindingPattern(parent.parent) || parent.dotDotDotToken || parent.initializer) {
    return undefined;
  }
  const key = parent.propertyName ?? parent.name;
  const holder = parent.parent.parent;
  const whole = ts.isVariableDeclaration(holder) && isConstant(holder) && holder.initializer;
  return whole && ts.isIdentifier(key) ? member(originOf(whole, depth), key.text) : undefined;
}

/** The specifier of `require("x")` or `import("x")`. */
export function requiredBy(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression, arguments: [argument] } = node;
  const loads = expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === "require");
  return loads && argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}

/** The specifier of the import that this node is a part of: a default, namespace or named import, or `import x = require("x")`. */
function importedBy(node: ts.Node): string | undefined {
  if (ts.isImportEqualsDeclaration(node)) {
    return ts.isExternalModuleReference(node.moduleReference) && ts.isStringLiteralLike(node.moduleReference.expression)
      ? node.moduleReference.expression.text : undefined;
  }
  let clause: ts.Node = node;
  if (ts.isNamespaceImport(node)) clause = node.parent;
  else if (ts.isImportSpecifier(node)) clause = node.parent.parent;
  return ts.isImportClause(clause) && ts.isStringLiteralLike(clause.parent.moduleSpecifier) ? clause.parent.moduleSpecifier.text : undefined;
}

// A default export stands for its module: so it is for every built-in and for packages written in CommonJS.
function member(of: Origin | undefined, key: string): Origin | undefined {
  if (of === undefined) return undefined;
  if (of.name === "" && key === "default") return of;
  if (of.name === "" && key === "promises") return { module: `${of.module}/promises`, name: "" };
  return { module: of.module, name: of.name === "" ? key : `${of.name}.${key}` };
}

/** `const`, or a `var` or `let` of the old style in which modules are required. */
function isConstant(declaration: ts.VariableDeclaration): boolean {
  const constant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  return constant || (declaration.initializer !== undefined && requiredBy(bare(declaration.initializer)) !== undefined);
}
