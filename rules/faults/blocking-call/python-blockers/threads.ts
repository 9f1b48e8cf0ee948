import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

// All of these wait for another thread or process. If it is this very loop that should let them go on, they wait for ever.
const lock: Blocker = { cost: "high", why: "lock", offload: "no" };
const future: Blocker = { cost: "high", why: "future", offload: "no" };
const work: Blocker = { cost: "high", why: "future" };

/**
 * A lock that guards a few statements is held for microseconds, and most are; only what is waited for by design (an event, a place in
 * a semaphore) is high. Taking it with `with` and taking it with acquire() cost the same.
 */
const mutex: Blocker = { ...lock, cost: "medium", brief: "low" };

const never = ["0|block=False", "1|timeout=0"];
const notBlocking = ["0|blocking=False", "1|timeout=0"];

/** Locks, queues, futures, threads and pools. */
export const threads: Blockers = {
  ...alike("threading", "Lock.acquire RLock.acquire Condition.acquire", { ...mutex, unless: notBlocking }),
  ...alike("threading", "Lock.__enter__ RLock.__enter__ Condition.__enter__", mutex),
  "threading.Lock.acquire_lock": { ...mutex, unless: notBlocking },
  "threading.Semaphore.acquire": { ...lock, unless: notBlocking },
  "threading.Semaphore.__enter__": lock,
  ...alike("threading", "Barrier.wait Condition.wait Event.wait", { ...lock, unless: ["0|timeout=0"] }),
  "threading.Condition.wait_for": { ...lock, unless: ["1|timeout=0"] },

  // Between processes: another program may hold it as long as it likes.
  ...alike(
    "multiprocessing",
    "Lock.acquire RLock.acquire Semaphore.acquire Condition.acquire",
    { ...lock, unless: ["0|block=False", "1|timeout=0"] },
  ),
  ...alike("multiprocessing", "Lock.__enter__ RLock.__enter__ Semaphore.__enter__ Condition.__enter__", lock),
  ...alike("multiprocessing", "Barrier.wait Condition.wait Event.wait", { ...lock, unless: ["0|timeout=0"] }),
  "multiprocessing.Condition.wait_for": { ...lock, unless: ["1|timeout=0"] },
  "filelock.BaseFileLock.acquire": { ...lock, unless: ["0|timeout=0", "blocking=False"] },
  "filelock.BaseFileLock.__enter__": lock,

  // put() waits only where the queue is bounded, and most are not: it is left out.
  ...alike("queue", "Queue.get SimpleQueue.get", { cost: "high", why: "queue", unless: never }),
  "queue.Queue.join": { cost: "high", why: "queue" },
  "multiprocessing.Queue.get": { cost: "high", why: "queue", unless: never },
  "multiprocessing.SimpleQueue.get": { cost: "high", why: "queue" },
  "multiprocessing.JoinableQueue.join": { cost: "high", why: "queue" },
  // Waits until all that was put is written.
  "multiprocessing.Queue.join_thread": { cost: "high", why: "queue" },
  ...alike("multiprocessing.connection.Connection", "recv recv_bytes recv_bytes_into", { cost: "high", why: "queue" }),
  "multiprocessing.connection.Connection.poll": { cost: "high", why: "queue", only: ["0|timeout"], unless: ["0|timeout=0"] },
  "multiprocessing.connection.wait": { cost: "high", why: "queue", unless: ["1|timeout=0"] },

  ...alike("concurrent.futures.Future", "exception result", { ...future, unless: ["0|timeout=0"] }),
  "concurrent.futures.wait": { ...future, unless: ["1|timeout=0"] },
  ...alike("concurrent.futures", "as_completed.__iter__ Executor.map.__iter__", future),
  "concurrent.futures.Executor.shutdown": { ...work, unless: ["0|wait=False"] },
  // Leaving a `with` waits for all that was submitted; mostly `run_in_executor` was awaited by then.
  "concurrent.futures.Executor.__exit__": { ...future, unlessAwaited: true },

  ...alike("threading.Thread", "join", { ...work, unless: ["0|timeout=0"] }),
  "multiprocessing.Process.join": { cost: "high", why: "process", unless: ["0|timeout=0"] },
  ...alike("multiprocessing.Pool", "apply join map starmap", { cost: "high", why: "process" }),
  ...alike("multiprocessing.Pool", "imap.__iter__ imap_unordered.__iter__", { cost: "high", why: "process", offload: "no" }),
  ...alike("multiprocessing.pool.AsyncResult", "get wait", { ...work, unless: ["0|timeout=0"] }),
};
