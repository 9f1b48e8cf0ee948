import type { Func } from "./module.js";
import type { Step } from "./step.js";
import { walk } from "./walk.js";

/** The steps of a function that somebody looks for, in the order of `walk`. */
export type Looking<S extends Step> = (func: Func) => readonly S[];

type Seen = readonly (readonly Step[] | undefined)[];

const wanted: ((step: Step) => boolean)[] = [];
const seen = new WeakMap<Func, Seen>();
const nothing: readonly never[] = [];

/**
 * Looks for steps by what they are alone. All who look share one walk through a function, and what was seen is kept as long as its facts
 * are: most functions hold nothing of what faults are about, and after an edit all but one are as they were.
 */
export function looking<S extends Step>(isWanted: (step: Step) => step is S): Looking<S> {
  const at = wanted.push(isWanted) - 1;
  return (func) => {
    let found = seen.get(func);
    if (!found || found.length <= at) seen.set(func, (found = look(func)));
    return (found[at] as readonly S[] | undefined) ?? nothing;
  };
}

/** What most functions come to, by how many look. */
const empty: Seen[] = [];

function look({ steps }: Func): Seen {
  let found: Step[][] | undefined;
  walk(steps, (step) => {
    for (let at = 0; at < wanted.length; at++) if (wanted[at]!(step)) ((found ??= new Array<Step[]>(wanted.length))[at] ??= []).push(step);
  });
  return found ?? (empty[wanted.length] ??= new Array<undefined>(wanted.length).fill(undefined));
}
