import { unknown, type Ref } from "../model/ref.js";
import type { Step, Use } from "../model/step.js";
import { shortened } from "./bounded.js";
import { merged, unchanged, type Way } from "./env.js";
import { attributeOf, nameRef, spanOf, stepsOf, valueOf, type Frame, type Rounds } from "./frame.js";
import { isIdle } from "./idle.js";
import type { Light } from "./light.js";
import { isContainerRef } from "./operator.js";
import { noteRound } from "./row.js";
import { bindTarget } from "./target.js";
import { block, expression } from "./walk.js";
import { aside, meet } from "./ways.js";

/** `for x in xs`. */
export function forLoop(f: Frame, n: Light): void {
  const [target, iterated, ...rest] = n.kids;
  if (!target || !iterated) return;
  const of = expression(f, iterated, iteration(f, n, iterated));
  const iterate: Step = { is: "iterate", span: spanOf(f, iterated), of, async: n.name === "async" };
  loop(f, n, rest, false, () => void f.steps.push(iterate), () => bindTarget(f, target, of.is === "unknown" ? unknown : { is: "item", of }), { goes: [target, iterated] });
}

/** How a value is used that a loop goes through; the elements of a container live on. */
export function iteration(f: Frame, loop: Light, n: Light): Use {
  if (n.type === "identifier" && isContainerRef(valueOf(f, n.name))) return "escapes";
  return loop.name === "async" ? iteratedLater : "tested";
}

const iteratedLater: Use = { member: "__aiter__" };

/** `while test`. */
export function whileLoop(f: Frame, n: Light): void {
  const [test, ...rest] = n.kids;
  if (!test) return;
  const asks: Ref[] = [];
  loop(f, n, rest, isTrue(f, test) || stays(f, n, test, true), () => {
    expression(f, test, "tested");
    asked(f, test, asks);
  }, () => undefined, { asks, idle: isIdle(n.kids) });
}

/** Adds the names, attributes and calls that a condition looks at. */
function asked(f: Frame, n: Light, asks: Ref[]): void {
  switch (n.type) {
    case "parenthesized_expression": case "not_operator": case "boolean_operator": case "comparison_operator":
      for (const kid of n.kids) asked(f, kid, asks);
      return;
    case "identifier": case "attribute": case "call": {
      const ref = refOf(f, n);
      if (ref && ref.is !== "unknown" && ref.is !== "literal") asks.push(ref);
    }
  }
}

/** What an expression that has been walked stands for; its steps are there already. */
function refOf(f: Frame, n: Light): Ref | undefined {
  const [first] = n.kids;
  // What another function may bind anew is not what it was bound to here.
  if (n.type === "identifier") return f.scope.captured.has(n.name) && isPlain(valueOf(f, n.name)) ? nameRef(f, n.name) : valueOf(f, n.name);
  if (n.type === "attribute") {
    const of = first && refOf(f, first);
    return of && attributeOf(f, of, n.name);
  }
  const [from, to] = spanOf(f, n);
  const step = n.type === "call" ? f.steps.find((each) => each.is === "call" && each.span[0] === from && each.span[1] === to) : undefined;
  return step?.is === "call" ? step.ref : undefined;
}

const isPlain = (ref: Ref): boolean => ref.is === "literal" || ref.is === "unknown" || (ref.is === "or" && ref.of.every(isPlain));

function isTrue(f: Frame, n: Light): boolean {
  if (n.type === "parenthesized_expression") return n.kids.length === 1 && isTrue(f, n.kids[0]!);
  return n.type === "true" || (n.type === "integer" && f.unit.file.text[n.from] !== "0");
}

/** Whether a condition looks at a flag of the function that nobody sets again: neither the loop nor a function that knows of it. */
function stays(f: Frame, loop: Light, n: Light, truth: boolean): boolean {
  const [only] = n.kids;
  if ((n.type === "parenthesized_expression" || n.type === "not_operator") && only) return stays(f, loop, only, truth === (n.type === "parenthesized_expression"));
  if (n.type === "true" || n.type === "false") return (n.type === "true") === truth;
  if (n.type !== "identifier" || f.module || f.env.outer || f.inner || f.scope.captured.has(n.name)) return false;
  const value = f.scope.bound.has(n.name) && !f.scope.carried?.get(loop)?.includes(n.name) ? f.env.get(n.name) : undefined;
  return value?.is === "literal" && value.value === truth;
}

/** What a `while` asks, and whether it only looks; what a `for` binds, and goes through. */
interface About { readonly asks?: readonly Ref[]; readonly idle?: boolean; readonly goes?: readonly [Light, Light] }

function loop(f: Frame, n: Light, parts: readonly Light[], endless: boolean, test: () => void, begin: () => void, { asks = [], idle, goes }: About): void {
  const { env, dead, rounds: outer } = f;
  const body = parts.find((kid) => kid.type === "block");
  const otherwise = parts.find((kid) => kid.type === "else_clause")?.kids.find((kid) => kid.type === "block");
  const mark = env.begin();
  const carried = carry(f, n);
  const rounds: Rounds = { mark, env, breaks: [], continues: [] };
  f.depth++;
  const { writes } = f;
  const testSteps = stepsOf(f, test);
  f.rounds = rounds;
  const bodySteps = stepsOf(f, () => {
    begin();
    if (body) block(f, body);
  });
  const still = f.writes === writes && !f.scope.generator;
  if (body && goes) noteRound(bodySteps, body, goes);
  f.rounds = outer;
  f.depth--;
  const ends: Way[] = [f.dead ? undefined : env.since(mark), ...rounds.continues];
  f.dead = dead;
  for (const each of carried) settle(each, ends);
  env.back(mark);
  env.end();
  const normal = endless ? [] : [unchanged, ...ends];
  const after = otherwise && aside(f, () => {
    meet(f, normal);
    block(f, otherwise);
  });
  f.steps.push({ is: "loop", span: spanOf(f, n), endless, ...(asks.length > 0 ? { asks, ...(still ? { still } : {}) } : {}), ...(idle ? { idle } : {}), test: testSteps, body: bodySteps, otherwise: after?.steps ?? [] });
  meet(f, [...(after ? [after.way] : normal), ...rounds.breaks]);
}

/** A name that a round may read from the round before: its value is one of `of`, which is complete only when the body has been walked. */
interface Carried { readonly name: string; readonly of: Ref[]; readonly ref: Ref }

function carry(f: Frame, n: Light): Carried[] {
  const names = f.env.outer ? undefined : f.scope.carried?.get(n);
  if (!names) return [];
  return names.map((name) => {
    const before = f.env.get(name);
    const of: Ref[] = before === undefined || before.is === "unknown" ? [] : before.is === "or" ? [...before.of] : [before];
    const ref: Ref = { is: "or", of };
    f.env.set(name, ref);
    return { name, of, ref };
  });
}

/** What a round leaves is cut short, so that values do not grow with the depth of loops. */
const size = 12;
const widest = 8;

function settle({ name, of, ref }: Carried, ends: readonly Way[]): void {
  let end: Ref | undefined;
  for (const way of ends) {
    const left = way?.get(name);
    if (left && left !== ref) end = merged(end, left);
  }
  if (!end) return;
  // A copy: the value must not hold itself.
  const added = (end.is === "or" ? end.of : [end]).filter((each) => each !== ref && each.is !== "unknown" && !of.includes(each));
  for (const each of added.map((each) => shortened(each, size))) if (of.length < widest) of.push(each);
}
