import type { LanguageName } from "../../model/module.js";
import { alike } from "../../model/table.js";

/** What is taken from an object and must be settled with it: exactly once for each that was taken. */
export interface Taking {
  /** Methods that take, and methods that settle. */
  readonly takes: readonly string[];
  readonly settles: readonly string[];
  /** The method that waits until all is settled: where nobody calls it, nobody minds. None where taking itself is enough. */
  readonly joins?: string;
  /** What is taken is a function, and calling it settles too. */
  readonly called?: true;
  /** What it costs not to settle, and to settle twice (none where that does no harm). */
  readonly missing: string;
  readonly twice?: string;
}

/** A function that is handed over, or overrides a method, and must do something exactly once for each time that it is called. */
export interface Answering {
  /** Which argument the function is (indexes, or the name of an option), as "0|1". */
  readonly at: string;
  /** The parameter that must be called, or that `by` must be called with. */
  readonly param: number;
  /** Methods that settle when they are called with the parameter; where there are none the parameter itself is called. */
  readonly by?: readonly string[];
  /** The parameter may also be nothing, and then there is nothing to settle. */
  readonly optional?: true;
  /** A parameter to do anything with is an answer as well: a response. Then only a function that settles on some way is expected to do so on all. */
  readonly beside?: number;
  /** An option that says that there is nothing to settle. */
  readonly unless?: string;
  readonly missing: string;
  readonly twice?: string;
}

const queue: Taking = {
  takes: ["get", "get_nowait"], settles: ["task_done"], joins: "join",
  missing: "`join()` waits for ever",
  twice: "that raises ValueError, or lets `join()` return while others are still at work",
};

const own: Taking = { ...queue, takes: ["get"], settles: ["taskDone"], twice: "`join()` counts one item too many, and returns too early" };

const lock: Taking = { takes: ["acquire"], settles: ["release"], called: true, missing: "whoever waits for it waits for ever" };

/** A row for each class that something is taken from. */
export const takings: Readonly<Record<LanguageName, Readonly<Record<string, Taking>>>> = {
  python: alike("", "asyncio.Queue queue.Queue multiprocessing.JoinableQueue janus.AsyncQueue janus.Queue janus.SyncQueue", queue),
  typescript: alike("async-mutex", "Mutex Semaphore", lock),
};

/** A class of one's own that has all these members is one too. */
export const owns: Readonly<Record<LanguageName, Taking>> = { python: queue, typescript: own };

const worker: Omit<Answering, "at"> = { param: 1, missing: "the queue never goes on to the next task", twice: "the queue counts it as two tasks" };
const stream = { missing: "the stream stands still", twice: "the stream throws ERR_MULTIPLE_CALLBACK" };
const message: Answering = {
  at: "1", param: 0, by: ["ack", "nack", "reject"], optional: true, unless: "noAck",
  missing: "the broker never takes the message for done", twice: "the broker closes the channel",
};
const handler: Omit<Answering, "at"> = { param: 2, beside: 1, missing: "the request is never answered", twice: "the handlers behind it run twice" };

/** A row for each callable that such a function is handed to, or method that it overrides. */
export const answerings: Readonly<Record<string, Answering>> = {
  ...alike("async", "cargo priorityQueue queue", { at: "0", ...worker }),
  fastq: { at: "0|1", ...worker },
  "amqplib.Channel.consume": message,
  ...alike("express.IRouter", "all delete get head options patch post put use", { at: "0|1|2|3|4|5|6|7|8", ...handler }),
  ...alike("express.IRoute", "all delete get head options patch post put", { at: "0|1|2|3|4|5|6|7", ...handler }),
};

/** By class of a stream: its methods (and the options of the same names) that are given a callback, and as which parameter. */
export const streaming: Readonly<Record<string, Answering>> = {
  "stream.Writable.write": { at: "write", param: 2, ...stream },
  "stream.Writable.writev": { at: "writev", param: 1, ...stream },
  "stream.Writable.final": { at: "final", param: 0, ...stream },
  "stream.Transform.transform": { at: "transform", param: 2, ...stream },
  "stream.Transform.flush": { at: "flush", param: 0, ...stream },
};
