import type { Row } from "./step.js";

/** What a statement behind a `gather` reads and binds, as far as names go. */
export interface Follower {
  readonly reads: ReadonlySet<string>;
  readonly binds: readonly string[];
  /** It does nothing but await a call. */
  readonly row: boolean;
  /** It awaits something. */
  readonly awaits: boolean;
  /** It has no block of its own, and leaves none. */
  readonly simple: boolean;
}

/** When the names that a `gather` is unpacked into are needed (see `Row.parts`); undefined where nobody can say. */
export function partsAmong(names: readonly string[], behind: Iterable<Follower>): Row["parts"] {
  const soon = new Set<string>();
  const late = new Set<string>();
  // What is made of the names, they too.
  const made = new Set(names);
  let past = false;
  for (const { reads, binds, row, awaits, simple } of behind) {
    const needed = [...made].filter((name) => reads.has(name));
    if (past) {
      for (const name of names) if (!soon.has(name) && (reads.has(name) || binds.includes(name))) late.add(name);
      continue;
    }
    if (!simple || (awaits && !(row && needed.length > 0))) return undefined;
    for (const name of names) if (reads.has(name) || binds.includes(name)) soon.add(name);
    if (awaits) past = true;
    else if (needed.length > 0) for (const name of binds) made.add(name);
  }
  return soon.size > 0 && late.size > 0 ? { names, soon: [...soon], late: [...late] } : undefined;
}
