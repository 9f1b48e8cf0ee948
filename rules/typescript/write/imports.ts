import ts from "typescript";
import type { Edit } from "../../rule.js";
import { insert } from "./edits.js";
import { bindingOf, taken } from "./names.js";
import { boundOrigin, plain, requiredBy } from "./origin.js";
import { bare, ending } from "./syntax.js";
import { endsInSemicolon, indentation, lineEnd, quote, restOfLine, semicolon } from "./style.js";

/** How to write something that is imported, and what must be added to the file for it. */
export interface Imported { readonly text: string; readonly edits: readonly Edit[] }

/** A top-level import of a module: an `import` declaration, or a `const … = require(…)`. */
interface Import {
  readonly module: string;
  readonly specifier: string;
  /** The name that the whole module, or its default export, is bound to. */
  readonly whole?: ts.Identifier;
  /** The list of named imports, or the pattern. */
  readonly list?: ts.NamedImports | ts.ObjectBindingPattern;
}

/** What `name` of `module` is to be called where `at` stands: an import that is there, or one added to the file's imports. */
export function imported(at: ts.Node, module: string, name: string): Imported | undefined {
  const file = at.getSourceFile();
  const imports = importsOf(file);
  const same = imports.filter((item) => item.module === plain(module));
  const present = visibleName(same, at, plain(module), name);
  if (present !== undefined) return { text: present, edits: [] };
  if (name === "default") return undefined;
  const local = freeName(file, name);
  return { text: local, edits: [addition(file, imports, same, module, name, local)] };
}

function visibleName(same: readonly Import[], at: ts.Node, module: string, name: string): string | undefined {
  const sees = (local: ts.Identifier): boolean => bindingOf(local.text, at) === local;
  for (const { list } of same) {
    for (const element of list?.elements ?? []) {
      if (!ts.isIdentifier(element.name) || isTypeOnly(element) || !sees(element.name)) continue;
      const origin = boundOrigin(element.name);
      if (origin?.module === module && origin.name === name) return element.name.text;
    }
  }
  for (const { whole } of same) {
    if (whole === undefined || !sees(whole)) continue;
    // An ES module's default export need not have the module's other exports; a built-in's has.
    if (name === "default" ? !ts.isNamespaceImport(whole.parent) : !ts.isImportClause(whole.parent) || builtin.test(module)) {
      return name === "default" ? whole.text : `${whole.text}.${name}`;
    }
  }
  return undefined;
}

const isTypeOnly = (element: ts.ImportSpecifier | ts.BindingElement): boolean => ts.isImportSpecifier(element) && element.isTypeOnly;

function freeName(file: ts.SourceFile, name: string): string {
  if (!taken(file, name)) return name;
  let alias = `${name}Async`;
  for (let n = 2; taken(file, alias); n++) alias = `${name}Async${n}`;
  return alias;
}

function addition(file: ts.SourceFile, imports: readonly Import[], same: readonly Import[], module: string, name: string, local: string): Edit {
  const list = same.find((item) => item.list !== undefined && mayGrow(item.list))?.list;
  const modern = list === undefined ? usesImport(file) : ts.isNamedImports(list);
  const entry = name === local ? name : `${name}${modern ? " as" : ":"} ${local}`;
  if (list !== undefined) return listed(list, entry);
  const q = quote(file);
  const specifier = q + spelling(imports, module) + q;
  const line = modern ? `import { ${entry} } from ${specifier}` : `const { ${entry} } = require(${specifier})`;
  return placed(file, line);
}

// A rest element must stay the last.
const mayGrow = (list: ts.NamedImports | ts.ObjectBindingPattern): boolean => {
  const last = list.elements.at(-1);
  return last !== undefined && !(ts.isBindingElement(last) && last.dotDotDotToken !== undefined);
};

function listed(list: ts.NamedImports | ts.ObjectBindingPattern, entry: string): Edit {
  const { text } = list.getSourceFile();
  const last = list.elements.at(-1)!;
  const start = last.getStart();
  const indent = indentation(text, start);
  const ownLine = /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
  return insert(last.end, ownLine ? `,${lineEnd(text)}${indent}${entry}` : `, ${entry}`);
}

/** Whether a new import is written `import`, not `require`. */
function usesImport(file: ts.SourceFile): boolean {
  const end = ending(file.fileName);
  if (ts.isExternalModule(file) || end === "mjs" || end === "mts") return true;
  // Without a single import, TypeScript is written with `import`, and JavaScript is CommonJS.
  return /tsx?$/.test(end) && importsOf(file).length === 0;
}

const builtin = /^(node:)?(assert|buffer|child_process|crypto|dns|events|fs|http|https|net|os|path|process|readline|stream|timers|url|util|zlib)(\/|$)/;

