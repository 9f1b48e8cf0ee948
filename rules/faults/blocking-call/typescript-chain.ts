import ts from "typescript";
import type { Edit, Fix } from "../../rule.js";
import { awaited } from "../../typescript/write/await.js";
import { ordered } from "../../typescript/write/edits.js";
import { isPlainSync, madeAsync } from "../../typescript/write/function.js";
import type { PlainFunction } from "../../typescript/write/function.js";
import { bindingOf, boundOnce, usesOf } from "../../typescript/write/names.js";
import { originOf } from "../../typescript/write/origin.js";
import { isAsync, isExported, placeOf } from "../../typescript/write/place.js";
import { walkTree } from "../../typescript/write/syntax.js";
import type { Twin } from "../../model/blocker.js";
import { keepsOrder, twinOf } from "./typescript-twin.js";

/** What blocks in a helper, mended: what is awaited instead, and the edits that do it. */
export interface Inner { readonly name: string; readonly edits: readonly Edit[] }

/** Makes the helper async whose one blocking call has a twin. */
export const chainWithTwin = (call: ts.CallExpression, leaf: string, twin: Twin): Fix | undefined => chainMadeAsync(call, (helper) => {
  const [inner, ...others] = callsOf(helper, leaf);
  if (inner === undefined || others.length > 0 || placeOf(inner) !== helper || !keepsOrder(inner)) return undefined;
  const mended = twinOf(inner, twin, leaf);
  const waits = awaited(inner);
  return mended && waits && { name: mended.name, edits: [...waits, ...mended.edits] };
});

/**
 * Makes the helper that blocks async: what blocks in it is mended, and each of its calls is awaited.
 * Only where the file shows all of this: the helper is a plain function that is called and nothing else, by async functions alone.
 */
export function chainMadeAsync(call: ts.CallExpression, innerOf: (helper: PlainFunction) => Inner | undefined): Fix | undefined {
  const { expression } = call;
  const binding = ts.isIdentifier(expression) ? bindingOf(expression.text, expression) : undefined;
  const helper = binding && helperOf(binding);
  if (binding === undefined || helper === undefined) return undefined;
  const mended = innerOf(helper);
  const edits = [madeAsync(helper), mended?.edits, ...usesOf(binding).map((use) => awaitedUse(use, helper))];
  if (mended === undefined || !edits.every((part) => part !== undefined)) return undefined;
  return { title: `Make \`${binding.text}\` async: await \`${mended.name}\` in it`, edits: ordered(edits.flat()), safe: false };
}

/** The function that a name stands for, where it can stand for nothing else and no other file sees it. */
function helperOf(binding: ts.Identifier): PlainFunction | undefined {
  const { parent } = binding;
  if (!boundOnce(binding)) return undefined;
  if (ts.isFunctionDeclaration(parent)) return parent.body && !isExported(parent) && isPlainSync(parent) ? parent : undefined;
  if (!ts.isVariableDeclaration(parent) || parent.type !== undefined || !(parent.parent.flags & ts.NodeFlags.Const)) return undefined;
  const statement = parent.parent.parent;
  const { initializer } = parent;
  return initializer && isPlainSync(initializer) && ts.isVariableStatement(statement) && !isExported(statement) ? initializer : undefined;
}

/** Every call of the leaf within the function, nested functions included. */
function callsOf(helper: PlainFunction, leaf: string): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  walkTree(helper, (node) => {
    if (!ts.isCallExpression(node)) return;
    const origin = originOf(node.expression);
    if (origin !== undefined && `${origin.module}.${origin.name}` === leaf) calls.push(node);
  });
  return calls;
}

/** The edits that await one use of the helper; undefined where it is not a call, or not one that may be awaited. */
function awaitedUse(use: ts.Identifier, helper: PlainFunction): readonly Edit[] | undefined {
  const call = use.parent;
  if (!ts.isCallExpression(call) || call.expression !== use) return undefined;
  const place = placeOf(call);
  if (place === undefined || ts.isSourceFile(place) || !(place === helper || isAsync(place))) return undefined;
  return keepsOrder(call) ? awaited(call) : undefined;
}
