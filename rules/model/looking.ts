import type { Func, Module } from "./module.js";
import type { Step } from "./step.js";
import { walk } from "./walk.js";

/** What somebody looks for. */
export interface Looking<S extends Step> {
  /** The steps of a function that are looked for, in the order of `walk`. */
  (func: Func): readonly S[];
  /** The functions of a module that have such a step, by their index. */
  in(module: Module): readonly number[];
}

type Kind = Step["is"];

/** What makes a step one of those that are looked for, by its kind. */
type Wanted<S extends Step> = { readonly [K in S["is"]]: (step: Extract<Step, { readonly is: K }>) => boolean };

interface Question { readonly at: number; readonly isWanted: (step: never) => boolean }

/** What is asked of each kind of step. */
type Questions = Partial<Record<Kind, Question[]>>;

type Seen = readonly (readonly Step[] | undefined)[];

const nothing: readonly never[] = [];
const [ofCoroutines, ofOthers]: [Questions, Questions] = [{}, {}];
let count = 0;
let begun = false;
const seen = new WeakMap<Func, Seen>();
const places = new WeakMap<Module, readonly (readonly number[])[]>();

/**
 * Looks for steps by what they are alone, everywhere or in async functions only. All who look share one walk through a function, and what
 * was seen is kept as long as its facts are: most functions hold nothing of what faults are about, and after an edit all but one are as
 * they were. Throws once somebody has looked: it is to be called while the program loads.
 */
export function looking<S extends Step>(wanted: Wanted<S>, where: "everywhere" | "in coroutines" = "everywhere"): Looking<S> {
  if (begun) throw new Error("somebody has looked already, and will not look again for this");
  const at = count++;
  for (const [kind, isWanted] of Object.entries(wanted) as [Kind, Question["isWanted"]][]) {
    for (const questions of where === "everywhere" ? [ofCoroutines, ofOthers] : [ofCoroutines]) (questions[kind] ??= []).push({ at, isWanted });
  }
  const find = (func: Func): readonly S[] => (seenIn(func)[at] as readonly S[] | undefined) ?? nothing;
  return Object.assign(find, { in: (module: Module) => placesIn(module)[at] ?? nothing });
}

function seenIn(func: Func): Seen {
  let found = seen.get(func);
  if (!found) seen.set(func, (found = look(func)));
  return found;
}

function look({ async, steps }: Func): Seen {
  begun = true;
  let found: Step[][] | undefined;
  const questions = async ? ofCoroutines : ofOthers;
  walk(steps, (step) => {
    const asked = questions[step.is];
    if (asked) for (const { at, isWanted } of asked) if (isWanted(step as never)) ((found ??= [])[at] ??= []).push(step);
  });
  return found ?? nothing;
}

function placesIn(module: Module): readonly (readonly number[])[] {
  let found = places.get(module);
  if (!found) {
    const made: number[][] = [];
    module.functions.forEach(({ func }, i) => seenIn(func).forEach((steps, at) => steps && (made[at] ??= []).push(i)));
    places.set(module, (found = made));
  }
  return found;
}
