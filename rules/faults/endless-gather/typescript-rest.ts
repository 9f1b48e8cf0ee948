import ts from "typescript";
import type { Fix } from "../../rule.js";
import { beginsLine, indented, joinedAt, lineStart, namer, neighbours, unitAt } from "../../typescript/write/block.js";
import { insert, ordered, replace } from "../../typescript/write/edits.js";
import { endsInSemicolon, indentation, lineEnd, restOfLine } from "../../typescript/write/style.js";
import type { EndlessSite } from "./site.js";
import { started, titleOf, type Work } from "./typescript-work.js";

/** `await ticker()` with more behind it: the ticker runs beside the rest of the block. */
export function beside(work: Work, calls?: readonly ts.CallExpression[]): Fix | undefined {
  const { site, file, awaited, statement } = work;
  const all = calls ?? (ts.isCallExpression(awaited.expression) ? [awaited.expression] : []);
  const rest = restBehind(work);
  const unit = unitAt(statement);
  const made = all.length > 0 && rest ? started(all, work, unit, namer(file)) : undefined;
  if (!made || !rest) return undefined;
  if (made.final.length === 0) return { title: titleOf(site, false), edits: [replace(statement, joinedAt(statement, made.before))], safe: false };
  const edits = [
    replace(statement, joinedAt(statement, [...made.before, "try {"])),
    ...indented(file, rest.from, rest.to, unit),
    insert(rest.end, newLine(statement) + joinedAt(statement, ["} finally {", ...made.final.map((line) => unit + line), "}"])),
  ];
  return { title: titleOf(site, true), edits: ordered(edits), safe: false };
}

/** `await serve()` with the cleaning up behind it: that is done in a `finally`, whatever brings the serving to its end. */
export function finished(work: Work): Fix | undefined {
  const { site, file, statement } = work;
  const rest = restBehind(work);
  const after = restOfLine(file.text, statement.end);
  // A `return` would swallow what brought it to its end.
  if (!rest || after === undefined || /\breturn\b/.test(file.text.slice(rest.from, rest.to))) return undefined;
  const unit = unitAt(statement);
  const indent = indentation(file.text, statement.getStart());
  const edits = [
    insert(lineStart(file.text, statement.getStart()), `${indent}try {${lineEnd(file.text)}`), ...indented(file, statement.getStart(), statement.end, unit),
    insert(after, `${newLine(statement)}} finally {`), ...indented(file, rest.from, rest.to, unit), insert(rest.end, `${newLine(statement)}}`),
  ];
  return { title: `Do what follows in \`finally\`, when \`${site.name}\` fails`, edits: ordered(edits), safe: false };
}

/** `const p = ticker(); await job(); await p;`: nobody waits for p, and its errors are told. */
export function named(work: Work): Fix | undefined {
  const { site, file, awaited, statement } = work;
  const name = awaited.expression;
  const declared = neighbours(statement).before.find((each) => {
    const [only, ...more] = ts.isVariableStatement(each) ? each.declarationList.declarations : [];
    return ts.isIdentifier(name) && only?.name.getText() === name.text && more.length === 0 && only.initializer?.getStart() === site.members[0]!.span[0];
  });
  const end = declared && restOfLine(file.text, declared.end);
  const after = restOfLine(file.text, statement.end);
  if (!declared || end === undefined || after === undefined || !ts.isExpressionStatement(statement) || statement.expression !== awaited || !ts.isIdentifier(name)) return undefined;
  if (site.members.length > 1 || site.members[0]!.signal !== undefined) return undefined;
  const told = `${name.text}.catch((error) => console.error(error))${endsInSemicolon(declared) ? ";" : ""}`;
  const note = `// \`${site.members[0]!.name}\` never ends: it goes on until the process does, for it takes no AbortSignal.`;
  const from = lineStart(file.text, statement.getStart());
  const to = /^\r?\n/.exec(file.text.slice(after))?.[0].length ?? 0;
  const edits = [insert(end, newLine(declared) + joinedAt(declared, [note, told])), { span: [from, after + to] as const, text: "" }];
  return { title: titleOf(site, false), edits: ordered(edits), safe: false };
}

/** Whether a call for cleaning up comes first: then what follows is hardly there to be done beside. */
export const cleansUp = ({ never }: EndlessSite): boolean =>
  /\b(?:close|cleanup|disconnect|dispose|end|release|shutdown|stop|terminate|unsubscribe|destroy|kill)\w*\s*\(/i.test(never?.text ?? "");

const newLine = (statement: ts.Statement): string => {
  const { text } = statement.getSourceFile();
  return lineEnd(text) + indentation(text, statement.getStart());
};

/** The lines of the statements behind the one that waits, as far as the end of their block, if that is where what is never reached stands. */
function restBehind({ site, file, awaited, statement }: Work): { readonly from: number; readonly to: number; readonly end: number } | undefined {
  const { after } = neighbours(statement);
  const [first, last] = [after[0], after.at(-1)];
  if (!first || !last || !ts.isExpressionStatement(statement) || statement.expression !== awaited || ts.isSourceFile(statement.parent) || inLoop(statement)) return undefined;
  const [here, end] = [restOfLine(file.text, statement.end), restOfLine(file.text, last.end)];
  const holds = site.never !== undefined && site.never.span[0] >= first.getStart() && site.never.span[1] <= last.end;
  return here !== undefined && end !== undefined && holds && after.every(beginsLine) ? { from: here + 1, to: last.end, end } : undefined;
}

function inLoop(statement: ts.Node): boolean {
  for (let node = statement.parent; node !== undefined && !ts.isFunctionLike(node); node = node.parent) if (ts.isIterationStatement(node, false)) return true;
  return false;
}
