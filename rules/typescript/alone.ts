import ts from "typescript";
import type { Problem } from "../model/module.js";
import { nodeStart } from "./functions.js";
import type { FunctionJob } from "./functions.js";
import { K } from "./kinds.js";
import { parse, problemsOf } from "./parse.js";
import type { Source, Unit } from "./source.js";

/** Where a function is read after an edit of its body: in a tree of `text`, in which it begins at `from`; and the syntax errors of the whole file. */
export interface Place { readonly file: ts.SourceFile; readonly text: string; readonly from: number; readonly problems: readonly Problem[] }

/** A function that was found there. */
export interface Read extends Place { readonly node: ts.FunctionLikeDeclaration }

/** What has to stand around a function for it to be parsed without the text that it stands in. */
const around: Partial<Record<ts.SyntaxKind, readonly [before: string, behind: string]>> = {
  [K.FunctionDeclaration]: ["", ""],
  [K.FunctionExpression]: ["(", ")"],
  [K.ArrowFunction]: ["(", ")"],
  [K.MethodDeclaration]: ["(class{", "})"],
  [K.GetAccessor]: ["(class{", "})"],
  [K.SetAccessor]: ["(class{", "})"],
  [K.Constructor]: ["(class{", "})"],
};

/**
 * Parses a unit and nothing around it: even where the old tree is used again, TypeScript visits every node of the file. If it is the same
 * function but for its body, without errors, and none were in the text before, the rest is as it was.
 */
export function readAlone(path: string, source: Source, unit: Unit, text: string, by: number): Read | undefined {
  const [before, behind] = around[(unit.job as FunctionJob).node.kind] ?? [];
  if (source.problems.length > 0 || before === undefined) return undefined;
  const alone = `${before}${text.slice(unit.from, unit.from + unit.length + by)}${behind}`;
  const file = parse(path, alone);
  return problemsOf(file).length > 0 ? undefined : readIn({ file, text: alone, from: before.length, problems: [] }, source, unit, by);
}

/** Finds a unit in its place, if it is the same there but for its body. */
export function readIn(place: Place, source: Source, unit: Unit, by: number): Read | undefined {
  const { file, text, from } = place;
  const { node: was } = unit.job as FunctionJob;
  const open = from + unit.body![0] - 1;
  const end = from + unit.length + by;
  const now: Source = { ...source, file, text, lastPos: -1, lastStart: -1 };
  const holds = (node: ts.Node): ts.Node | undefined => (node.pos <= open && node.end > open ? node : undefined);
  for (let node = ts.forEachChild(file, holds); node; node = ts.forEachChild(node, holds)) {
    if (node.kind !== was.kind || node.end !== end || nodeStart(now, node) !== from) continue;
    const { body } = node as ts.FunctionLikeDeclaration;
    return body && ts.isBlock(body) && body.getStart(file) === open ? { ...place, node: node as ts.FunctionLikeDeclaration } : undefined;
  }
  return undefined;
}
