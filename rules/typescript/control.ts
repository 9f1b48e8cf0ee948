import ts from "typescript";
import type { Ref } from "../model/ref.js";
import type { Span } from "../model/span.js";
import type { Branch, Loop, Step } from "../model/step.js";
import { assignTo } from "./assign.js";
import { flagOf, test } from "./condition.js";
import { expr } from "./expressions.js";
import { beginWay, endWay, noWay, spanOf, trimmed } from "./frame.js";
import type { Frame, Target, Way } from "./frame.js";
import { K } from "./kinds.js";
import { bindPattern } from "./patterns.js";
import { isIdle } from "./idle.js";
import { awaited, item } from "./refs.js";
import { noteRound } from "./row.js";
import { enterScope, join, takeBack } from "./scope.js";
import { startOf, textOf } from "./source.js";
import { declarations, jump, statement, statements, takenApart } from "./statements.js";

const { isCaseClause, isDefaultClause, isNumericLiteral, isParenthesizedExpression, isVariableDeclarationList } = ts;

/** `while (a) { }`. */
export function whileStatement(f: Frame, node: ts.WhileStatement, label?: string): void {
  const flag = flagOf(f, node.expression);
  const step = loop(f, node, label, isTrue(node.expression), {
    test: () => test(f, node.expression),
    body: () => statement(f, node.statement),
    idle: isIdle(f, node),
  });
  if (flag) (f.flags ??= []).push({ step, flag });
}

/** The round is run before the condition, so the model's loop has no `test`: it ends with a break of its own. */
export function doStatement(f: Frame, node: ts.DoStatement, label?: string): void {
  loop(f, node, label, true, {
    body: () => {
      const { out } = f;
      const steps: Step[] = f.out = [];
      statement(f, node.statement);
      f.out = out;
      f.dead = false;
      const { round } = f.targets.at(-1)!;
      if (round === undefined) for (const step of steps) out.push(step);
      else out.push(once(f, node, round, steps));
      const asks = test(f, node.expression);
      if (!isTrue(node.expression)) out.push({ is: "branch", arms: [[], [{ is: "jump", span: spanOf(f, node.expression), to: "break" }]] });
      return asks;
    },
    idle: isIdle(f, node),
  });
}

/** `for (a; b; c) { }`. */
export function forStatement(f: Frame, node: ts.ForStatement, label?: string): void {
  const outer = enterScope(f);
  const { initializer, condition, incrementor } = node;
  if (initializer && isVariableDeclarationList(initializer)) declarations(f, initializer);
  else if (initializer) expr(f, initializer, "dropped");
  loop(f, node, label, !condition || isTrue(condition), {
    ...(condition && { test: () => test(f, condition) }),
    body: () => statements(f, [node.statement]),
    ...(incrementor && { after: () => void expr(f, incrementor, "dropped") }),
    idle: isIdle(f, node),
  });
  f.scope = outer;
}

/** `for (const a of b) { }`, `for await`. */
export function forOfStatement(f: Frame, node: ts.ForOfStatement, label?: string): void {
  const of = expr(f, node.expression, node.expression.kind === K.Identifier ? "escapes" : takenApart);
  const async = node.awaitModifier !== undefined;
  f.out.push({ is: "iterate", span: spanOf(f, node.expression), of, async });
  forEach(f, node, label, async ? awaited(item(of)) : item(of));
}

/** `for (const a in b) { }`. */
export function forInStatement(f: Frame, node: ts.ForInStatement, label?: string): void {
  expr(f, node.expression, "tested");
  forEach(f, node, label, { is: "text" });
}

function forEach(f: Frame, node: ts.ForOfStatement | ts.ForInStatement, label: string | undefined, value: Ref): void {
  const outer = enterScope(f);
  const { initializer } = node;
  loop(f, node, label, false, {
    body: () => {
      if (isVariableDeclarationList(initializer)) {
        const constant = (initializer.flags & ts.NodeFlags.Constant) !== 0;
        const scope = (initializer.flags & ts.NodeFlags.BlockScoped) !== 0 ? f.scope : f.top;
        for (const { name } of initializer.declarations) bindPattern(f, name, value, scope, constant, true);
      } else {
        assignTo(f, initializer, value);
      }
      statements(f, [node.statement]);
    },
  });
  f.scope = outer;
}

