import ts from "typescript";
import { partsAmong, type Follower } from "../model/parts.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { isRow } from "./row.js";
import { textOf } from "./source.js";

const {
  forEachChild, isArrayBindingPattern, isAwaitExpression, isBindingElement, isCallExpression, isExpressionStatement, isIdentifier, isPropertyAccessExpression,
  isVariableStatement,
} = ts;

/** Notes on `const [a, b] = await Promise.all([…])`, one of a block's statements, when `a` and `b` are needed. */
export function noteParts(f: Frame, block: readonly ts.Statement[], statement: ts.Statement, mark: number): void {
  const names = unpacked(statement);
  if (!names) return;
  const step = f.out.findLast((each) => each.is === "call" && each.row !== undefined);
  const parts = partsAmong(names, followers(block.slice(block.indexOf(statement) + 1)));
  // The step stays the object that it is: others have it in hand.
  if (step?.is === "call" && f.out.indexOf(step) >= mark && parts) (step as { row?: object }).row = { ...step.row!, parts };
}

function unpacked(statement: ts.Statement): readonly string[] | undefined {
  const [only] = isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (!only || !isArrayBindingPattern(only.name) || !only.initializer || !isAwaitExpression(only.initializer)) return undefined;
  const { expression: call } = only.initializer;
  if (!isCallExpression(call) || !isPropertyAccessExpression(call.expression) || textOf(call.expression.name) !== "all") return undefined;
  const names = only.name.elements.map((element) => (
    isBindingElement(element) && isIdentifier(element.name) && !element.initializer && !element.dotDotDotToken ? textOf(element.name) : ""));
  return names.includes("") ? undefined : names;
}

function* followers(statements: readonly ts.Statement[]): Iterable<Follower> {
  for (const statement of statements) {
    const declared = isVariableStatement(statement) ? statement.declarationList.declarations : [];
    const plain = declared.length > 0 && declared.every(({ name }) => isIdentifier(name));
    const { names, awaits } = look(plain ? declared.flatMap(({ initializer }) => initializer ?? []) : [statement]);
    yield {
      reads: names, binds: plain ? declared.map(({ name }) => textOf(name as ts.Identifier)) : [],
      row: isRow(statement), awaits, simple: isVariableStatement(statement) || isExpressionStatement(statement),
    };
  }
}

/** Every name in nodes, those of properties too, and whether they give way. */
function look(nodes: readonly ts.Node[]): { readonly names: Set<string>; readonly awaits: boolean } {
  const names = new Set<string>();
  const waiting = [...nodes];
  let awaits = false;
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    awaits ||= node.kind === K.AwaitExpression || node.kind === K.YieldExpression;
    if (isIdentifier(node)) names.add(textOf(node));
    if (isPropertyAccessExpression(node)) waiting.push(node.expression);
    else forEachChild(node, (child) => void waiting.push(child));
  }
  return { names, awaits };
}