/** The specifier as this file would spell it: with `node:` or without, like the file's own import nearest in kind. */
function spelling(imports: readonly Import[], module: string): string {
  const name = plain(module);
  if (!builtin.test(name)) return module;
  const root = name.split("/")[0];
  const others = imports.filter((item) => builtin.test(item.specifier));
  const model = others.find((item) => item.module.split("/")[0] === root) ?? others[0];
  return model?.specifier.startsWith("node:") ? `node:${name}` : name;
}

/** A new line after the imports at the head of the file; where there are none, before the code but after the comments of the head. */
function placed(file: ts.SourceFile, line: string): Edit {
  const { text } = file;
  const eol = lineEnd(text);
  const head = file.statements.findIndex((statement) => !isDirective(statement) && !isImport(statement));
  const last = file.statements[(head === -1 ? file.statements.length : head) - 1];
  if (last === undefined) return insert(firstLine(file), `${line}${semicolon(file)}${eol}${eol}`);
  const end = restOfLine(text, last.end);
  // Code that follows on the same line must not be read as a part of the import.
  return end === undefined ? insert(last.end, `${eol}${line};`) : insert(end, `${eol}${line}${endsInSemicolon(last) ? ";" : ""}`);
}

/** Where the first statement starts, with the comments that belong to it. */
function firstLine(file: ts.SourceFile): number {
  const { text, statements: [first] } = file;
  if (first === undefined) return text.length;
  let start = first.getStart(file);
  for (const comment of (ts.getLeadingCommentRanges(text, first.pos) ?? []).reverse()) {
    const adjacent = /^[ \t]*(\r?\n)?[ \t]*$/.test(text.slice(comment.end, start));
    if (!adjacent || forFile.test(text.slice(comment.pos, comment.end))) break;
    start = comment.pos;
  }
  return start;
}

/** A comment that speaks to a tool, or of the whole file. */
const forFile = /@ts-|@jest|@vitest|@flow|@jsx|@file|eslint|prettier|biome|<reference|licen[sc]e|copyright/i;

const isDirective = (statement: ts.Statement): boolean => ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);

function isImport(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) return true;
  if (ts.isExpressionStatement(statement)) return requiredIn(statement.expression) !== undefined;
  return ts.isVariableStatement(statement) && statement.declarationList.declarations.some((item) => requiredIn(item.initializer) !== undefined);
}

/** The specifier in `require("x")`, `require("x").y`, `require("x").y(…)`. */
function requiredIn(expression: ts.Expression | undefined): string | undefined {
  let node = expression && bare(expression);
  while (node !== undefined) {
    const specifier = requiredBy(node);
    if (specifier !== undefined) return specifier;
    node = ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) ? bare(node.expression) : undefined;
  }
  return undefined;
}

/** The imports at the top level of a file, those of types alone left out. */
function importsOf(file: ts.SourceFile): readonly Import[] {
  const imports: Import[] = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const { importClause: clause, moduleSpecifier: { text: specifier } } = statement;
      if (clause?.phaseModifier !== undefined) continue;
      const { name: whole, namedBindings: bindings } = clause ?? {};
      imports.push({ module: plain(specifier), specifier, ...(whole && { whole }) });
      if (bindings !== undefined) imports.push(...bound(specifier, ts.isNamespaceImport(bindings) ? bindings.name : bindings));
    } else if (ts.isImportEqualsDeclaration(statement)) {
      const { moduleReference: reference, name } = statement;
      if (ts.isExternalModuleReference(reference) && ts.isStringLiteral(reference.expression)) {
        imports.push(...bound(reference.expression.text, name));
      }
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        const specifier = requiredIn(declaration.initializer);
        if (specifier !== undefined && !ts.isArrayBindingPattern(declaration.name)) imports.push(...bound(specifier, declaration.name));
      }
    }
  }
  return imports;
}

/** What an import binds: a whole module to a name, or names in a list, of which some may be whole modules too (`promises as fsp`). */
function bound(specifier: string, to: ts.Identifier | ts.NamedImports | ts.ObjectBindingPattern): Import[] {
  if (!ts.isIdentifier(to)) {
    const wholes = to.elements.flatMap(({ name }) => (ts.isIdentifier(name) ? bound(specifier, name) : []));
    // What is taken out of `require("x").y` is no list of the exports of x.
    const direct = ts.isNamedImports(to) || !ts.isVariableDeclaration(to.parent) || requiredBy(bare(to.parent.initializer!)) !== undefined;
    return direct ? [{ module: plain(specifier), specifier, list: to }, ...wholes] : wholes;
  }
  const origin = boundOrigin(to);
  return origin?.name === "" ? [{ module: origin.module, specifier, whole: to }] : [];
}