/** `test` (or the body of a `do`) gives what its condition asks. */
interface Parts { readonly test?: () => readonly Ref[]; readonly body: () => readonly Ref[] | void; readonly after?: () => void; readonly idle?: boolean }

function loop(f: Frame, node: ts.IterationStatement, label: string | undefined, endless: boolean, parts: Parts): { endless: boolean } {
  const { out, dead } = f;
  const [mark, lost, asking, { writes }] = [f.trail.length, f.lost.length, f.asking?.length ?? 0, f];
  const target: Target = { is: node.kind === K.DoStatement ? "do" : "loop", written: label, label, breaks: 0 };
  f.targets.push(target);
  let asks: readonly Ref[] = [];
  const lower = (part: (() => readonly Ref[] | void) | undefined): Step[] => {
    if (!part) return trimmed([]);
    const steps: Step[] = f.out = [];
    f.dead = false;
    asks = part() ?? asks;
    return trimmed(steps);
  };
  const test = lower(parts.test);
  const body = lower(parts.body);
  const after = lower(parts.after);
  noteRound(body, node);
  f.targets.pop();
  f.out = out;
  f.dead = dead;
  const changes = takeBack(f, mark);
  join(f, [undefined, changes, ...f.lost.slice(lost)]);
  const from = startOf(f.source, node) - f.unit.from;
  const head: Span = [from, Math.max(from, (node.kind === K.DoStatement ? startOf(f.source, node) + 2 : node.statement.pos) - f.unit.from)];
  const step: { -readonly [P in keyof Loop]: Loop[P] } = { is: "loop", span: head, endless, test, body, otherwise: [] };
  if (target.label !== undefined) step.label = target.label;
  if (after.length > 0) step.after = after;
  if (asks.length > 0) step.asks = asks;
  const still = f.writes === writes && !f.generator && (parts.test === undefined || !endless);
  if (still && asks.length > 0) step.still = true;
  if (parts.idle) step.idle = true;
  for (let i = asking; i < (f.asking?.length ?? 0); i++) {
    const each = f.asking![i]!;
    // What a round binds anew is its own affair.
    if (still && !each.step && !changes?.has(each.variable)) each.step = step;
  }
  f.out.push(step);
  return step;
}

/** Whether a condition always holds. */
function isTrue(condition: ts.Expression): boolean {
  if (isParenthesizedExpression(condition)) return isTrue(condition.expression);
  return condition.kind === K.TrueKeyword || (isNumericLiteral(condition) && Number(condition.text) !== 0);
}

/** `name: statement`. */
export function labeled(f: Frame, node: ts.LabeledStatement): void {
  const label = textOf(node.label);
  const inner = node.statement;
  switch (inner.kind) {
    case K.WhileStatement: return whileStatement(f, inner as ts.WhileStatement, label);
    case K.DoStatement: return doStatement(f, inner as ts.DoStatement, label);
    case K.ForStatement: return forStatement(f, inner as ts.ForStatement, label);
    case K.ForOfStatement: return forOfStatement(f, inner as ts.ForOfStatement, label);
    case K.ForInStatement: return forInStatement(f, inner as ts.ForInStatement, label);
    case K.SwitchStatement: return switchStatement(f, inner as ts.SwitchStatement, label);
    default: {
      const target: Target = { is: "block", written: label, label, breaks: 0 };
      breakable(f, node, target, () => statement(f, inner));
    }
  }
}

/**
 * Something other than a loop that can be left by `break`. The model has no word for that: where such a break is used
 * it becomes a loop that ends with a break, so that it is run once.
 */
