import { either, unknown, type Ref } from "../model/ref.js";
import type { Branch, Equality, Step } from "../model/step.js";
import { unchanged, type Way } from "./env.js";
import { attributeOf, bindName, stepsOf, valueOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { constants, numberAt, stringAt } from "./literal.js";
import { block, expression } from "./walk.js";
import { aside, meet } from "./ways.js";

/** Branches are nested no deeper than this where a condition does something; the tree of steps must stay one that can be walked. */
const deepest = 50;

/** `if`, with all its `elif` and its `else`. */
export function branch(f: Frame, n: Light): void {
  const [condition, ...rest] = n.kids;
  if (!condition) return;
  const top: Step[][] = [];
  const ways: Way[] = [];
  const first: (Equality | undefined)[] = [];
  let arms = top;
  let asks = first;
  let depth = 0;
  let closed = false;
  let flagged = asksFlag(f, condition);
  const arm = (test: Light | undefined, body: Light | undefined, before: Step[]): void => {
    const { steps, way } = aside(f, () => {
      const back = test && narrow(f, test);
      if (body) block(f, body);
      back?.();
    });
    // What only type checkers read binds its names, and does nothing.
    const done = test && isNever(f, test) ? [] : steps;
    arms.push(before.length > 0 ? [...before, ...done] : done);
    asks.push(test && equality(f, test, true));
    ways.push(way);
  };
  expression(f, condition, "tested");
  arm(condition, rest.find((kid) => kid.type === "block"), []);
  for (const kid of rest) {
    if (kid.type === "else_clause") {
      closed = true;
      arm(undefined, kid.kids.find((inner) => inner.type === "block"), []);
      if (ways.length === 2) first[1] = equality(f, condition, false);
    } else if (kid.type === "elif_clause" && kid.kids[0]) {
      let before = stepsOf(f, () => expression(f, kid.kids[0]!, "tested"));
      if (before.length > 0 && depth++ < deepest) {
        const inner: Step[][] = [];
        const questions: (Equality | undefined)[] = [];
        arms.push([...before, { is: "branch", arms: inner, ...(asksFlag(f, kid.kids[0]) ? { flagged: true } : {}), asks: questions }]);
        [arms, asks] = [inner, questions];
        before = [];
      } else if (arms === top) flagged ||= asksFlag(f, kid.kids[0]);
      arm(kid.kids[0], kid.kids.find((inner) => inner.type === "block"), before);
    }
  }
  if (!closed) {
    arms.push([]);
    ways.push(unchanged);
  }
  add(f, top, flagged, first);
  meet(f, ways);
}

/** Whether a condition looks at a local name that was given a constant. */
function asksFlag(f: Frame, n: Light): boolean {
  switch (n.type) {
    case "parenthesized_expression": case "not_operator": case "boolean_operator": case "comparison_operator":
      return n.kids.some((kid) => asksFlag(f, kid));
    case "identifier": {
      const value = f.module || !f.scope.bound.has(n.name) ? unknown : valueOf(f, n.name);
      return value.is === "literal" || (value.is === "or" && value.of.some((each) => each.is === "literal"));
    }
    default: return false;
  }
}

/** What a condition asks, if it is whether a local name holds a constant (`truth`), or any other thing, and nothing else. */
function equality(f: Frame, n: Light, truth: boolean): Equality | undefined {
  if (n.type === "parenthesized_expression") return n.kids[0] && equality(f, n.kids[0], truth);
  if (n.type !== "comparison_operator" || n.kids.length !== 2) return undefined;
  const [left, right] = n.kids as [Light, Light];
  if (left.type !== "identifier") return undefined;
  const { text } = f.unit.file;
  const [written, operator = "", constant = ""] = asking.exec(text.slice(left.to, left.to + widest)) ?? [];
  if (written === undefined || (operator === "is" || operator === "==") !== truth) return undefined;
  const value = constantOf(f, right, left.to + written.length - constant.length);
  return value && { name: left.name, value, text: constant };
}

/** Longer constants are no sentinels. */
const widest = 80;

const asking = /^\s*(is\s+not\b|is\b|==|!=)\s*([A-Za-z_]\w*|"[^"\\\n]*"|'[^'\\\n]*'|\d+)/;

function constantOf(f: Frame, n: Light, at: number): Ref | undefined {
  switch (n.type) {
    case "none": case "true": case "false": return constants[n.type];
    case "identifier": {
      const value = valueOf(f, n.name);
      return value.is === "name" || value.is === "import" || value.is === "literal" ? value : undefined;
    }
    case "string": return stringAt(f.unit.file.text, at);
    case "integer": return numberAt(f.unit.file.text, at);
    default: return undefined;
  }
}

/** Whether a condition is never true when the program runs: `False`, `0`, `TYPE_CHECKING`. */
function isNever(f: Frame, n: Light): boolean {
  if (n.type === "parenthesized_expression") return n.kids.length === 1 && isNever(f, n.kids[0]!);
  if (n.type === "identifier" || n.type === "attribute") return n.name === "TYPE_CHECKING";
  return n.type === "false" || (n.type === "integer" && /^0+(?![.\w])/.test(f.unit.file.text.slice(n.from, n.from + 20)));
}

/** Arms that do nothing are no branch. */
function add(f: Frame, arms: readonly (readonly Step[])[], flagged = false, asks: readonly (Equality | undefined)[] = []): void {
  if (!arms.some((arm) => arm.length > 0)) return;
  const step: Branch = { is: "branch", arms, ...(flagged ? { flagged } : {}), ...(asks.some(Boolean) ? { asks } : {}) };
  f.steps.push(step);
}

/** In the arm of `isinstance(x, C)`, x is a C; gives what takes that back. */
function narrow(f: Frame, test: Light): (() => void) | undefined {
  if (test.type === "boolean_operator" && test.name === "and" && test.kids[0]) return narrow(f, test.kids[0]);
  if (test.type === "parenthesized_expression" && test.kids[0]) return narrow(f, test.kids[0]);
  if (test.type !== "call") return undefined;
  const [func, args] = test.kids;
  if (func?.type !== "identifier" || func.name !== "isinstance") return undefined;
  const [target, cls] = args!.kids;
  if (target?.type !== "identifier" || !cls || !f.scope.bound.has(target.name)) return undefined;
  const narrowed = instances(f, cls);
  const before = f.env.get(target.name);
  if (narrowed.is === "unknown" || !before) return undefined;
  f.env.set(target.name, narrowed);
  return () => {
    if (f.env.get(target.name) === narrowed) f.env.set(target.name, before);
  };
}

function instances(f: Frame, n: Light): Ref {
  if (n.type === "tuple" || (n.type === "binary_operator" && n.name === "|")) return either(n.kids.slice(0, 8).map((kid) => instances(f, kid)));
  const of = named(f, n);
  return of ? { is: "instance", of } : unknown;
}

/** What a name, dotted or not, stands for, without reading it. */
function named(f: Frame, n: Light): Ref | undefined {
  if (n.type === "identifier") return valueOf(f, n.name);
  if (n.type === "dotted_name") {
    const [first, ...rest] = n.name.split(".");
    return rest.reduce<Ref>((of, part) => attributeOf(f, of, part), valueOf(f, first!));
  }
  const of = n.type === "attribute" && n.kids[0] ? named(f, n.kids[0]) : undefined;
  return of && attributeOf(f, of, n.name);
}

/** `match`: one arm for each case. */
export function match(f: Frame, n: Light): void {
  const body = n.kids.find((kid) => kid.type === "block");
  const subjects = n.kids.filter((kid) => kid !== body).map((kid) => expression(f, kid, "tested"));
  const arms: Step[][] = [];
  const ways: Way[] = [];
  let closed = false;
  for (const clause of body?.kids ?? []) {
    if (clause.type !== "case_clause") continue;
    const patterns = clause.kids.filter((kid) => kid.type === "case_pattern");
    const guard = clause.kids.find((kid) => kid.type === "if_clause");
    const { steps, way } = aside(f, () => {
      const whole = subjects.length === 1 && patterns.length === 1 ? subjects[0]! : unknown;
      for (const pattern of patterns) bindPattern(f, pattern, whole);
      for (const test of guard?.kids ?? []) expression(f, test, "tested");
      for (const inner of clause.kids) if (inner.type === "block") block(f, inner);
    });
    arms.push(steps);
    ways.push(way);
    if (!guard && patterns.length === 1 && isOpen(patterns[0]!)) closed = true;
  }
  if (!closed) {
    arms.push([]);
    ways.push(unchanged);
  }
  add(f, arms);
  meet(f, ways);
}

/** Whether a pattern takes everything: `_`, or a bare name. */
function isOpen(n: Light): boolean {
  const [only] = n.kids;
  return !only || (only.type === "dotted_name" && !only.name.includes("."));
}

function bindPattern(f: Frame, n: Light, ref: Ref): void {
  switch (n.type) {
    case "case_pattern": return n.kids.forEach((kid) => bindPattern(f, kid, ref));
    case "identifier": return bindName(f, n.name, ref);
    case "dotted_name": return n.name.includes(".") ? undefined : bindName(f, n.name, ref);
    case "as_pattern": {
      const [pattern, name] = n.kids;
      const cls = pattern?.type === "case_pattern" ? pattern.kids[0] : pattern;
      const of = cls?.type === "class_pattern" && cls.kids[0] ? named(f, cls.kids[0]) : undefined;
      if (pattern) bindPattern(f, pattern, ref);
      if (name) bindPattern(f, name, of ? { is: "instance", of } : ref);
      return;
    }
    case "class_pattern": case "keyword_pattern": return n.kids.slice(1).forEach((kid) => bindPattern(f, kid, unknown));
    default: return n.kids.forEach((kid) => bindPattern(f, kid, unknown));
  }
}
