import ts from "typescript";
import type { CallRef, Ref } from "../model/ref.js";
import type { Span } from "../model/span.js";
import type { Use } from "../model/step.js";
import { filledBy } from "./assign.js";
import { starExport } from "./exports.js";
import { expr, memberOf, stringRef, usePlain } from "./expressions.js";
import { attr, emitCall, keptUse, spanOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { bounded, callRef } from "./refs.js";
import { lookup } from "./scope.js";
import type { Variable } from "./scope.js";
import { textOf } from "./source.js";

const { isNonNullExpression, isParenthesizedExpression, isPropertyAccessExpression, isStringLiteralLike, isTemplateExpression } = ts;

/** `f(x)`, `a.b(x)`, `a?.b(x)`, `import("x")`, `require("x")`. */
export function callExpression(f: Frame, node: ts.CallExpression, use: Use): Ref {
  if (node.expression.kind === K.ImportKeyword) {
    const of = imported(f, node);
    if (of) return use === "awaited" ? of : { is: "awaitable", of };
  } else if (isRequire(f, node)) {
    return imported(f, node)!;
  }
  const filled = use === "dropped" ? pushedTo(f, node) : undefined;
  const callee = filled ? attr(f, filled.value, "push") : calleeOf(f, node.expression);
  const { ref, args } = callRef(callee, false, node.arguments.length);
  if (filled) pushAll(f, filled, args, node.arguments);
  else passAll(f, ref, args, node.arguments);
  emitCall(f, spanOf(f, node), nameOf(f, node.expression), ref, use);
  if (f.module) starExport(f, node, args);
  return ref;
}

/** `new C(x)`. */
export function newExpression(f: Frame, node: ts.NewExpression, use: Use): Ref {
  const { ref, args } = callRef(calleeOf(f, node.expression), true, node.arguments?.length ?? 0);
  if (node.arguments) passAll(f, ref, args, node.arguments);
  emitCall(f, spanOf(f, node), nameOf(f, node.expression), ref, use);
  return ref;
}

/** A tag called with a template: `` sql`…${x}` ``. */
export function taggedTemplate(f: Frame, node: ts.TaggedTemplateExpression, use: Use): Ref {
  const spans = isTemplateExpression(node.template) ? node.template.templateSpans : undefined;
  const { ref, args } = callRef(calleeOf(f, node.tag), false, 1 + (spans?.length ?? 0));
  args[0] = isTemplateExpression(node.template) ? { is: "text" } : stringRef(node.template.text);
  if (spans) passAll(f, ref, args, spans.map((span) => span.expression), 1);
  emitCall(f, spanOf(f, node), nameOf(f, node.tag), ref, use);
  return ref;
}

/** The callee's value. Its own attribute is called, not read. */
function calleeOf(f: Frame, callee: ts.Expression): Ref {
  let inner = callee;
  while (isParenthesizedExpression(inner) || isNonNullExpression(inner)) inner = inner.expression;
  if (isPropertyAccessExpression(inner)) return memberOf(f, inner);
  const ref = expr(f, inner, "escapes");
  return ref.is === "super" ? { is: "attr", of: ref, name: "constructor" } : ref;
}

/** Lowers the arguments; `args` belongs to `ref`, which their uses speak of. `at` is the place of the first. */
function passAll(f: Frame, ref: CallRef, args: Ref[], nodes: readonly ts.Expression[], at = 0): void {
  let behindSpread = false;
  for (const node of nodes) {
    behindSpread ||= node.kind === K.SpreadElement;
    const use: Use = usePlain(node) ? "escapes" : { passed: ref, at: behindSpread ? -1 : at };
    args[at++] = bounded(expr(f, node, use));
  }
}

/** The local array that `a.push(…)` adds to. */
const pushedTo = (f: Frame, { expression: callee }: ts.CallExpression): Variable | undefined =>
  (isPropertyAccessExpression(callee) && textOf(callee.name) === "push" ? filledBy(f, callee.expression) : undefined);

/** Lowers what is pushed to a local array: it is kept in there, as the elements of an array literal are. */
function pushAll(f: Frame, array: Variable, args: Ref[], nodes: readonly ts.Expression[]): void {
  nodes.forEach((node, at) => {
    const kept = usePlain(node) ? "escapes" : keptUse(f, array);
    args[at] = bounded(expr(f, node, typeof kept === "object" && node.kind !== K.SpreadElement ? { inside: kept } : kept));
  });
}

/** The span of a callee's last name; of any other callee, all of it. */
function nameOf(f: Frame, callee: ts.Expression): Span {
  let inner = callee;
  while (isParenthesizedExpression(inner) || isNonNullExpression(inner)) inner = inner.expression;
  if (!isPropertyAccessExpression(inner)) return spanOf(f, inner);
  const end = inner.name.end - f.unit.from;
  return [end - textOf(inner.name).length, end];
}

/** A module may make its own `require`, with `createRequire`; one of a function is something else. */
const isRequire = (f: Frame, { expression, arguments: args }: ts.CallExpression): boolean =>
  expression.kind === K.Identifier && (expression as ts.Identifier).escapedText === "require" &&
  args.length === 1 && isStringLiteralLike(args[0]!) && (lookup(f.scope, "require")?.frame.module ?? true);

/** The module that is named by the first argument, where that is a literal. */
function imported(f: Frame, node: ts.CallExpression): Ref | undefined {
  const [from] = node.arguments;
  if (!from || !isStringLiteralLike(from)) return undefined;
  f.unit.imports.add(from.text);
  return { is: "import", from: from.text };
}

