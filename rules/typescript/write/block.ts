import ts from "typescript";
import type { Edit } from "../../rule.js";
import { insert } from "./edits.js";
import { taken } from "./names.js";
import { indentation, inList, lineEnd } from "./style.js";
import { walkTree } from "./syntax.js";

/** One step of indentation, as the block around a node has it. */
export function unitAt(node: ts.Node): string {
  const { text } = node.getSourceFile();
  for (let inner = node; inner.parent !== undefined; inner = inner.parent) {
    if (!inList(inner) || ts.isSourceFile(inner.parent)) continue;
    const [outer, deeper] = [indentation(text, lineOf(text, inner.parent.getStart())), indentation(text, inner.getStart())];
    if (deeper.startsWith(outer) && deeper.length > outer.length) return deeper.slice(outer.length);
  }
  return "  ";
}

/** An offset on the line of `at` that is not in its indentation. */
const lineOf = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1 + indentation(text, at).length;

/** Where the line of an offset begins. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/** The statements of a block around one: those before it and those behind it. */
export function neighbours(statement: ts.Statement): { readonly before: readonly ts.Statement[]; readonly after: readonly ts.Statement[] } {
  const all: readonly ts.Statement[] = inList(statement) ? (statement.parent as ts.BlockLike).statements : [];
  const at = all.indexOf(statement);
  return { before: all.slice(0, Math.max(at, 0)), after: all.slice(at + 1) };
}

/** Whether a statement begins its line. */
export function beginsLine(statement: ts.Node): boolean {
  const { text } = statement.getSourceFile();
  return /^[ \t]*$/.test(text.slice(lineStart(text, statement.getStart()), statement.getStart()));
}

/** The edits that indent whole lines by one more step, from that of `from` to that of `to`; what is inside of a template stays as it is. */
export function indented(file: ts.SourceFile, from: number, to: number, unit: string): Edit[] {
  const { text } = file;
  const templates: ts.Node[] = [];
  walkTree(file, (node) => {
    if (ts.isTemplateLiteralToken(node) || ts.isJsxText(node)) templates.push(node);
  });
  const edits: Edit[] = [];
  for (let at = lineStart(text, from); at < to;) {
    const next = text.indexOf("\n", at) + 1 || text.length;
    const inside = templates.some((node) => node.getStart(file) < at && at < node.end);
    if (!inside && /\S/.test(text.slice(at, next))) edits.push(insert(at, unit));
    at = next;
  }
  return edits;
}

/** Makes names that stand nowhere in the file, and never the same one twice. */
export function namer(file: ts.SourceFile): (stem: string) => string {
  const made = new Set<string>();
  return (stem) => {
    let name = stem;
    for (let count = 2; taken(file, name) || made.has(name); count++) name = `${stem}${count}`;
    made.add(name);
    return name;
  };
}

/** Lines as they stand in a text at the indentation of a node. */
export function joinedAt(node: ts.Node, lines: readonly string[]): string {
  const { text } = node.getSourceFile();
  return lines.join(lineEnd(text) + indentation(text, node.getStart()));
}
