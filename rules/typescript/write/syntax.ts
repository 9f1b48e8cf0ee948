import ts from "typescript";
import type { Span } from "../../model/span.js";
import type { Source } from "../../rule.js";

const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS, mts: ts.ScriptKind.TS, cts: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JSX, mjs: ts.ScriptKind.JS, cjs: ts.ScriptKind.JS, jsx: ts.ScriptKind.JSX,
};

/** The file ending, in lower case: `mts`. */
export const ending = (path: string): string => path.slice(path.lastIndexOf(".") + 1).toLowerCase();

// A file often has several findings, and each is mended on its own: the last tree serves them all.
let last: { readonly source: Source; readonly file: ts.SourceFile } | undefined;

/** The syntax tree of a text, with parents. Read it only. */
export function parse(source: Source): ts.SourceFile {
  if (last?.source.path === source.path && last.source.text === source.text) return last.file;
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const file = ts.createSourceFile(source.path, source.text, options, true, kinds[ending(source.path)] ?? ts.ScriptKind.TS);
  last = { source, file };
  return file;
}

/** The node that makes a call and covers exactly this span. */
export type Invocation = ts.CallExpression | ts.TaggedTemplateExpression | ts.NewExpression;

/** The call at a span, undefined where the text has changed since. */
export function callAt(file: ts.SourceFile, span: Span): Invocation | undefined {
  const holds = (child: ts.Node): ts.Node | undefined => (child.pos <= span[0] && child.end >= span[1] ? child : undefined);
  for (let node = holds(file); node !== undefined; node = ts.forEachChild(node, holds)) {
    if (node.end === span[1] && isInvocation(node) && node.getStart(file) === span[0]) return node;
  }
  return undefined;
}

/**
 * Calls `visit` with a node and all below it, in the order of the text, until it returns true. A long `a + b + …` or `a.b().c()…` nests as deep
 * as it is long, which no recursion would bear.
 */
export function walkTree(root: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (visit(node) === true) return;
    const kids: ts.Node[] = [];
    ts.forEachChild(node, (child) => void kids.push(child));
    for (let i = kids.length - 1; i >= 0; i--) waiting.push(kids[i]!);
  }
}

/** The call at a span of a text; undefined too for one that is nested too deeply for the parser. */
export function callIn(source: Source, span: Span): Invocation | undefined {
  try {
    return callAt(parse(source), span);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isInvocation(node: ts.Node): node is Invocation {
  return ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isNewExpression(node);
}

/** The innermost statement that holds an offset, blocks left out. */
export function statementAt(file: ts.SourceFile, offset: number): ts.Statement | undefined {
  let found: ts.Statement | undefined;
  const holds = (child: ts.Node): ts.Node | undefined => (child.pos <= offset && child.end > offset ? child : undefined);
  for (let node = ts.forEachChild(file, holds); node !== undefined; node = ts.forEachChild(node, holds)) {
    if (ts.isStatement(node) && !ts.isBlock(node) && node.getStart(file) <= offset) found = node;
  }
  return found;
}

/** An expression without the parentheses, type assertions and `await`s around it. */
export function bare(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner)
    || ts.isTypeAssertionExpression(inner) || ts.isNonNullExpression(inner) || ts.isAwaitExpression(inner)
  ) inner = inner.expression;
  return inner;
}
