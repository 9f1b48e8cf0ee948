import ts from "typescript";
import type { Edit } from "../../rule.js";
import { beginsLine, indented, unitAt } from "./block.js";
import { insert } from "./edits.js";
import { endsInSemicolon, guard, indentation, inList, lineEnd, restOfLine } from "./style.js";

/** A statement that only awaits a call: `await f()`, `a = await f()`, `const a = await f()`. */
export interface AwaitStatement {
  readonly statement: ts.Statement;
  readonly call: ts.CallExpression;
  readonly target: ts.Node | undefined;
  readonly type: ts.TypeNode | undefined;
  /** `const` and the like, where it declares. */
  readonly keyword: string | undefined;
}

/** The statement as one that only awaits a call; undefined where it does anything else. */
export function awaitStatement(statement: ts.Node): AwaitStatement | undefined {
  if (ts.isVariableStatement(statement)) {
    const { declarationList: list, modifiers } = statement;
    const [only, ...more] = list.declarations;
    const call = only?.initializer && awaitedCall(only.initializer);
    if (!call || more.length > 0 || modifiers || only.exclamationToken) return undefined;
    return { statement, call, target: only.name, type: only.type, keyword: list.getFirstToken()!.getText() };
  }
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const assigns = ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  const call = awaitedCall(assigns ? expression.right : expression);
  return call && { statement, call, target: assigns ? expression.left : undefined, type: undefined, keyword: undefined };
}

const awaitedCall = (node: ts.Expression): ts.CallExpression | undefined =>
  ts.isAwaitExpression(node) && ts.isCallExpression(node.expression) ? node.expression : undefined;

/** Longer lines are broken. */
const widest = 100;

/** `const a = await f()`, `const b = await g()` → `const [a, b] = await Promise.all([f(), g()])`, for statements that follow one another; comments stay. */
export function gathered(rows: readonly AwaitStatement[]): readonly Edit[] | undefined {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const file = first.statement.getSourceFile();
  const { text } = file;
  const targets = bound(rows);
  if (targets === undefined || !inList(first.statement)) return undefined;
  const start = first.statement.getStart();
  const head = `${targets.startsWith("[") ? guard(first.statement) : ""}${targets}await Promise.all([`;
  const close = endsInSemicolon(last.statement) ? ";" : "";
  const gaps = rows.slice(1).map(({ statement }, i) => text.slice(rows[i]!.statement.end, statement.getStart()));
  const line = `${head}${rows.map(({ call }) => call.getText()).join(", ")}])${close}`;
  const indent = indentation(text, start);
  if (!line.includes("\n") && indent.length + line.length <= widest && gaps.every((gap) => /^\s*$/.test(gap))) {
    return [{ span: [start, last.statement.end], text: line }];
  }
  const end = restOfLine(text, last.statement.end);
  if (end === undefined || !rows.every(({ statement }) => beginsLine(statement)) || gaps.some((gap) => gap.includes("/*"))) return undefined;
  const unit = unitAt(first.statement);
  const deeper = lineEnd(text) + indent + unit;
  return [
    { span: [start, first.call.getStart()], text: head + deeper },
    ...rows.flatMap(({ call }) => shifted(file, call, unit)),
    ...rows.slice(1).map(({ call }, i): Edit => ({ span: [rows[i]!.call.end, call.getStart()], text: `,${comments(gaps[i]!, deeper)}${deeper}` })),
    { span: [last.call.end, last.statement.end], text: "," },
    insert(end, `${lineEnd(text)}${indent}])${close}`),
  ];
}

/** The edits that indent all lines of an expression but the first. */
function shifted(file: ts.SourceFile, call: ts.Node, unit: string): readonly Edit[] {
  const next = file.text.indexOf("\n", call.getStart()) + 1;
  return next > 0 && next < call.end ? indented(file, next, call.end, unit) : [];
}

/** The comments of a gap between statements: one behind the first, others on lines of their own. */
const comments = (gap: string, indent: string): string => {
  const [behind = "", ...lines] = gap.split(/\r?\n/);
  return behind.trimEnd() + lines.flatMap((line) => (line.trim() === "" ? [] : [indent + line.trim()])).join("");
};

/** What the results go to, up to the `=`; undefined where that cannot be written in one statement. */
function bound(rows: readonly AwaitStatement[]): string | undefined {
  const kept = rows.filter(({ target }) => target !== undefined);
  if (kept.length === 0) return "";
  const { keyword } = kept[0]!;
  const typed = kept.filter(({ type }) => type !== undefined);
  if (kept.some((row) => row.keyword !== keyword) || (typed.length > 0 && typed.length < rows.length)) return undefined;
  const texts = rows.map(({ target }) => target?.getText() ?? "");
  while (texts.at(-1) === "") texts.pop();
  if (texts.some((text) => text.includes("\n"))) return undefined;
  const type = typed.length > 0 ? `: [${typed.map(({ type: one }) => one!.getText()).join(", ")}]` : "";
  return `${keyword === undefined ? "" : `${keyword} `}[${texts.join(", ")}]${type} = `;
}