function breakable(f: Frame, node: ts.Statement, target: Target, lower: () => void): void {
  const { out } = f;
  const steps: Step[] = f.out = [];
  const lost = f.lost.length;
  f.targets.push(target);
  lower();
  f.targets.pop();
  f.out = out;
  if (target.breaks === 0) {
    for (const step of steps) out.push(step);
    return;
  }
  f.dead = false;
  join(f, [undefined, ...f.lost.slice(lost)]);
  out.push(once(f, node, target.label!, steps));
}

/** Steps that can be left by `break label`. */
function once(f: Frame, node: ts.Node, label: string, steps: Step[]): Loop {
  const from = startOf(f.source, node) - f.unit.from;
  const span: Span = [from, from];
  steps.push({ is: "jump", span, to: "break", label });
  return { is: "loop", span, endless: true, label, test: [], body: steps, otherwise: [] };
}

/** `break`, `break label`. */
export function breakStatement(f: Frame, node: ts.BreakStatement): void {
  const target = targetOf(f, node.label, (each) => each.is !== "block");
  if (!target) return jump(f, node, "break");
  if (target.is === "switch" || target.is === "block") target.breaks++;
  jump(f, node, "break", labelFor(f, target));
}

/** `continue`, `continue label`; in a `do` loop it leaves the part of the round before the condition. */
export function continueStatement(f: Frame, node: ts.ContinueStatement): void {
  const target = targetOf(f, node.label, (each) => each.is === "loop" || each.is === "do");
  if (target?.is === "do") jump(f, node, "break", (target.round ??= `#${++f.madeUp}`));
  else jump(f, node, "continue", target && labelFor(f, target));
}

/** What a jump leaves: what bears its label, else the innermost that fits. */
function targetOf(f: Frame, label: ts.Identifier | undefined, fits: (target: Target) => boolean): Target | undefined {
  const name = label && textOf(label);
  return f.targets.findLast((target) => (name === undefined ? fits(target) : target.written === name));
}

/** How a jump names its target: not at all where that is the innermost loop anyway. */
function labelFor(f: Frame, target: Target): string | undefined {
  if (target.is === "loop" && target === f.targets.at(-1)) return target.label;
  return (target.label ??= `#${++f.madeUp}`);
}

/** `switch`: an arm for each way in; a clause that falls through is the first part of the next one's arm, which may be skipped. */
export function switchStatement(f: Frame, node: ts.SwitchStatement, label?: string): void {
  expr(f, node.expression, "tested");
  const { clauses } = node.caseBlock;
  for (const clause of clauses) if (isCaseClause(clause)) expr(f, clause.expression, "tested");
  const target: Target = { is: "switch", written: label, label, breaks: 0 };
  breakable(f, node, target, () => {
    const outer = enterScope(f);
    const arms: Step[][] = [];
    const ways: Way[] = [];
    let falling: Way | undefined;
    for (const clause of clauses) {
      const begun = beginWay(f);
      if (falling) {
        if (falling.steps.length > 0) f.out.push({ is: "branch", arms: [falling.steps, []] });
        join(f, [falling.changes, undefined]);
      }
      statements(f, clause.statements);
      const left = leaves(f, target);
      const way = endWay(f, begun);
      falling = way.dead || left ? undefined : way;
      if (!falling) {
        arms.push(way.steps);
        ways.push(left ? { ...way, dead: false } : way);
      }
    }
    if (falling) {
      arms.push(falling.steps);
      ways.push(falling);
    }
    if (!clauses.some(isDefaultClause)) {
      arms.push([]);
      ways.push(noWay);
    }
    f.scope = outer;
    if (arms.some((arm) => arm.length > 0)) {
      const branch: Branch = { is: "branch", arms: trimmed(arms) };
      f.out.push(branch);
    }
    const live = ways.filter((way) => !way.dead);
    f.dead = live.length === 0 && ways.length > 0;
    join(f, live.map((way) => way.changes));
  });
}

/** Whether a clause ends by leaving the switch; that jump is left out, for the arm ends there anyway. */
function leaves(f: Frame, target: Target): boolean {
  const last = f.out.at(-1);
  if (last?.is !== "jump" || last.to !== "break" || last.label === undefined || last.label !== target.label) return false;
  f.out.pop();
  target.breaks--;
  return true;
}

