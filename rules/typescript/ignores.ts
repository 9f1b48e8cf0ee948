import ts from "typescript";
import { directive, ignoresOf } from "../model/ignore.js";
import type { Comment, Directive } from "../model/ignore.js";
import type { Ignore } from "../model/module.js";
import type { Span } from "../model/span.js";
import { K } from "./kinds.js";

const WORDS = /evenloop:\s*ignore|eslint-(?:disable|enable)/g;

/** Leaves that may hold any text, so that what looks like a comment in them is none. */
const TEXTS = new Set<ts.SyntaxKind>([
  K.StringLiteral, K.NoSubstitutionTemplateLiteral, K.TemplateHead, K.TemplateMiddle, K.TemplateTail, K.RegularExpressionLiteral, K.JsxText,
]);

/** Whether a text may have comments that silence findings. */
export const speaks = (text: string): boolean => text.includes("evenloop") || text.includes("eslint-disable");

/** Where comments silence findings. Nothing is looked for in a text that does not speak of it. */
export function ignoresIn(file: ts.SourceFile, text: string): readonly Ignore[] {
  if (!speaks(text)) return [];
  const directives: Directive[] = [];
  let end = 0;
  for (const { index } of text.matchAll(WORDS)) {
    if (index < end) continue;
    const span = commentAt(file, text, index);
    if (!span) continue;
    end = span[1];
    const found = directive(comment(text, span));
    if (found) directives.push(found);
  }
  return ignoresOf(directives, text.length);
}

/** The comment that holds the character at `at`, undefined where that is code or text. */
function commentAt(file: ts.SourceFile, text: string, at: number): Span | undefined {
  const { node, from } = gapAt(file, at);
  if (TEXTS.has(node.kind) && at >= node.getStart(file)) return undefined;
  // From here to `at` there are only words, punctuation and comments.
  const mark = /\/[/*]/g;
  mark.lastIndex = from;
  for (let found = mark.exec(text); found && found.index < at; found = mark.exec(text)) {
    const block = found[0] === "/*";
    const close = text.indexOf(block ? "*/" : "\n", found.index + 2);
    const end = close < 0 ? text.length : block ? close + 2 : close;
    if (at < end) return [found.index, end];
    mark.lastIndex = end;
  }
  return undefined;
}

/** The innermost node at `at`, and where what lies between its parts begins there. */
function gapAt(file: ts.SourceFile, at: number): { readonly node: ts.Node; readonly from: number } {
  let node: ts.Node = file;
  let from = 0;
  for (;;) {
    let inner: ts.Node | undefined;
    from = node.pos;
    const look = (child: ts.Node): boolean => {
      if (child.end <= at) from = Math.max(from, child.end);
      else if (child.pos <= at && child.end > child.pos) inner = child;
      return child.pos > at || inner !== undefined;
    };
    const first = node === file ? firstEndingAfter(file.statements, at) : 0;
    if (node !== file) ts.forEachChild(node, look);
    else if (first < file.statements.length) {
      if (first > 0) look(file.statements[first - 1]!);
      look(file.statements[first]!);
    } else {
      if (first > 0) look(file.statements[first - 1]!);
    }
    if (!inner) return { node, from };
    node = inner;
  }
}

/** The index of the first node that ends after `at`. */
function firstEndingAfter(nodes: readonly ts.Node[], at: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function comment(text: string, [from, to]: Span): Comment {
  const block = text.charCodeAt(from + 1) === 42;
  const begin = text.lastIndexOf("\n", from - 1) + 1;
  const line: Span = [begin, lineEnd(text, to)];
  const next = text.indexOf("\n", line[1]);
  return {
    text: text.slice(from + 2, block && text.startsWith("*/", to - 2) ? to - 2 : to),
    at: from,
    line,
    nextEnd: next < 0 ? line[1] : lineEnd(text, next + 1),
    trailing: text.slice(begin, from).trim() !== "",
    region: block,
    bare: true,
  };
}

/** Where the line of `at` ends. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}
