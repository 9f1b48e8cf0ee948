import ts from "typescript";
import type { Edit, Rewrite } from "../../rule.js";
import { beginsLine, namer, neighbours } from "../../typescript/write/block.js";
import { insert, ordered } from "../../typescript/write/edits.js";
import { awaitStatement } from "../../typescript/write/gather.js";
import type { AwaitStatement } from "../../typescript/write/gather.js";
import { mayAwait } from "../../typescript/write/place.js";
import { indentation, inList, lineEnd, restOfLine, semicolon, statementAfter } from "../../typescript/write/style.js";
import { parse, statementAt, walkTree } from "../../typescript/write/syntax.js";
import { nearAwait, trimmed } from "../selection.js";

/** A promise that is awaited, and what its result goes to. */
interface Member { readonly call: ts.CallExpression; readonly target: ts.Node | undefined }

/** Starts what an `await` waits for, and awaits it right before the first statement that needs it, or at the end of the block. */
export const rewrite: Rewrite = (selection, source) => {
  const span = trimmed(source.text, selection);
  if (!nearAwait(source.text, span)) return [];
  const file = parse(source);
  const statement = [span[0], span[0] - 1].map((at) => statementAt(file, at)).find((each) => each && each.getStart(file) <= span[0] && span[1] <= each.end && awaitStatement(each));
  const row = statement && awaitStatement(statement);
  if (!row || !inList(statement) || !mayAwait(statement) || !beginsLine(statement) || restOfLine(source.text, statement.end) === undefined) return [];
  const members = membersOf(row);
  const edits = members.length > 0 ? started(file, row, members) : undefined;
  if (!edits) return [];
  const what = members.length === 1 ? `\`${stemOf(members[0]!.call)}\` at once, await it` : "these at once, await each";
  return [{ title: `Start ${what} where needed`, kind: "refactor.rewrite", edits: () => ordered(edits) }];
};

/** What is awaited: of `Promise.all` its members, where each is a call whose result has a place of its own. */
function membersOf({ call, target, type }: AwaitStatement): readonly Member[] {
  const [list] = call.arguments;
  if (call.expression.getText() !== "Promise.all") return [{ call, target }];
  if (!list || !ts.isArrayLiteralExpression(list) || type || (target && !ts.isArrayBindingPattern(target))) return [];
  const targets = target ? target.elements.map((element) => (ts.isOmittedExpression(element) ? undefined : element)) : [];
  const plain = targets.every((element) => element === undefined || (!element.dotDotDotToken && !element.initializer));
  const calls = list.elements.filter(ts.isCallExpression);
  return plain && targets.length <= calls.length && calls.length === list.elements.length ? calls.map((each, i) => ({ call: each, target: targets[i]?.name })) : [];
}

const stemOf = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text.replace("#", "") : ts.isIdentifier(expression) ? expression.text : "call";

function started(file: ts.SourceFile, row: AwaitStatement, members: readonly Member[]): readonly Edit[] | undefined {
  const { statement, keyword, type } = row;
  const { before, after } = neighbours(statement);
  const names = members.map(({ target }) => (target ? namesIn(target) : new Set<string>()));
  // A function is there from the block's beginning on, and may be called in between.
  const hoisted = [...before, ...after.filter(ts.isFunctionDeclaration)];
  if (keyword !== undefined && names.some((each) => hoisted.some((other) => mentions(other, each)))) return undefined;
  const needs = names.map((each) => after.findIndex((other) => mentions(other, each) || leaves(other)));
  // Awaited at once, or by nothing that comes between, it would be as before.
  if (after.length === 0 || needs.every((at) => at === 0) || needs.some((at) => at >= 0 && !beginsLine(after[at]!))) return undefined;
  const fresh = namer(file);
  const promises = members.map(({ call, target }) => fresh(`${target && ts.isIdentifier(target) ? target.text : stemOf(call)}Promise`));
  const [start, end] = [statement.getStart(file), semicolon(file)];
  const next = lineEnd(file.text) + indentation(file.text, start);
  // Until it is awaited nobody handles its rejection, which would end the process; the await still throws it.
  const starts = members.map(({ call }, i) => `const ${promises[i]!} = ${call.getText()}${end}${next}${promises[i]!}.catch(() => {})${end}`);
  const declared = keyword === undefined ? "" : `${keyword} `;
  const lines = members.map(({ target }, i) => `${target ? `${declared}${target.getText()}${type ? `: ${type.getText()}` : ""} = ` : ""}await ${promises[i]!}`);
  const last = after.at(-1)!;
  const behind = lines.filter((_, i) => needs[i]! < 0);
  return [
    { span: [start, statement.end], text: starts.join(next) },
    ...lines.flatMap((line, i) => (needs[i]! < 0 ? [] : [insert(withComments(file, after[needs[i]!]!), line + (end || hazard(after[needs[i]!]!)) + next)])),
    ...(behind.length > 0 ? [statementAfter(last, behind.join(end + next))] : []),
  ];
}

/** What keeps a line from being read together with the statement behind it, where lines end without a `;`. */
const hazard = (statement: ts.Statement): string => (/^[([`+\-/]/.test(statement.getText()) ? ";" : "");

function namesIn(root: ts.Node): Set<string> {
  const names = new Set<string>();
  walkTree(root, (node) => {
    if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) names.add(node.text);
    if (node.kind === ts.SyntaxKind.ThisKeyword) names.add("this");
  });
  return names;
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (const name of namesIn(node)) if (names.has(name)) return true;
  return false;
}

/** Whether a statement may leave the block that it stands in: what is under way must have ended by then. */
function leaves(statement: ts.Statement): boolean {
  const within = (node: ts.Node, loop: boolean, breakable: boolean): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
    if (ts.isBreakStatement(node)) return !breakable || node.label !== undefined;
    if (ts.isContinueStatement(node)) return !loop || node.label !== undefined;
    const iterates = ts.isIterationStatement(node, false);
    return ts.forEachChild(node, (child) => within(child, loop || iterates, breakable || iterates || ts.isSwitchStatement(node)) || undefined) ?? false;
  };
  return within(statement, false, false);
}

/** Where a statement begins, with the comments right above it. */
function withComments(file: ts.SourceFile, statement: ts.Statement): number {
  let start = statement.getStart(file);
  for (const comment of (ts.getLeadingCommentRanges(file.text, statement.pos) ?? []).reverse()) {
    const begins = /(^|\n)[ \t]*$/.test(file.text.slice(0, comment.pos));
    if (!begins || !/^[ \t]*\r?\n[ \t]*$/.test(file.text.slice(comment.end, start))) break;
    start = comment.pos;
  }
  return start;
}
