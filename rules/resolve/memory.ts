import type { Value } from "./value.js";

/** What an answer is about; together with its owner (facts, by identity) and a key it names the question. */
export type Question = "name" | "export" | "returns" | "class" | "object" | "bases" | "overriding" | "record";

/** Keeps what was worked out of modules, and notes which modules were read for it. */
export interface Memory {
  memo(question: Question, owner: object, key: string, work: () => readonly Value[]): readonly Value[];
  /** Tells that a module is read. */
  note(path: string): void;
  /** Collects into `reads` the paths that are read while `work` runs. */
  collect<T>(reads: Set<string>, work: () => T): T;
  /** Whether an answer is being worked out right now. */
  busy(): boolean;
  /** Forgets all answers. */
  clear(): void;
}

/** `rests` is the place on the stack of an unfinished answer that this one was worked out with: it is forgotten when that one is done. */
interface Entry { values: readonly Value[]; reads: readonly string[] | undefined; done: boolean; order: number; rests: number }

const onNothing = Infinity;
/** Deeper than any real chain of values; beyond it nothing is known. */
const deepest = 150;

/**
 * A Memory. An answer that was asked for while it is being worked out is empty (a cycle); whatever was worked out with that is
 * incomplete, and depends on where one came in: it is kept only as long as the cycle's head is under way, so that each question
 * has the same answer whoever asks first.
 */
export function createMemory(): Memory {
  // Of most owners one thing is asked, with an empty key: that needs no table of its own.
  const plain: Record<Question, Map<object, Entry>> = { name: new Map(), export: new Map(), returns: new Map(), class: new Map(), object: new Map(), bases: new Map(), overriding: new Map(), record: new Map() };
  const answers: Record<Question, Map<object, Map<string, Entry>>> = { name: new Map(), export: new Map(), returns: new Map(), class: new Map(), object: new Map(), bases: new Map(), overriding: new Map(), record: new Map() };
  const provisional = new Map<number, (() => void)[]>();
  let reads: Set<string> | undefined;
  let depth = 0;
  let restsOn = onNothing;

  const note = (path: string): void => void reads?.add(path);
  const collect = <T>(into: Set<string>, work: () => T): T => {
    const outer = reads;
    reads = into;
    try {
      return work();
    } finally {
      reads = outer;
    }
  };
  const table = (question: Question, owner: object): Map<string, Entry> => {
    const owners = answers[question];
    let entries = owners.get(owner);
    if (!entries) owners.set(owner, (entries = new Map()));
    return entries;
  };
  const forget = (order: number): void => {
    for (const drop of provisional.get(order) ?? []) drop();
    provisional.delete(order);
  };
  const memo = (question: Question, owner: object, key: string, work: () => readonly Value[]): readonly Value[] => {
    const entries = key === "" ? undefined : table(question, owner);
    const known = entries ? entries.get(key) : plain[question].get(owner);
    if (known) {
      restsOn = Math.min(restsOn, known.done ? known.rests : known.order);
      if (reads && known.reads) for (const path of known.reads) reads.add(path);
      return known.values;
    }
    if (depth >= deepest) {
      restsOn = -1;
      return [];
    }
    const entry: Entry = { values: [], reads: undefined, done: false, order: depth++, rests: onNothing };
    if (entries) entries.set(key, entry);
    else plain[question].set(owner, entry);
    const mine = new Set<string>();
    const outer = restsOn;
    restsOn = onNothing;
    try {
      entry.values = collect(mine, work);
    } finally {
      depth--;
      forget(entry.order);
      if (restsOn < entry.order) {
        entry.rests = restsOn;
        const drop = (): void => void (entries ? entries.delete(key) : plain[question].delete(owner));
        const others = provisional.get(restsOn);
        if (others) others.push(drop);
        else provisional.set(restsOn, [drop]);
      } else restsOn = onNothing;
      restsOn = depth === 0 ? onNothing : Math.min(restsOn, outer);
      if (depth === 0) forget(-1);
      entry.done = true;
      entry.reads = mine.size > 0 ? [...mine] : undefined;
    }
    if (reads) for (const path of mine) reads.add(path);
    return entry.values;
  };
  return { memo, note, collect, busy: () => depth > 0, clear: () => [...Object.values(answers), ...Object.values(plain)].forEach((owners) => owners.clear()) };
}
