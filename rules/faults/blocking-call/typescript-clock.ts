import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { ordered, replace } from "../../typescript/write/edits.js";
import { bindingOf } from "../../typescript/write/names.js";
import { isAsync, placeOf } from "../../typescript/write/place.js";
import { semicolon } from "../../typescript/write/style.js";
import { bare, parse, statementAt, walkTree } from "../../typescript/write/syntax.js";
import { chainMadeAsync, type Inner } from "./typescript-chain.js";
import type { BlockingSite } from "./site.js";

/** `while (Date.now() < end) {}` → `await new Promise((resolve) => setTimeout(resolve, end - Date.now()))`. */
export function sleptAway(site: BlockingSite, source: Source): Fix | undefined {
  const loop = statementAt(parse(source), site.span[0]);
  const place = loop && placeOf(loop);
  const timer = place && !ts.isSourceFile(place) && isAsync(place) ? timerFor(loop) : undefined;
  return timer && { title: "Await a timer for the time that is left", edits: ordered(timer.edits), safe: false };
}

/** Makes the helper that waits by the clock async. */
export const helperSleptAway = (call: ts.CallExpression): Fix | undefined => chainMadeAsync(call, (helper) => {
  const loops: ts.Statement[] = [];
  walkTree(helper, (node) => void (ts.isIterationStatement(node, false) && loops.push(node)));
  const [loop, ...others] = loops;
  return loop && others.length === 0 && placeOf(loop) === helper ? timerFor(loop) : undefined;
});

/** The timer in place of a loop, if that does nothing else and nobody has said anything about it. */
function timerFor(loop: ts.Statement): Inner | undefined {
  const time = ts.isWhileStatement(loop) && isNothing(loop.statement) && !/\/[/*]/.test(loop.getText()) ? timeLeft(bare(loop.expression)) : undefined;
  if (time === undefined || /\bresolve\b/.test(time) || bindingOf("setTimeout", loop) || bindingOf("Promise", loop)) return undefined;
  return { name: "setTimeout", edits: [replace(loop, `await new Promise((resolve) => setTimeout(resolve, ${time}))${semicolon(loop.getSourceFile())}`)] };
}

const isNothing = (statement: ts.Statement): boolean =>
  ts.isEmptyStatement(statement) || (ts.isContinueStatement(statement) && !statement.label) || (ts.isBlock(statement) && statement.statements.every(isNothing));

/** What is left, in milliseconds, of the time that a condition waits for: `end - Date.now()`, `ms - (Date.now() - start)`. */
function timeLeft(condition: ts.Expression): string | undefined {
  if (!ts.isBinaryExpression(condition)) return undefined;
  const { operatorToken: { kind }, left, right } = condition;
  const less = kind === ts.SyntaxKind.LessThanToken || kind === ts.SyntaxKind.LessThanEqualsToken;
  const more = kind === ts.SyntaxKind.GreaterThanToken || kind === ts.SyntaxKind.GreaterThanEqualsToken;
  const [clock, until] = less ? [bare(left), right] : more ? [bare(right), left] : [];
  if (!clock || !until || !isPlain(until)) return undefined;
  if (isClock(clock)) return `${until.getText()} - ${clock.getText()}`;
  const since = ts.isBinaryExpression(clock) && clock.operatorToken.kind === ts.SyntaxKind.MinusToken && isClock(bare(clock.left)) && isPlain(clock.right);
  return since ? `${until.getText()} - (${clock.getText()})` : undefined;
}

/** `Date.now()`, `performance.now()`, `new Date().getTime()`. */
function isClock(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node) || node.arguments.length > 0 || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: of, name: { text } } = node.expression;
  if (ts.isIdentifier(of)) return text === "now" && /^(?:Date|performance)$/.test(of.text) && bindingOf(of.text, of) === undefined;
  const made = bare(of);
  return /^(?:getTime|valueOf)$/.test(text) && ts.isNewExpression(made) && !made.arguments?.length
    && ts.isIdentifier(made.expression) && made.expression.text === "Date" && bindingOf("Date", made) === undefined;
}

/** A number that is the same whenever it is asked for, and may stand before a minus as it is. */
function isPlain(node: ts.Expression): boolean {
  if (ts.isIdentifier(node) || ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isPropertyAccessExpression(node)) return isPlain(node.expression);
  if (ts.isParenthesizedExpression(node)) return isPlain(node.expression);
  return ts.isBinaryExpression(node) && arithmetic.has(node.operatorToken.kind) && isPlain(node.left) && isPlain(node.right);
}

const arithmetic: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken, ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken]);
