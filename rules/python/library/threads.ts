import type { Callback } from "../../model/library.js";
import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const elsewhere = (at: string): readonly Callback[] => [{ at, runs: "elsewhere" }];

const pool = "multiprocessing.Pool";
/** What a manager makes behaves like what multiprocessing makes. */
const managed = ["Barrier", "Condition", "Event", "Lock", "Pool", "Queue", "RLock", "Semaphore"];
/** Pipes to a process: files whose other end is that process. */
const pipes = {
  "subprocess.Popen.stdin": "io.BufferedWriter",
  "subprocess.Popen.stdout": "io.BufferedReader",
  "subprocess.Popen.stderr": "io.BufferedReader",
};

/** Threads, processes, executors, and what they share: locks, queues, futures. */
export const threads: Part = {
  classes: {
    ...alike("threading", "Barrier Condition Event Lock RLock Semaphore Thread", []),
    "threading.BoundedSemaphore": ["threading.Semaphore"],
    "threading.Timer": ["threading.Thread"],
    ...alike("queue", "Queue SimpleQueue", []),
    ...alike("queue", "LifoQueue PriorityQueue", ["queue.Queue"]),
    "concurrent.futures.Future": [],
    "concurrent.futures.Executor": [],
    ...alike("concurrent.futures", "ThreadPoolExecutor ProcessPoolExecutor", ["concurrent.futures.Executor"]),
    // Iterators that wait for results (see files.ts on lazy ones).
    "concurrent.futures.as_completed": [],
    "concurrent.futures.Executor.map": [],
    ...alike(pool, "imap imap_unordered", []),
    ...alike("multiprocessing", "Barrier Condition Event Lock Pool Process Queue RLock Semaphore SimpleQueue", []),
    "multiprocessing.BoundedSemaphore": ["multiprocessing.Semaphore"],
    "multiprocessing.JoinableQueue": ["multiprocessing.Queue"],
    "multiprocessing.pool.ThreadPool": [pool],
    "multiprocessing.pool.AsyncResult": [],
    "multiprocessing.connection.Connection": [],
    "multiprocessing.connection.Listener": [],
    "multiprocessing.managers.SyncManager": [],
    "subprocess.Popen": [],
    ...Object.fromEntries(Object.entries(pipes).map(([name, file]) => [name, [file]])),
    "os.popen": ["io.TextIOWrapper"],
  },
  returns: {
    "concurrent.futures.Executor.submit": "concurrent.futures.Future",
    ...alike(pool, "apply_async map_async starmap_async", "multiprocessing.pool.AsyncResult"),
    "multiprocessing.Pipe": "list multiprocessing.connection.Connection",
    "multiprocessing.Manager": "multiprocessing.managers.SyncManager",
    "multiprocessing.connection.Client": "multiprocessing.connection.Connection",
    "multiprocessing.connection.Listener.accept": "multiprocessing.connection.Connection",
    ...Object.fromEntries(managed.map((name) => [`multiprocessing.managers.SyncManager.${name}`, `multiprocessing.${name}`])),
    "threading.current_thread": "threading.Thread",
  },
  attributes: {
    ...Object.fromEntries(Object.keys(pipes).map((name) => [name, name])),
  },
  // What as_completed gives has its result: that it is a future as well would only make `result()` look like a wait.
  callbacks: {
    "threading.Thread": elsewhere("1|target"),
    "threading.Timer": elsewhere("1|function"),
    "multiprocessing.Process": elsewhere("1|target"),
    "concurrent.futures.Executor.submit": elsewhere("0"),
    "concurrent.futures.Executor.map": elsewhere("0"),
    // The thread that ends the work calls it.
    "concurrent.futures.Future.add_done_callback": elsewhere("0|fn"),
    ...alike("concurrent.futures", "ThreadPoolExecutor ProcessPoolExecutor", elsewhere("initializer")),
    ...alike(pool, "apply apply_async imap imap_unordered map map_async starmap starmap_async", elsewhere("0|func")),
  },
};
