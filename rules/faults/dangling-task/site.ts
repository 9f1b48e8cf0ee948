import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** Something that runs on its own, of which nobody would hear if it failed. */
export interface DanglingSite extends Site {
  /** The callee of what makes the task, or the chain; the call whose promise is kept. */
  readonly span: Span;
  /** The whole call. */
  readonly whole: Span;
  /** A task that nobody keeps; a gather that nobody awaits; a chain without `catch`; a promise that is kept, and handled too late. */
  readonly form: "task" | "gather" | "chain" | "promise";
  /** What is called, as the user writes it: `asyncio.create_task`, `load`. */
  readonly name: string;
  /** What runs in the task, as the user writes it; undefined where that is no call. */
  readonly coroutine?: string;
  /** The name that it is kept under, and that nobody reads (a task), or not in time (a promise). */
  readonly kept?: string;
  /** It is one of many that are put into the list of that name. */
  readonly many?: true;
  /** What is awaited before the promise is handled. */
  readonly meanwhile?: string;
  /** Nothing but the task itself refers to what it waits for. */
  readonly collected?: true;
  /** What runs in the task, or something that is gathered, never ends. */
  readonly endless?: true;
  /** The queues that it works off, as they are written here; undefined where nobody can tell when it is done with them. */
  readonly queues?: readonly string[];
  /** Its function waits for something else later. */
  readonly goesOn: boolean;
  /** Where it is written: in a coroutine, a plain function, or at module level. */
  readonly scope: "async" | "sync" | "module";
}
