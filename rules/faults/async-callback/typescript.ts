import ts from "typescript";
import type { Edit, Fix, Source } from "../../rule.js";
import { insert, ordered, replace } from "../../typescript/write/edits.js";
import { bindingOf, freshName } from "../../typescript/write/names.js";
import { mayAwait, placeOf } from "../../typescript/write/place.js";
import { inList, indentation, lineEnd, semicolon } from "../../typescript/write/style.js";
import { bare, callIn, walkTree } from "../../typescript/write/syntax.js";
import type { AsyncCallbackSite } from "./site.js";
import { caught } from "./typescript-executor.js";
import { looped } from "./typescript-loop.js";

/** A call of a method. */
type MethodCall = ts.CallExpression & { readonly expression: ts.PropertyAccessExpression };

/** Ways to wait for what an async callback does, the preferred one first; none where nothing can wait there. */
export function mend(site: AsyncCallbackSite, source: Source): readonly Fix[] {
  const call = site.call && callIn(source, site.call);
  if (!call || ts.isTaggedTemplateExpression(call) || typeof site.at !== "number") return [];
  const callback = call.arguments?.[site.at];
  if (!callback) return [];
  if (ts.isNewExpression(call)) return some(caught(callback));
  if (!isMethodCall(call) || call.arguments.length !== 1 || !mayAwait(call)) return [];
  const of = kindOf(call.expression.expression);
  if (site.does === "drops") return of === "map" ? [] : [...(of === "set" ? [] : some(together(call))), ...some(looped(call, callback, site))];
  if (site.does !== "trusts" || of !== "array") return [];
  return some(/^(?:some|every|findIndex|findLastIndex)$/.test(call.expression.name.text) ? answered(call) : chosen(call, callback));
}

const fix = (title: string, edits: readonly Edit[]): Fix => ({ title, edits: ordered(edits), safe: false });

const some = (found: Fix | undefined): Fix[] => (found ? [found] : []);

/** `xs.forEach(f)` of something: no link of an optional chain, for what is not there cannot be waited for. */
const isMethodCall = (call: ts.CallExpression): call is MethodCall =>
  ts.isPropertyAccessExpression(call.expression) && !ts.isOptionalChain(call) && call.typeArguments === undefined;

/** What the file shows a receiver to be; what nothing is known of is an array, for nearly all are. */
function kindOf(receiver: ts.Expression): "array" | "set" | "map" {
  const binding = ts.isIdentifier(receiver) ? bindingOf(receiver.text, receiver)?.parent : undefined;
  const declared = binding && (ts.isVariableDeclaration(binding) || ts.isParameter(binding)) ? binding : undefined;
  const value = declared?.initializer ?? receiver;
  const text = `${declared?.type?.getText() ?? ""} ${ts.isNewExpression(value) ? value.expression.getText() : ""}`;
  return /\b(?:Weak)?Map\b|Headers|FormData|URLSearchParams/.test(text) ? "map" : /Set\b/.test(text) ? "set" : "array";
}

/** `xs.forEach(f)` → `await Promise.all(xs.map(f))`. */
function together(call: MethodCall): Fix | undefined {
  if (!ts.isExpressionStatement(call.parent)) return undefined;
  return fix("Wait for all of them with `Promise.all`", [
    insert(call.getStart(), "await Promise.all("), replace(call.expression.name, "map"), insert(call.end, ")"),
  ]);
}

/** `xs.some(f)` → `(await Promise.all(xs.map(f))).some(Boolean)`. */
function answered(call: MethodCall): Fix | undefined {
  const { name } = call.expression;
  if (ts.isExpressionStatement(call.parent)) return undefined;
  return fix("Wait for all the answers with `Promise.all`", [
    insert(call.getStart(), "(await Promise.all("), replace(name, "map"), insert(call.end, `)).${name.text}(Boolean)`),
  ]);
}

/** `xs.filter(f)` → `const matches = await Promise.all(xs.map(f));` before it, and `xs.filter((_, index) => matches[index])`. */
function chosen(call: MethodCall, callback: ts.Expression): Fix | undefined {
  const { expression: receiver } = call.expression;
  const statement = statementOf(call);
  const file = call.getSourceFile();
  if (!isPlain(receiver) || !statement || placeOf(statement) !== placeOf(call)) return undefined;
  const name = freshName(file, `matches${earlier(call)}`);
  const code = `const ${name} = await Promise.all(${receiver.getText()}.map(${callback.getText()}))${semicolon(file)}`;
  const start = statement.getStart();
  return fix("Wait for all the answers with `Promise.all` first", [
    insert(start, `${code}${lineEnd(file.text)}${indentation(file.text, start)}`), replace(callback, `(_, index) => ${name}[index]`),
  ]);
}

/** A number for the name, where calls of its kind stand before it: their fixes may be applied together with this one. */
function earlier(call: MethodCall): string {
  let count = 1;
  walkTree(call.getSourceFile(), (node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(?:filter|find|findLast)$/.test(node.expression.name.text)
      && node.end < call.end && placeOf(node) === placeOf(call)) count++;
    return node === call;
  });
  return count === 1 ? "" : `${count}`;
}

/** Whether an expression may be written twice: a name, or a member of one. */
function isPlain(node: ts.Expression): boolean {
  const inner = bare(node);
  if (ts.isPropertyAccessExpression(inner)) return isPlain(inner.expression);
  return inner === node && (ts.isIdentifier(inner) || inner.kind === ts.SyntaxKind.ThisKeyword);
}

/** The statement that a call stands in, if that is run once for each time the call is, or not at all. */
function statementOf(call: ts.Expression): ts.Statement | undefined {
  let node: ts.Node = call;
  while (!ts.isStatement(node)) {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return undefined;
    node = node.parent;
  }
  const once = ts.isVariableStatement(node) || ts.isExpressionStatement(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node)
    || (ts.isIfStatement(node) && node.expression.end >= call.end) || (ts.isForOfStatement(node) && node.expression.end >= call.end);
  return once && inList(node) ? node : undefined;
}
