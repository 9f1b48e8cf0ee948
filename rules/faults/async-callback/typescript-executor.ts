import ts from "typescript";
import type { Edit, Fix } from "../../rule.js";
import { insert, ordered } from "../../typescript/write/edits.js";
import { walkTree } from "../../typescript/write/syntax.js";

/** `new Promise(async (resolve, reject) => {…})` → `new Promise((resolve, reject) => { (async () => {…})().catch(reject); })`. */
export function caught(executor: ts.Expression): Fix | undefined {
  if (!ts.isArrowFunction(executor) && !ts.isFunctionExpression(executor)) return undefined;
  const keyword = executor.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const second = rejectOf(executor);
  if (!keyword || !second || executor.asteriskToken || executor.type) return undefined;
  const { body } = executor;
  const text = executor.getSourceFile().text;
  const start = keyword.getStart();
  const open = ts.isBlock(body) ? insert(body.getStart() + 1, " (async () => {") : insert(body.getStart(), "{ (async () => ");
  const close = ts.isBlock(body) ? insert(body.end - 1, `})().catch(${second.name}); `) : insert(body.end, `)().catch(${second.name}); }`);
  const unasync: Edit = { span: [start, keyword.end + /^\s*/.exec(text.slice(keyword.end))![0].length], text: "" };
  const edits = ordered([unasync, ...second.edits, open, close]);
  return { title: `Hand its errors to \`${second.name}\``, edits, safe: false };
}

/** The name of the second parameter, which is added where it is missing. */
function rejectOf(executor: ts.ArrowFunction | ts.FunctionExpression): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  const [first, second] = executor.parameters;
  if (second) return ts.isIdentifier(second.name) && !second.dotDotDotToken ? { name: second.name.text, edits: [] } : undefined;
  if (!first || first.dotDotDotToken || mentions(executor, "reject")) return undefined;
  const bracketed = executor.getChildren().some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return { name: "reject", edits: bracketed ? [insert(first.end, ", reject")] : [insert(first.getStart(), "("), insert(first.end, ", reject)")] };
}

function mentions(node: ts.Node, name: string): boolean {
  let found = false;
  walkTree(node, (inner) => (found ||= ts.isIdentifier(inner) && inner.text === name));
  return found;
}
