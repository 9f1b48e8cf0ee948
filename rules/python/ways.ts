import type { Step } from "../model/step.js";
import type { Way } from "./env.js";
import { stepsOf, type Frame } from "./frame.js";

/** An alternative that was walked: its steps, what it leaves behind if it is left at its end, and all that it bound. */
export interface Alternative { readonly steps: Step[]; readonly way: Way; readonly bound: NonNullable<Way> }

/** Walks an alternative, and takes back what it bound. */
export function aside(f: Frame, work: () => void): Alternative {
  const { env, dead } = f;
  const mark = env.begin();
  f.depth++;
  const steps = stepsOf(f, work);
  const bound = env.since(mark);
  const way = f.dead ? undefined : bound;
  f.depth--;
  f.dead = dead;
  env.back(mark);
  env.end();
  return { steps, way, bound };
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
