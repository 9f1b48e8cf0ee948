import { existsSync, readFileSync, readdirSync } from "node:fs";
import ts from "typescript";
import { home } from "./pages.js";

/** The source files of the product by path from the project's folder. */
export type Tree = ReadonlyMap<string, string>;

/** One import of a file: `import`, `export … from`, `import()`, `require()` or `import("…").T`. */
export interface Import { readonly specifier: string; readonly line: number; readonly typeOnly: boolean }

/** The product's source files: what is in rules/, server/ and client/. */
export function readTree(): Map<string, string> {
  const paths = ["rules", "server", "client"].filter((room) => existsSync(home + room)).flatMap((room) => readdirSync(home + room, { recursive: true, encoding: "utf8" }).map((path) => `${room}/${path}`));
  return new Map(paths.filter((path) => /\.[cm]?tsx?$/.test(path)).sort().map((path) => [path, readFileSync(home + path, "utf8")]));
}

/** The syntax tree of a file, parents set. */
export const parse = (path: string, text: string): ts.SourceFile => ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);

/** All imports of a file, wherever they stand in it. */
export function importsOf(path: string, text: string): Import[] {
  const file = parse(path, text);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ specifier: specifier.text, typeOnly, line: file.getLineAndCharacterOfPosition(specifier.getStart(file)).line + 1 });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(file) === "require")) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The file of the tree that a relative import names. */
export function target(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1).replace(/\.js$/, ".ts");
}
