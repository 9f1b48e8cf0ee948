import ts from "typescript";
import type { Ref } from "../model/ref.js";
import { exportWhole } from "./exports.js";
import { attr, nameRef } from "./frame.js";
import type { Frame } from "./frame.js";
import { has } from "./functions.js";
import { K } from "./kinds.js";
import { named } from "./literals.js";
import { bounded, members } from "./refs.js";
import { assign, declare, enterScope, lookup } from "./scope.js";
import { textOf } from "./source.js";
import { statement, statements } from "./statements.js";

const {
  isExternalModuleReference, isIdentifier, isModuleBlock, isModuleDeclaration, isNamespaceExport, isNamespaceImport, isOmittedExpression,
  isStringLiteral, isVariableStatement,
} = ts;

/** `import a, { b as c } from "x"`, `import * as d from "x"`. */
export function importDeclaration(f: Frame, { moduleSpecifier, importClause }: ts.ImportDeclaration): void {
  if (!isStringLiteral(moduleSpecifier)) return;
  const from = moduleSpecifier.text;
  f.unit.imports.add(from);
  if (!importClause) return;
  const { name, namedBindings } = importClause;
  if (name) bindImport(f, name, { is: "import", from, name: "default" });
  if (namedBindings && isNamespaceImport(namedBindings)) bindImport(f, namedBindings.name, { is: "import", from });
  else if (namedBindings) {
    for (const { name: local, propertyName } of namedBindings.elements) {
      bindImport(f, local, { is: "import", from, name: (propertyName ?? local).text });
    }
  }
}

/** `import a = require("x")`, `import a = b.c`. */
export function importEquals(f: Frame, node: ts.ImportEqualsDeclaration): void {
  const { moduleReference: of, name } = node;
  if (!isExternalModuleReference(of)) bindImport(f, name, entityOf(f, of));
  else if (isStringLiteral(of.expression)) {
    f.unit.imports.add(of.expression.text);
    bindImport(f, name, { is: "import", from: of.expression.text });
  }
  exportNames(f, node);
}

function bindImport(f: Frame, name: ts.Identifier, ref: Ref): void {
  const text = textOf(name);
  if (text !== "") assign(f, declare(f.scope, text, true), ref);
}

function entityOf(f: Frame, name: ts.EntityName): Ref {
  if (!isIdentifier(name)) return attr(f, entityOf(f, name.left), textOf(name.right));
  const text = textOf(name);
  const variable = lookup(f.scope, text);
  return variable?.frame === f ? variable.value : nameRef(f, text);
}

/** `export * from "x"`, `export { a as b } from "x"`, `export { a as b }`. */
export function exportDeclaration(f: Frame, { moduleSpecifier, exportClause }: ts.ExportDeclaration): void {
  const { refs, locals, stars } = f.source.exports;
  const from = moduleSpecifier && isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (from !== undefined) f.unit.imports.add(from);
  // In a function, where a brace is missing, it exports nothing.
  if (!f.module) return;
  if (!exportClause) {
    if (from !== undefined) stars.push(from);
  } else if (isNamespaceExport(exportClause)) {
    if (from !== undefined) refs.set(exportClause.name.text, { is: "import", from });
  } else {
    for (const { name, propertyName } of exportClause.elements) {
      const local = (propertyName ?? name).text;
      if (from !== undefined) refs.set(name.text, { is: "import", from, name: local });
      else locals.set(name.text, local);
    }
  }
}

/** `export default f()`, `export = f`. */
export function exportAssignment(f: Frame, { expression, isExportEquals }: ts.ExportAssignment): void {
  if (f.module && isIdentifier(expression) && !isExportEquals) {
    f.source.exports.locals.set("default", textOf(expression));
    return;
  }
  const value = named(f, expression, "escapes", "default");
  if (isExportEquals && f.module) exportWhole(f, value);
  else exportDefault(f, value);
}

/** The default export. */
export function exportDefault(f: Frame, value: Ref): void {
  if (f.module) f.source.exports.refs.set("default", value);
}

/** Exports the names that a declaration with `export` before it declares. */
export function exportNames(f: Frame, node: ts.VariableStatement | ts.DeclarationStatement): void {
  if (!f.module || f.scope !== f.top || !has(node, K.ExportKeyword)) return;
  const { locals } = f.source.exports;
  const isDefault = has(node, K.DefaultKeyword);
  for (const name of declaredNames(node)) locals.set(isDefault ? "default" : name, name);
}

/** The names that a declaration declares. */
function declaredNames(node: ts.VariableStatement | ts.DeclarationStatement): string[] {
  if (!isVariableStatement(node)) return node.name && "text" in node.name ? [node.name.text] : [];
  const names: string[] = [];
  const add = (name: ts.BindingName): void => {
    if (isIdentifier(name)) names.push(textOf(name));
    else for (const element of name.elements) if (!isOmittedExpression(element)) add(element.name);
  };
  for (const { name } of node.declarationList.declarations) add(name);
  return names;
}

/** `namespace N { export function f() {} }`: an object with what it exports. A declared one says nothing. */
export function namespace(f: Frame, node: ts.ModuleDeclaration): void {
  const { name, body } = node;
  if (!body || !isIdentifier(name) || has(node, K.DeclareKeyword) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0) return;
  const outer = enterScope(f);
  const inner = f.scope;
  const exported: string[] = [];
  if (isModuleBlock(body)) {
    statements(f, body.statements);
    for (const each of body.statements) {
      if (has(each, K.ExportKeyword)) exported.push(...declaredNames(each as ts.VariableStatement | ts.DeclarationStatement));
    }
  } else if (isModuleDeclaration(body)) {
    statement(f, body);
    exported.push(body.name.text);
  }
  f.scope = outer;
  const found = members();
  for (const each of exported) {
    const variable = inner.vars?.get(each);
    if (!variable) continue;
    variable.captured = true;
    found[each] = bounded(variable.all);
  }
  assign(f, declare(f.scope, textOf(name), true), { is: "object", members: found });
  exportNames(f, node);
}
