import ts from "typescript";
import type { Edit } from "../../rule.js";
import { insert } from "./edits.js";
import { walkTree } from "./syntax.js";

/** How lines end in this text. */
export function lineEnd(text: string): "\n" | "\r\n" {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}

/** The quote that the file puts around strings: the one of its first string. */
export function quote(file: ts.SourceFile): string {
  let found = '"';
  walkTree(file, (node) => {
    if (!ts.isStringLiteral(node) || ts.isJsxAttribute(node.parent)) return false;
    found = file.text.charAt(node.getStart(file));
    return true;
  });
  return found;
}

/** `;`, or nothing where the file's statements end without it. */
export function semicolon(file: ts.SourceFile): string {
  let balance = 0;
  walkTree(file, (node) => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node) || ts.isImportDeclaration(node) || ts.isReturnStatement(node)) {
      balance += endsInSemicolon(node) ? 1 : -1;
    }
  });
  return balance < 0 ? "" : ";";
}

/** Whether the statement is written with its `;`. */
export const endsInSemicolon = (node: ts.Node): boolean => node.getSourceFile().text.charAt(node.end - 1) === ";";

/** The white space before the first word of the line at `offset`. */
export function indentation(text: string, offset: number): string {
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(from, offset))![0];
}

/** Where the line of a statement's end ends, its comments included; undefined where other code follows on that line. */
export function restOfLine(text: string, end: number): number | undefined {
  const comments = ts.getTrailingCommentRanges(text, end);
  const from = comments?.at(-1)?.end ?? end;
  const blank = /[ \t]*/y;
  blank.lastIndex = from;
  const to = from + blank.exec(text)![0].length;
  return to >= text.length || text[to] === "\n" || text[to] === "\r" ? from : undefined;
}

/** Whether the node is a statement among others (not the bare body of an `if`, say), so that one more may follow it. */
export function inList(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent);
}

/** A further statement after `statement`, without its semicolon: `await x`. */
export function statementAfter(statement: ts.Statement, code: string): Edit {
  const file = statement.getSourceFile();
  const end = restOfLine(file.text, statement.end);
  const closed = endsInSemicolon(statement) || isClosed(statement);
  if (end === undefined) return insert(statement.end, `${closed ? " " : "; "}${code}${closed ? ";" : ""}`);
  const mark = isClosed(statement) ? semicolon(file) : closed ? ";" : "";
  return insert(end, `${lineEnd(file.text)}${indentation(file.text, statement.getStart(file))}${code}${mark}`);
}

/**
 * What must stand before a statement that is to begin with `(`: nothing, or a `;` where the line before it is left open and would
 * otherwise be called.
 */
export function guard(statement: ts.Statement): string {
  if (!inList(statement)) return "";
  const siblings = (statement.parent as ts.BlockLike).statements;
  const before = siblings[siblings.indexOf(statement) - 1];
  return before === undefined || endsInSemicolon(before) || isClosed(before) ? "" : ";";
}

/** Whether nothing that follows can be read as part of the statement, for it ends with a block. */
function isClosed(statement: ts.Statement): boolean {
  if (ts.isIfStatement(statement)) return isClosed(statement.elseStatement ?? statement.thenStatement);
  if (ts.isIterationStatement(statement, false) && !ts.isDoStatement(statement)) return isClosed(statement.statement);
  if (ts.isLabeledStatement(statement)) return isClosed(statement.statement);
  return ts.isBlock(statement) || ts.isTryStatement(statement) || ts.isSwitchStatement(statement) || ts.isClassDeclaration(statement)
    || (ts.isFunctionDeclaration(statement) && statement.body !== undefined)
    || ts.isInterfaceDeclaration(statement) || ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement);
}
