import { unknown, type Ref } from "../model/ref.js";
import type { Step } from "../model/step.js";
import { shortened } from "./bounded.js";
import { merged, type Way } from "./env.js";
import { spanOf, stepsOf, type Frame, type Rounds } from "./frame.js";
import type { Light } from "./light.js";
import { bindTarget } from "./target.js";
import { block, expression } from "./walk.js";
import { aside, meet, unchanged } from "./ways.js";

/** `for x in xs`. */
export function forLoop(f: Frame, n: Light): void {
  const [target, iterated, ...rest] = n.kids;
  if (!target || !iterated) return;
  const of = expression(f, iterated, "escapes");
  const iterate: Step = { is: "iterate", span: spanOf(f, iterated), of, async: n.name === "async" };
  loop(f, n, rest, false, () => void f.steps.push(iterate), () => bindTarget(f, target, of.is === "unknown" ? unknown : { is: "item", of }));
}

/** `while test`. */
export function whileLoop(f: Frame, n: Light): void {
  const [test, ...rest] = n.kids;
  if (test) loop(f, n, rest, isTrue(f, test), () => void expression(f, test, "tested"), () => undefined);
}

function isTrue(f: Frame, n: Light): boolean {
  if (n.type === "parenthesized_expression") return n.kids.length === 1 && isTrue(f, n.kids[0]!);
  return n.type === "true" || (n.type === "integer" && f.unit.file.text[n.from] !== "0");
}

function loop(f: Frame, n: Light, parts: readonly Light[], endless: boolean, test: () => void, begin: () => void): void {
  const { env, dead, rounds: outer } = f;
  const body = parts.find((kid) => kid.type === "block");
  const otherwise = parts.find((kid) => kid.type === "else_clause")?.kids.find((kid) => kid.type === "block");
  const mark = env.begin();
  const carried = carry(f, n);
  const rounds: Rounds = { mark, env, breaks: [], continues: [] };
  f.depth++;
  const testSteps = stepsOf(f, test);
  f.rounds = rounds;
  const bodySteps = stepsOf(f, () => {
    begin();
    if (body) block(f, body);
  });
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
  f.steps.push({ is: "loop", span: spanOf(f, n), endless, test: testSteps, body: bodySteps, otherwise: after?.steps ?? [] });
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
