import type { Blocker, Blockers, Cost, Twin, Why } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

type More = Omit<Blocker, "cost" | "why">;

/** Rows of one cost and cause for each of `names` of a module or class. */
export function rows(of: string, names: string, cost: Cost, why: Why, more: More = {}): Blockers {
  return alike(of, names, { cost, why, ...more });
}

/**
 * Rows for `<name>Sync` of each of `names`, whose twin is `<name>` of `module`: the same arguments, and when it is awaited the same
 * result. `promisify` where the twin takes a callback.
 */
export function twinned(of: string, names: string, cost: Cost, why: Why, module: string, more: More & Pick<Twin, "promisify"> = {}): Blockers {
  const { promisify, ...rest } = more;
  return Object.fromEntries(names.split(" ").map((name): [string, Blocker] => {
    const twin: Twin = { call: name, module, ...(promisify ? { promisify } : {}) };
    return [`${of}.${name}Sync`, { cost, why, twin, ...rest }];
  }));
}
