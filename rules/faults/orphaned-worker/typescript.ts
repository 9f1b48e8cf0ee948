import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { beginsLine, indented, lineStart, namer, neighbours, unitAt } from "../../typescript/write/block.js";
import { insert, ordered } from "../../typescript/write/edits.js";
import { bindingOf, usesOf } from "../../typescript/write/names.js";
import { mayAwait } from "../../typescript/write/place.js";
import { indentation, inList, lineEnd, quote, restOfLine, semicolon } from "../../typescript/write/style.js";
import { callIn, walkTree } from "../../typescript/write/syntax.js";
import type { OrphanSite } from "./site.js";
import { startOf, type Start } from "./typescript-start.js";

/** What a fix is written from: the statement of the join, and where the workers are started. */
interface Work { readonly site: OrphanSite; readonly file: ts.SourceFile; readonly join: ts.ExpressionStatement; readonly queue: ts.Expression; readonly starts: readonly Start[] }

/** Ends the workers once the queue was joined, and waits for their end: by the signal that they take, or by the sentinel that they wait for. */
export function mend(site: OrphanSite, source: Source): readonly Fix[] {
  const call = callIn(source, site.span);
  const join = call?.parent.parent;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !join || !ts.isExpressionStatement(join)) return [];
  if (!ts.isAwaitExpression(call.parent) || !inList(join) || !beginsLine(join) || !mayAwait(call)) return [];
  const file = call.getSourceFile();
  const starts = site.workers.flatMap((worker) => startOf(callIn(source, worker.span), join) ?? []);
  if (starts.length < site.workers.length || restOfLine(file.text, join.end) === undefined) return [];
  const work: Work = { site, file, join, queue: call.expression.expression, starts };
  const fix = site.workers.every(({ signal }) => signal !== undefined) ? aborted(work) : told(work);
  return fix ? [fix] : [];
}

/** The workers' names, and the lists of them, each once. */
function namesOf(starts: readonly Start[]): { readonly tasks: readonly string[]; readonly lists: readonly string[] } {
  const distinct = [...new Map(starts.map((start) => [start.name.text, start])).values()];
  return { tasks: distinct.filter(({ list }) => !list).map(({ name }) => name.text), lists: distinct.filter(({ list }) => list).map(({ name }) => name.text) };
}

/** `[a, ...others]`, or the only list itself. */
const together = ({ tasks, lists }: ReturnType<typeof namesOf>): string =>
  (tasks.length === 0 && lists.length === 1 ? lists[0]! : `[${[...tasks, ...lists.map((name) => `...${name}`)].join(", ")}]`);

/** A sentinel for each worker, behind the join. */
function told({ site, file, join, queue, starts }: Work): Fix | undefined {
  const { put, workers, name } = site;
  const sign = workers[0]!.told;
  if (!put || sign === undefined || workers.some((worker) => worker.told !== sign || worker.elsewhere) || !ts.isIdentifier(queue) || !isWritable(sign, join)) return undefined;
  const names = namesOf(starts);
  const i = [sign, queue.text, ...names.lists].includes("i") ? namer(file)("i") : "i";
  const end = semicolon(file);
  const puts = `${put.awaited ? "await " : ""}${queue.text}.${put.name}(${sign})${end}`;
  const lines = [
    ...names.tasks.map(() => puts),
    ...names.lists.map((list) => `for (let ${i} = 0; ${i} < ${list}.length; ${i}++) ${puts}`),
    names.tasks.length === 1 && names.lists.length === 0 ? `await ${names.tasks[0]!}${end}` : `await Promise.all(${together(names)})${end}`,
  ];
  const indent = lineEnd(file.text) + indentation(file.text, join.getStart());
  return { title: `Put in ${sign} for each worker after \`${name}()\`, and wait for their end`, edits: [insert(restOfLine(file.text, join.end)!, lines.map((line) => indent + line).join(""))], safe: false };
}

/** Whether a sentinel means the same here as in the worker: a literal, or a constant of this file. */
function isWritable(sign: string, at: ts.Node): boolean {
  if (!/^[A-Za-z_$]/.test(sign) || sign === "null" || sign === "undefined") return true;
  const declaration = bindingOf(sign, at)?.parent;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
}

