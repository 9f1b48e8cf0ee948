import ts from "typescript";
import type { Span } from "../../model/span.js";
import type { Edit, Fix, Source } from "../../rule.js";
import { insert, ordered, replace } from "../../typescript/write/edits.js";
import { endsInSemicolon, indentation, lineEnd, restOfLine } from "../../typescript/write/style.js";
import { callIn, parse } from "../../typescript/write/syntax.js";
import type { DutySite } from "./site.js";

/** Ways to settle what was taken or given: before each jump that leaves too early, else in a `finally` around the work. */
export function mend(site: DutySite, source: Source): readonly Fix[] {
  const fix = site.how === "twice" ? leaving(site, source) : (beforeJumps(site, source) ?? finallyAround(site, source) ?? handingOn(site, source));
  return fix ? [fix] : [];
}

/** What settles, as it is to be written; undefined where only the user can say what to answer. */
function doneOf(site: DutySite, source: Source): string | undefined {
  if (site.method || !site.given) return `${site.settle}()`;
  const [first] = site.settles;
  const text = first && source.text.slice(...first);
  if (site.answers) return undefined;
  return text !== undefined && site.settle.includes(".") ? text : `${site.settle}()`;
}

function beforeJumps(site: DutySite, source: Source): Fix | undefined {
  const done = doneOf(site, source);
  if (done === undefined || site.jumps.length === 0) return undefined;
  const edits: Edit[] = [];
  for (const { span } of site.jumps) {
    const statement = statementAt(source, span);
    if (!statement) return undefined;
    const mark = endsInSemicolon(statement) ? ";" : "";
    const start = statement.getStart();
    if (isListed(statement)) edits.push(insert(start, beginsLine(source.text, start) ? `${done}${mark}${lineEnd(source.text)}${indentation(source.text, start)}` : `${done}; `));
    else edits.push(replace(statement, `{ ${done}; ${statement.getText()} }`));
  }
  const safe = !site.given && site.method && site.settledElsewhere && site.jumps.every(({ idle, to }) => idle && to !== "raise");
  return { title: `Call \`${done}\` before leaving`, edits: ordered(edits), safe };
}

/** `callback(error);` → `return callback(error);`: nothing else is answered then. */
function leaving({ given, first, settle }: DutySite, source: Source): Fix | undefined {
  const call = given && first ? callIn(source, first) : undefined;
  if (!call || !ts.isExpressionStatement(call.parent) || !inFunction(call.parent)) return undefined;
  return { title: `Return once \`${settle}\` was called`, edits: [insert(call.getStart(), "return ")], safe: false };
}

/** Whether a `return` there would leave something undone that stands behind it. */
function inFunction(statement: ts.Statement): boolean {
  const { parent } = statement;
  const holder = ts.isBlock(parent) && parent.statements.at(-1) === statement ? parent.parent : parent;
  return ts.isIfStatement(holder);
}

/** `next(error);` in each `catch` that leaves without an answer: nobody but the user can say what else is to be answered, but of an error others are to be told. */
function handingOn({ answers, jumps, handler, settle }: DutySite, source: Source): Fix | undefined {
  if (!answers || settle.includes(".")) return undefined;
  const edits: Edit[] = [];
  for (const { span } of jumps) {
    const statement = statementAt(source, span);
    const error = statement && errorOf(catchAround(statement));
    if (!statement || error === undefined || !isListed(statement) || !ts.isReturnStatement(statement) || statement.expression) return undefined;
    edits.push(insert(statement.getStart() + "return".length, ` ${settle}(${error})`));
  }
  if (jumps.length === 0) {
    const clause = handler && catchAt(source, handler);
    const error = errorOf(clause);
    const last = clause?.block.statements.at(-1);
    if (!clause || error === undefined || !last || !isOnLine(source.text, last)) return undefined;
    const mark = endsInSemicolon(last) ? ";" : "";
    const rest = isListed(clause.parent) && (clause.parent.parent as ts.Block).statements.at(-1) === clause.parent && ts.isFunctionLike(clause.parent.parent.parent) ? "" : "return ";
    edits.push(insert(restOfLine(source.text, last.end)!, `${lineEnd(source.text)}${indentation(source.text, last.getStart())}${rest}${settle}(${error})${mark}`));
  }
  return { title: `Hand the error to \`${settle}\``, edits: ordered(edits), safe: false };
}

/** The name that a `catch` gives the error. */
const errorOf = (clause: ts.CatchClause | undefined): string | undefined =>
  clause?.variableDeclaration && ts.isIdentifier(clause.variableDeclaration.name) ? clause.variableDeclaration.name.text : undefined;

/** The `catch` that a statement stands in, of the same function. */
function catchAround(statement: ts.Node): ts.CatchClause | undefined {
  for (let at = statement.parent; at !== undefined && !ts.isFunctionLike(at); at = at.parent) if (ts.isCatchClause(at)) return at;
  return undefined;
}

/** The `catch` that begins there. */
function catchAt(source: Source, span: Span): ts.CatchClause | undefined {
  let found: ts.CatchClause | undefined;
  const look = (node: ts.Node): void => {
    if (node.pos > span[0] || node.end < span[1]) return;
    if (ts.isCatchClause(node)) found = node;
    ts.forEachChild(node, look);
  };
  look(parse(source));
  return found;
}

