import ts from "typescript";
import type { Edit, Fix } from "../../rule.js";
import { ordered } from "../../typescript/write/edits.js";
import { freshName } from "../../typescript/write/names.js";
import { walkTree } from "../../typescript/write/syntax.js";
import type { AsyncCallbackSite } from "./site.js";

/** `xs.forEach(async (x) => {…})` → `for (const x of xs) {…}`, where the body means the same as the body of a loop. */
export function looped(call: ts.CallExpression & { readonly expression: ts.PropertyAccessExpression }, callback: ts.Expression, site: AsyncCallbackSite): Fix | undefined {
  const { parent } = call;
  if (!ts.isExpressionStatement(parent)) return undefined;
  const items = call.expression.expression.getText();
  const edits = isWritten(callback) ? ofWritten(callback, call, items) : ofNamed(callback, call, items, site);
  return edits && { title: "Await each in a `for` loop, one after the other", edits: ordered(edits), safe: false };
}

const isWritten = (node: ts.Expression): node is ts.ArrowFunction | ts.FunctionExpression => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** `xs.forEach(save)` → `for (const item of xs) await save(item)`; it must not look at the index. */
function ofNamed(callback: ts.Expression, call: ts.CallExpression, items: string, { params }: AsyncCallbackSite): readonly Edit[] | undefined {
  if (params !== 1 || !(ts.isIdentifier(callback) || ts.isPropertyAccessExpression(callback))) return undefined;
  const name = freshName(call.getSourceFile(), "item");
  return [{ span: [call.getStart(), call.end], text: `for (const ${name} of ${items}) await ${callback.getText()}(${name})` }];
}

function ofWritten(callback: ts.ArrowFunction | ts.FunctionExpression, call: ts.CallExpression, items: string): readonly Edit[] | undefined {
  const [param, ...more] = callback.parameters;
  if (!param || more.length > 0 || param.dotDotDotToken || param.initializer || callback.asteriskToken) return undefined;
  const { body, parent: { parent: statement } } = callback;
  const text = call.getSourceFile().text;
  // A comment between the two would be lost.
  if (/\/[/*]/.test(text.slice(param.end, body.getStart())) || /\/[/*]/.test(text.slice(call.expression.end, param.getStart()))) return undefined;
  const head: Edit = { span: [call.getStart(), body.getStart()], text: `for (const ${param.name.getText()} of ${items}) ` };
  if (!ts.isBlock(body)) {
    const waits = ts.isAwaitExpression(body) ? "" : "await ";
    if (ts.isObjectLiteralExpression(body) || ts.isParenthesizedExpression(body) || ts.isBinaryExpression(body) || ts.isConditionalExpression(body)) return undefined;
    return [{ ...head, text: head.text + waits }, { span: [body.end, call.end], text: "" }];
  }
  const returns = turned(callback, body);
  // A block needs no semicolon behind it.
  return returns && [head, ...returns, { span: [body.end, Math.max(call.end, statement.end)], text: "" }];
}

/** The edits that turn each `return` into a `continue`; undefined where that, or a loop's body at all, would be something else. */
function turned(callback: ts.ArrowFunction | ts.FunctionExpression, body: ts.Block): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  let sound = true;
  walkTree(body, (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) {
      // `this` of an inner arrow is still that of the callback.
      if (ts.isFunctionExpression(callback) && /\bthis\b|\barguments\b/.test(node.getText())) sound = false;
    }
    if (ts.isReturnStatement(node) && owner(node) === callback) {
      if (node.expression || inLoop(node, body)) sound = false;
      else edits.push({ span: [node.getStart(), node.getStart() + "return".length], text: "continue" });
    }
    if (ts.isFunctionExpression(callback) && (node.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(node) && node.text === "arguments"))) sound = false;
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) sound = false;
    return !sound;
  });
  return sound ? edits : undefined;
}

function owner(node: ts.Node): ts.Node {
  let outer = node.parent;
  while (!ts.isFunctionLike(outer)) outer = outer.parent;
  return outer;
}

function inLoop(node: ts.Node, body: ts.Block): boolean {
  for (let outer = node.parent; outer !== body; outer = outer.parent) if (ts.isIterationStatement(outer, false) || ts.isSwitchStatement(outer)) return true;
  return false;
}