/** An AbortController for them all, in a `finally`: a failure must not leave them at it either. */
function aborted({ site, file, join, starts }: Work): Fix | undefined {
  const { text } = file;
  const ordinal = [...starts].sort((a, b) => a.statement.pos - b.statement.pos);
  const [first, last] = [ordinal[0]!.statement, ordinal.at(-1)!.statement];
  const { after } = neighbours(last);
  const work = after.slice(0, after.indexOf(join) + 1);
  const behind = restOfLine(text, last.end);
  if (behind === undefined || !beginsLine(first) || !work.every(beginsLine) || leaks(work) || starts.some(({ name, list }) => isUsed(name, list, last, join))) return undefined;
  const given = starts.map(({ call }, i) => withSignal(call, site.workers[i]!.signal!));
  if (given.some((each) => each === undefined)) return undefined;
  const fresh = namer(file);
  const [controller, ended, each] = [fresh("controller"), fresh("ended"), fresh("end")];
  const [indent, unit, end, q] = [indentation(text, join.getStart()), unitAt(join), semicolon(file), quote(file)];
  const newLine = lineEnd(text) + indent;
  const to = restOfLine(text, join.end)!;
  const lines = [
    "} finally {", `${unit}${controller}.abort()${end}`, `${unit}await ${ended}${end}`, "}",
    `for (const ${each} of await ${ended}) {`, `${unit}if (${each}.status === ${q}rejected${q} && ${each}.reason.name !== ${q}AbortError${q}) throw ${each}.reason${end}`, "}",
  ];
  const edits = [
    insert(lineStart(text, first.getStart()), `${indent}const ${controller} = new AbortController()${end}${lineEnd(text)}`),
    ...given.map((at) => insert(at!.at, `${at!.comma}${controller}.signal`)),
    insert(behind, `${newLine}const ${ended} = Promise.allSettled(${together(namesOf(starts))})${end}`),
    insert(lineStart(text, work[0]!.getStart()), `${indent}try {${lineEnd(text)}`), ...indented(file, work[0]!.getStart(), to, unit),
    insert(to, lines.map((line) => newLine + line).join("")),
  ];
  return { title: `Abort the workers after \`${site.name}()\`, and wait for their end (an error of theirs surfaces then)`, edits: ordered(edits), safe: false };
}

/** Where a further argument goes, if it is to be the one at an index. */
function withSignal(call: ts.CallExpression, index: number): { readonly at: number; readonly comma: string } | undefined {
  const last = call.arguments.at(-1);
  if (call.arguments.length !== index) return undefined;
  return last ? { at: last.end, comma: ", " } : { at: call.end - 1, comma: "" };
}

/** Whether statements declare what is used behind them: in a `try` it would not be seen there. */
function leaks(statements: readonly ts.Statement[]): boolean {
  const end = statements.at(-1)!.end;
  let leaking = false;
  for (const statement of statements) walkTree(statement, (node) => {
    if (ts.isIdentifier(node) && bindingOf(node.text, node) === node) leaking ||= usesOf(node).some((use) => use.pos >= end || use.end <= statements[0]!.pos);
  });
  return leaking;
}

/** Whether a worker, or a list of workers, is used for more than is known here: a handler of its errors would be told of the AbortError too. */
function isUsed(name: ts.Identifier, list: boolean, last: ts.Statement, join: ts.Statement): boolean {
  const binding = bindingOf(name.text, join);
  return !binding || usesOf(binding).some((use) => {
    const member = ts.isPropertyAccessExpression(use.parent) && use.parent.expression === use ? use.parent : undefined;
    if (use.end <= last.end) return !list || member?.name.text !== "push";
    if (list) return member?.name.text !== "length";
    const [handler] = member?.name.text === "catch" && ts.isCallExpression(member.parent) ? member.parent.arguments : [];
    return !handler || !ts.isArrowFunction(handler) || !/^(?:\{\s*\}|undefined)$/.test(handler.body.getText());
  });
}
