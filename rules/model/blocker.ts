/** What holding the loop costs: high grows with data or waits on others; medium is bounded but noticeable; low is one cheap system call. */
export type Cost = "high" | "medium" | "low";

/** What the loop is held by. */
export type Why =
  | "sleep" | "network" | "dns" | "disk" | "process" | "database" | "lock" | "queue" | "future" | "input" | "cpu" | "loop" | "dialog"
  /** A loop that asks the clock, or for something that others change, again and again. */
  | "clock" | "watch"
  /** The event loop is run in the midst of one of its turns. */
  | "reentry";

/** The async twin of a call: takes the same arguments and, awaited, gives the same result. */
export interface Twin {
  /** What to call: `asyncio.sleep` (Python, dotted from the imported module), `readFile` (JavaScript, a named import), `default` (the default import). */
  readonly call: string;
  /** The module to import: `asyncio`, `node:fs/promises`. JavaScript: a global object (`Deno`) is there already. */
  readonly module: string;
  /** JavaScript: the named import takes a callback, so it is called as `promisify(call)(...)`. */
  readonly promisify?: true;
}

/** A library callable that holds the loop. Its key in the table is its dotted name; methods are keyed by class. */
export interface Blocker {
  readonly cost: Cost;
  readonly why: Why;
  /**
   * Arguments that make the call harmless, as `key=literal` or `index=literal` (`block=False`, `0=False`, `timeout=0`);
   * in JSON spelling of the language (True/False/None in Python, true/false in JS). `key` alone: harmless whenever that argument is given.
   * JavaScript has no keywords: a `key` is looked for in the object literals among the arguments (`sync=true`).
   */
  readonly unless?: readonly string[];
  /** Arguments needed to make it block, in the same spelling (all of them). */
  readonly only?: readonly string[];
  /** To leave a `with`: it waits for what the body left undone, which is nothing where the body awaited it. */
  readonly unlessAwaited?: true;
  /** A lock: held for a few statements that await nothing (by `with`, or given back by the plain function that takes it), it costs no more than this. */
  readonly brief?: Cost;
  /** On a socket or descriptor: comes back at once where the loop says that it is ready, or where `BlockingIOError` is expected. */
  readonly unlessReady?: true;
  /** JavaScript: it may wait where a worker thread runs the file. */
  readonly unlessWorker?: true;
  /** Calls of the receiver after which it does not wait, as `method=literal` (`setblocking=false`, as in JavaScript whatever the language). */
  readonly calmedBy?: readonly string[];
  readonly twin?: Twin;
  /** Whether another thread may make the call instead. "no": thread-bound objects, locks, iterators. "process": it is CPU work. Default "yes". */
  readonly offload?: "yes" | "no" | "process";
}

/** Blocking callables by dotted name. */
export type Blockers = Readonly<Record<string, Blocker>>;
