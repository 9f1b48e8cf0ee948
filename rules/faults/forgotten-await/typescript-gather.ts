import ts from "typescript";
import type { Edit, Fix } from "../../rule.js";
import { awaited } from "../../typescript/write/await.js";
import { insert, ordered } from "../../typescript/write/edits.js";
import { bindingOf, usesOf } from "../../typescript/write/names.js";
import { mayAwait } from "../../typescript/write/place.js";
import { inList, statementAfter } from "../../typescript/write/style.js";
import type { ForgottenSite } from "./site.js";

/** Whether a call makes an array with a promise for each element: `xs.map(async …)`. */
export function isMapping(call: ts.Expression): call is ts.CallExpression {
  if (!ts.isCallExpression(call) || !isMap(call)) return false;
  const callback = call.arguments[0]!;
  return (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))
    && (callback.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false);
}

const isMap = ({ expression, arguments: { length } }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) && expression.name.text === "map" && (length === 1 || length === 2);

/** Waits with `Promise.all` for the promises of the container that the call's promise is put in. */
export function gathered(call: ts.Expression, site: ForgottenSite): Fix | undefined {
  const list = containerOf(call, site);
  if (list === undefined) return undefined;
  if (ts.isIdentifier(list)) return afterPushes(call, list);
  if (!mayAwait(list)) return undefined;
  if (ts.isObjectLiteralExpression(list)) {
    const edits = awaited(call);
    return edits && fix(site.name, edits);
  }
  const { parent } = list;
  if (ts.isVariableDeclaration(parent) || (ts.isBinaryExpression(parent) && parent.right === list)) return afterBinding(parent);
  const edits = awaited(list);
  if (edits === undefined) return undefined;
  return fix(`Promise.all(${list.getText().length > 30 ? "…" : list.getText()})`, [
    ...edits, insert(list.getStart(), "Promise.all("), insert(list.end, ")"),
  ]);
}

const fix = (what: string, edits: readonly Edit[]): Fix => ({ title: `Await \`${what}\``, edits: ordered(edits), safe: false });
