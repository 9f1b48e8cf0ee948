import type { Step } from "../model/step.js";
import type { Way } from "./env.js";
import { stepsOf, type Frame } from "./frame.js";

/** Walks one alternative, and takes back what it bound: gives its steps, and what it would leave behind. */
export function aside(f: Frame, work: () => void): { readonly steps: Step[]; readonly way: Way } {
  const { env, dead } = f;
  const mark = env.begin();
  f.depth++;
  const steps = stepsOf(f, work);
  const way = f.dead ? undefined : env.since(mark);
  f.depth--;
  f.dead = dead;
  env.back(mark);
  env.end();
  return { steps, way };
}

/** Lets the ways of alternatives meet: if none comes out, nothing after them is reached. */
export function meet(f: Frame, ways: readonly Way[]): void {
  f.env.meet(ways);
  if (ways.every((way) => way === undefined)) f.dead = true;
}

/** Walks alternatives that meet afterwards; gives the steps of each. */
export function alternatives(f: Frame, works: readonly (() => void)[]): Step[][] {
  const results = works.map((work) => aside(f, work));
  meet(f, results.map(({ way }) => way));
  return results.map(({ steps }) => steps);
}
