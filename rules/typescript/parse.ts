import ts from "typescript";
import type { Problem } from "../model/module.js";

/** How every file is parsed: the newest syntax, and no trees for documentation comments, which the facts have no use for. */
const options: ts.CreateSourceFileOptions = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };

/** The syntax tree of a text. */
export const parse = (path: string, text: string): ts.SourceFile => ts.createSourceFile(path, text, options, false, scriptKind(path));

/** The tree after one edit; `old` must not be used any more. */
export const reparse = (old: ts.SourceFile, text: string, change: ts.TextChangeRange): ts.SourceFile =>
  ts.updateSourceFile(old, text, change);

/** The syntax errors of a tree, by position. TypeScript keeps them in a property that its types do not show. */
export function problemsOf(file: ts.SourceFile): Problem[] {
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics
    .map(({ start, length, messageText }): Problem => ({ span: [start, start + length], message: `Syntax error: ${ts.flattenDiagnosticMessageText(messageText, " ")}` }))
    .sort((a, b) => a.span[0] - b.span[0]);
}

/** JavaScript may hold JSX whatever its extension; in TypeScript `<T>x` would be ambiguous, so there only `.tsx` does. */
function scriptKind(path: string): ts.ScriptKind {
  if (path.endsWith(".tsx")) return ts.ScriptKind.TSX;
  return /\.[mc]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
}
