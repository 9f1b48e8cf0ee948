import ts from "typescript";
import { unknown } from "../model/ref.js";
import type { Ref } from "../model/ref.js";
import { expr } from "./expressions.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";

const { isIdentifier, isJsxExpression, isJsxSpreadAttribute, isJsxText } = ts;

/** `<a b={c}>{d}</a>`: what stands in braces is handed to the renderer. */
export function jsx(f: Frame, node: ts.JsxChild): Ref {
  switch (node.kind) {
    case K.JsxElement:
      opening(f, node.openingElement);
      children(f, node.children);
      break;
    case K.JsxSelfClosingElement: opening(f, node); break;
    case K.JsxFragment: children(f, node.children); break;
    case K.JsxExpression: inBraces(f, node); break;
    default:
  }
  return unknown;
}

function opening(f: Frame, { tagName, attributes }: ts.JsxOpeningLikeElement): void {
  // `<div>` is an element of the page; `<Page>` and `<ui.Page>` are values.
  if (!isIdentifier(tagName) || /^[^a-z]/.test(tagName.text)) expr(f, tagName as ts.Expression, "escapes");
  for (const attribute of attributes.properties) {
    if (isJsxSpreadAttribute(attribute)) expr(f, attribute.expression, "escapes");
    else if (attribute.initializer && isJsxExpression(attribute.initializer)) inBraces(f, attribute.initializer);
    else if (attribute.initializer) expr(f, attribute.initializer as ts.Expression, "escapes");
  }
}

function children(f: Frame, nodes: readonly ts.JsxChild[]): void {
  for (const node of nodes) {
    if (isJsxExpression(node)) inBraces(f, node);
    else if (!isJsxText(node)) expr(f, node, "escapes");
  }
}

function inBraces(f: Frame, { expression }: ts.JsxExpression): void {
  if (expression) expr(f, expression, "escapes");
}
