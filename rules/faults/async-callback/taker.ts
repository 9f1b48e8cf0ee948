/** What a function that is handed another one does with what that gives. */
export type Doing =
  /** It calls it and drops what it gives. */
  | "drops"
  /** It drops it, but mostly nothing waits for that: only an error would be missed (JavaScript's listeners and timers). */
  | "fires"
  /** It drops it, and no loop runs any more that would go on with it. */
  | "ends"
  /** It takes it for a yes or a no. */
  | "trusts"
  /** It takes it for a value: a key to sort by, a text to put in. */
  | "reads"
  /** It hands it on to the next call of the same function. */
  | "folds"
  /** It gives it on, once for each item (Python's `map`). */
  | "yields"
  /** It gives it on, when it is awaited. */
  | "returns"
  /** It is the executor of `new Promise`, whose own promise is settled by hand. */
  | "settles";

/** A library callable that is handed a plain function: as which argument (as in `Callback`), and what it does with the result. */
export interface Taker {
  readonly at: string;
  readonly does: Doing;
  /** Only where the first argument is this literal: the name of an event. */
  readonly event?: string;
}

/** Takers by dotted name; a method of a receiver of which nothing is known is written `?.forEach`. */
export type Takers = Readonly<Record<string, Taker>>;
