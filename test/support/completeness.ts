import ts from "typescript";
import type { LanguageName } from "../../rules/model/module.js";
import { parse } from "./imports.js";
import type { Tree } from "./imports.js";
import type { Case } from "./suite.js";

/** What the page of a fault must show of it. */
export interface Declared { readonly languages: readonly LanguageName[]; readonly mends: readonly LanguageName[] }

/** So many cases a page has at least in each language. */
const fewest = 12;

/** What a fault's page does not show: for each language enough cases, among them a finding, one that is silent, one that is run, and a fix if there is one. */
export function unshown(fault: Declared, cases: readonly Case[]): string[] {
  return fault.languages.flatMap((language) => {
    const own = cases.map((of) => of.files.filter((file) => file.language === language)).filter((files) => files.length > 0);
    const fixed = cases.some((of) => of.mended.some(({ files }) => files.some((file) => file.language === language)));
    const expects = (files: Case["files"]) => files.some((file) => file.expected.some(({ kind }) => kind === "found"));
    return [
      ...(own.length < fewest ? [`${language}: ${own.length} of ${fewest} cases`] : []),
      ...(own.some(expects) ? [] : [`${language}: no case with a finding`]),
      ...(own.some((files) => files.every((file) => file.expected.length === 0)) ? [] : [`${language}: no case that is silent`]),
      ...(own.flat().some((file) => file.run) ? [] : [`${language}: no case that is run`]),
      ...(fault.mends.includes(language) && !fixed ? [`${language}: no fixed block`] : []),
    ];
  });
}

/** Exported things without a doc comment. */
export function undocumented(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const file = parse(path, text);
    const exported = file.statements.filter((statement) => ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
    const known = new Set<string>();
    return exported.filter((statement) => {
      const name = nameOf(statement);
      // Overloads share the comment of the first, a type and a value of one name likewise.
      const again = known.has(name);
      known.add(name);
      return !again && !hasDoc(statement, text);
    }).map((statement) => `${path}: ${nameOf(statement)}`);
  });
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map((declaration) => declaration.name.getText()).join(", ");
  const name = (statement as ts.Statement & { readonly name?: ts.Node }).name;
  return name?.getText() ?? "default";
}

function hasDoc(statement: ts.Statement, text: string): boolean {
  return (ts.getLeadingCommentRanges(text, statement.pos) ?? []).some(({ pos, end }) => text.startsWith("/**", pos) && /\w/.test(text.slice(pos, end)));
}