/** `try { … } finally { queue.taskDone(); }` around all that follows the taking, up to where it was settled. */
function finallyAround(site: DutySite, source: Source): Fix | undefined {
  if (site.given) return undefined;
  const done = doneOf(site, source)!;
  const call = callIn(source, site.span);
  const taking = call && statementOf(call);
  if (!taking || !ts.isBlock(taking.parent)) return undefined;
  const settles = site.settles.map((span) => callIn(source, span)?.parent);
  if (settles.some((each) => !each || !ts.isExpressionStatement(each) || !isListed(each) || !isOnLine(source.text, each))) return undefined;
  const block = taking.parent.statements;
  const behind = block.slice(block.indexOf(taking) + 1);
  const holds = (statement: ts.Statement, inner: ts.Node): boolean => statement.pos <= inner.pos && inner.end <= statement.end;
  let last = settles.length === 0 ? behind.length - 1 : behind.findLastIndex((each) => settles.some((settle) => holds(each, settle!)));
  // Whoever is settled and leaves (`if (job === null)`) has done its part; what follows is the work of the others.
  const settled = behind[last];
  if (settled && ts.isIfStatement(settled) && settles.every((settle) => !holds(settled, settle!) || leaves(settle!))) last = behind.length - 1;
  // What is declared in the `try` is not known behind it.
  if (behind.slice(0, last + 1).some((each) => !ts.isExpressionStatement(each) && ts.canHaveModifiers(each))) last = behind.length - 1;
  const work = behind.slice(0, last + 1);
  if (!settles.every((settle) => work.some((each) => holds(each, settle!)))) return undefined;
  while (work.length > 0 && settles.includes(work.at(-1))) work.pop();
  const [first] = work;
  if (!first || work.some((each) => !isOnLine(source.text, each)) || hasLongText(work)) return undefined;
  const { text } = source;
  const eol = lineEnd(text);
  const indent = indentation(text, taking.getStart());
  const unit = indent.startsWith("\t") ? "\t" : indent.slice(indentation(text, taking.parent.parent.getStart()).length);
  if (unit === "") return undefined;
  const mark = endsInSemicolon(taking) ? ";" : "";
  const removed = settles.map((settle) => removal(text, settle!));
  const from = lineStart(text, first.getStart());
  const to = restOfLine(text, work.at(-1)!.end)!;
  const final = `${eol}${indent}} finally {${eol}${indent}${unit}${done}${mark}${eol}${indent}}`;
  const title = `Call \`${done}\` in a \`finally\``;
  if (work.length === 1 && ts.isTryStatement(first)) {
    if (first.finallyBlock) return undefined;
    return { title, edits: ordered([...removed, insert(first.end, ` finally {${eol}${indent}${unit}${done}${mark}${eol}${indent}}`)]), safe: false };
  }
  const edits: Edit[] = [...removed, insert(from, `${indent}try {${eol}`), insert(to, final)];
  for (let at = from; at < to; at = endOfLine(text, at)) {
    if (!removed.some(({ span }) => span[0] <= at && at < span[1]) && /\S/.test(text.slice(at, endOfLine(text, at)))) edits.push(insert(at, unit));
  }
  return { title, edits: ordered(edits), safe: false };
}

/** Whether a statement is the last before a jump. */
function leaves(statement: ts.Node): boolean {
  const { parent } = statement;
  const next = ts.isBlock(parent) ? parent.statements[parent.statements.indexOf(statement as ts.Statement) + 1] : undefined;
  return next !== undefined && (ts.isBreakOrContinueStatement(next) || ts.isReturnStatement(next) || ts.isThrowStatement(next));
}

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

const endOfLine = (text: string, at: number): number => (text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at) + 1);

const beginsLine = (text: string, at: number): boolean => /^[ \t]*$/.test(text.slice(lineStart(text, at), at));

const isOnLine = (text: string, statement: ts.Node): boolean => beginsLine(text, statement.getStart()) && restOfLine(text, statement.end) !== undefined;

const removal = (text: string, statement: ts.Node): Edit => ({ span: [lineStart(text, statement.getStart()), endOfLine(text, statement.end)], text: "" });

const isListed = ({ parent }: ts.Node): boolean => ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);

function statementOf(node: ts.Node): ts.Statement | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) if (ts.isBlock(at.parent)) return at as ts.Statement;
  return undefined;
}

/** The statement that stands exactly there. */
function statementAt(source: Source, span: Span): ts.Statement | undefined {
  const file = parse(source);
  const inside = (child: ts.Node): ts.Node | undefined => (child.pos <= span[0] && child.end >= span[1] ? child : undefined);
  for (let node: ts.Node | undefined = inside(file); node !== undefined; node = ts.forEachChild(node, inside)) {
    if (node.end === span[1] && node.getStart(file) === span[0] && ts.isStatement(node)) return node;
  }
  return undefined;
}

/** A text over several lines would not be the same text once it is indented. */
function hasLongText(nodes: readonly ts.Node[]): boolean {
  const isLong = (node: ts.Node): boolean =>
    ((ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) && node.getText().includes("\n")) || (ts.forEachChild(node, (child) => isLong(child) || undefined) ?? false);
  return nodes.some(isLong);
}
