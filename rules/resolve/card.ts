import type { Blocker } from "../model/blocker.js";
import type { Callback, Decorated, Kind } from "../model/library.js";
import type { Knowledge } from "./knowledge.js";

/** All that the tables say of one dotted name, gathered: it is asked for at every call. */
export interface Card {
  readonly blocker: Blocker | undefined;
  readonly isClass: boolean;
  /** What calling it gives; where no function is handed over; where what it is handed is in memory. */
  readonly returns: Kind | undefined;
  readonly alone: Kind | undefined;
  readonly overMemory: Kind | undefined;
  readonly callbacks: readonly Callback[];
  readonly consumes: number | undefined;
  readonly decorates: Decorated | undefined;
  readonly looks: boolean;
}

/** The card of a name of which no table says anything. */
export const blank: Card = {
  blocker: undefined, isClass: false, returns: undefined, alone: undefined, overMemory: undefined, callbacks: [], consumes: undefined, decorates: undefined, looks: false,
};

/** The card of a name, `blank` itself where there is nothing to say. */
export function cardOf(name: string, { library, blockers }: Knowledge): Card {
  const card: Card = {
    blocker: entry(blockers, name),
    isClass: Object.hasOwn(library.classes, name),
    returns: entry(library.returns, name),
    alone: library.withoutCallback && entry(library.withoutCallback, name),
    overMemory: library.overMemory && entry(library.overMemory, name),
    callbacks: entry(library.callbacks, name) ?? blank.callbacks,
    consumes: entry(library.consumes, name),
    decorates: entry(library.decorators, name),
    looks: library.looks.has(name),
  };
  return (Object.keys(blank) as (keyof Card)[]).every((key) => card[key] === blank[key]) ? blank : card;
}

/** What a table says of a name, without JavaScript's inherited keys. */
export const entry = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
