import ts from "typescript";
import type { Rewrite } from "../../rule.js";
import { ordered } from "../../typescript/write/edits.js";
import { awaitStatement, gathered } from "../../typescript/write/gather.js";
import { mayAwait } from "../../typescript/write/place.js";
import { inList } from "../../typescript/write/style.js";
import { parse, statementAt, walkTree } from "../../typescript/write/syntax.js";
import { nearAwait, trimmed } from "../selection.js";

/** Waits at once for what the selected statements wait for one after another. */
export const rewrite: Rewrite = (selection, source) => {
  const span = trimmed(source.text, selection);
  if (span[0] === span[1] || !nearAwait(source.text, span)) return [];
  const file = parse(source);
  const first = statementAt(file, span[0]);
  if (!first || !inList(first) || !mayAwait(first)) return [];
  const selected = (first.parent as ts.BlockLike).statements.filter((statement) => statement.getStart(file) < span[1] && statement.end > span[0]);
  const rows = selected.flatMap((statement) => awaitStatement(statement) ?? []);
  if (rows.length < 2 || rows.length < selected.length) return [];
  const dependent = rows.some((row, i) => rows.slice(0, i).some(({ target }) => target && needs(row.call, row.target, target)));
  const edits = dependent ? undefined : gathered(rows);
  return edits ? [{ title: `Await these ${rows.length} together with \`Promise.all\``, kind: "refactor.rewrite", edits: () => ordered(edits) }] : [];
};

/** Whether a statement needs, or binds anew, what an earlier one bound. */
function needs(call: ts.Node, target: ts.Node | undefined, bound: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(bound) || ts.isElementAccessExpression(bound)) {
    const of = ts.isElementAccessExpression(bound) ? bound.expression.getText() : bound.getText();
    let found = false;
    walkTree(call, (node) => (found ||= ts.isExpression(node) && node.getText() === of));
    return found || target?.getText() === bound.getText();
  }
  const names = namesIn(bound);
  return [...namesIn(call), ...(target ? namesIn(target) : [])].some((name) => names.has(name));
}

function namesIn(root: ts.Node): Set<string> {
  const names = new Set<string>();
  walkTree(root, (node) => {
    const named = ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) && !(ts.isBindingElement(node.parent) && node.parent.propertyName === node)
      && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node);
    if (named) names.add(node.text);
  });
  return names;
}
