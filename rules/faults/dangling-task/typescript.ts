import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { awaited } from "../../typescript/write/await.js";
import { insert, ordered } from "../../typescript/write/edits.js";
import { mayAwait } from "../../typescript/write/place.js";
import { indentation, inList, lineEnd, statementAfter } from "../../typescript/write/style.js";
import { callIn } from "../../typescript/write/syntax.js";
import type { DanglingSite } from "./site.js";

/** Ways to handle a rejection that nobody handles. */
export function mend(site: DanglingSite, source: Source): readonly Fix[] {
  const call = callIn(source, site.whole);
  if (call === undefined) return [];
  if (site.form === "promise") return inPeace(call, site);
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !ts.isExpressionStatement(call.parent)) return [];
  return [told(call, call.expression), ...atOnce(call, site)];
}

/** A `catch` at the end of the chain, on a line of its own where its links have theirs. */
function told(call: ts.CallExpression, { expression, name }: ts.PropertyAccessExpression): Fix {
  const { text } = call.getSourceFile();
  const link = /\r?\n[ \t]*$/.exec(text.slice(expression.end, name.getStart()).replace(/\??\.$/, ""));
  const gap = link ? lineEnd(text) + indentation(text, name.getStart()) : "";
  return { title: "Tell its errors with `catch`", edits: [insert(call.end, `${gap}.catch((error) => console.error(error))`)], safe: false };
}

/** Whoever awaits the chain has its errors. */
function atOnce(call: ts.CallExpression, { name }: DanglingSite): Fix[] {
  const edits = mayAwait(call) ? awaited(call) : undefined;
  return edits ? [{ title: `Await \`${name}\``, edits: ordered(edits), safe: false }] : [];
}

/** `p.catch(() => {})` right behind it: whoever awaits p later still has its error. */
function inPeace(call: ts.Expression, { kept, many }: DanglingSite): Fix[] {
  let statement: ts.Node = call;
  while (!ts.isStatement(statement)) statement = statement.parent;
  if (!inList(statement) || !(ts.isVariableStatement(statement) || ts.isExpressionStatement(statement)) || !named(call, kept!)) return [];
  const code = many ? `${kept!}.forEach((each) => each.catch(() => {}))` : `${kept!}.catch(() => {})`;
  return [{ title: `Let \`${kept!}\` fail in peace until it is awaited`, edits: [statementAfter(statement as ts.Statement, code)], safe: false }];
}

/** Whether the call is what the name is bound to, and nothing else is. */
function named({ parent }: ts.Expression, name: string): boolean {
  if (ts.isVariableDeclaration(parent)) return parent.name.getText() === name && ts.isVariableDeclarationList(parent.parent) && parent.parent.declarations.length === 1;
  return ts.isBinaryExpression(parent) && parent.left.getText() === name && ts.isExpressionStatement(parent.parent);
}
