import ts from "typescript";
import type { Edit, Fix, Source } from "../../rule.js";
import { ordered } from "../../typescript/write/edits.js";
import { bindingOf, usesOf } from "../../typescript/write/names.js";
import { mayAwait } from "../../typescript/write/place.js";
import { inList, quote, statementAfter } from "../../typescript/write/style.js";
import { callIn } from "../../typescript/write/syntax.js";
import type { CancelSite } from "./site.js";

/** Waits for the end of the promise whose signal was aborted, so that an error of its own is not lost. */
export function mend(site: CancelSite, source: Source): readonly Fix[] {
  const call = callIn(source, site.span);
  const made = site.made && callIn(source, site.made);
  const statement = call?.parent;
  if (!call || !made || !statement || !ts.isExpressionStatement(statement) || !inList(statement) || !mayAwait(call)) return [];
  const declared = declarationOf(made);
  const binding = bindingOf(site.name, call);
  // One that nobody ever looks at is forgotten, and mended as such.
  if (!declared || !binding || binding.parent !== declared.declaration || usesOf(binding).length === 0) return [];
  const mark = quote(call.getSourceFile());
  const waits = statementAfter(statement, `await ${site.name}.catch((e) => { if (e.name !== ${mark}AbortError${mark}) throw e; })`);
  return [{ title: "Wait for its end, and throw the error that it may have ended with", edits: ordered([...early(declared.statement, binding), waits]), safe: false }];
}

/** `const p = f(…);` alone in its statement. */
function declarationOf(made: ts.Expression): { readonly declaration: ts.VariableDeclaration; readonly statement: ts.VariableStatement } | undefined {
  const declaration = made.parent;
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : undefined;
  if (!ts.isVariableDeclaration(declaration) || !statement || !ts.isVariableStatement(statement) || statement.declarationList.declarations.length > 1 || !inList(statement)) return undefined;
  return { declaration, statement };
}

/** `p.catch(() => {})` at once: a rejection before anybody waits would end the process. */
function early(statement: ts.VariableStatement, binding: ts.Identifier): readonly Edit[] {
  const caught = usesOf(binding).some(({ parent }) => ts.isPropertyAccessExpression(parent) && parent.name.text === "catch");
  return caught ? [] : [statementAfter(statement, `${binding.text}.catch(() => {})`)];
}
