import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

/** `open_connection` gives one of each. No method of the one is a method of the other, so a value may be both. */
const stream = "asyncio.StreamReader|asyncio.StreamWriter";

/** asyncio's functions, tasks, queues, locks, streams and processes; the loop itself is in asyncio-loop.ts. */
export const asyncio: Part = {
  classes: {
    ...alike("asyncio", "Barrier Condition Event Lock Queue Semaphore StreamReader StreamWriter TaskGroup Timeout", []),
    "asyncio.BoundedSemaphore": ["asyncio.Semaphore"],
    "asyncio.PriorityQueue": ["asyncio.Queue"],
    "asyncio.LifoQueue": ["asyncio.Queue"],
    "asyncio.Future": [],
    "asyncio.Task": ["asyncio.Future"],
    "asyncio.subprocess.Process": [],
    // One queue with a side for the loop and one for threads.
    ...alike("janus", "AsyncQueue Queue SyncQueue", []),
    [stream]: ["asyncio.StreamReader", "asyncio.StreamWriter"],
  },
  returns: {
    "asyncio.sleep": "await",
    "asyncio.wait": "await",
    "asyncio.wait_for": "await",
    "asyncio.to_thread": "await",
    "asyncio.open_connection": `await list ${stream}`,
    "asyncio.open_unix_connection": `await list ${stream}`,
    "asyncio.start_server": "await asyncio.Server",
    "asyncio.start_unix_server": "await asyncio.Server",
    "asyncio.create_subprocess_exec": "await asyncio.subprocess.Process",
    "asyncio.create_subprocess_shell": "await asyncio.subprocess.Process",

    // These run already: nothing is lost at once when nobody awaits them.
    "asyncio.create_task": "asyncio.Task",
    "asyncio.ensure_future": "asyncio.Task",
    "asyncio.current_task": "asyncio.Task",
    "asyncio.eager_task_factory": "asyncio.Task",
    "asyncio.all_tasks": "list asyncio.Task",
    "asyncio.gather": "asyncio.Future",
    "asyncio.shield": "asyncio.Future",
    "asyncio.wrap_future": "asyncio.Future",
    "asyncio.TaskGroup.create_task": "asyncio.Task",
    "asyncio.run_coroutine_threadsafe": "concurrent.futures.Future",
    "asyncio.timeout": "asyncio.Timeout",
    "asyncio.timeout_at": "asyncio.Timeout",

    ...alike("asyncio.Queue", "get join put", "await"),
    ...alike("janus.AsyncQueue", "get join put", "await"),
    ...alike("asyncio.Lock", "acquire", "await"),
    ...alike("asyncio.Semaphore", "acquire", "await"),
    ...alike("asyncio.Condition", "acquire wait wait_for", "await"),
    ...alike("asyncio.Event", "wait", "await"),
    ...alike("asyncio.Barrier", "abort reset wait", "await"),
    ...alike("asyncio.StreamReader", "read readexactly readline readuntil", "await"),
    ...alike("asyncio.StreamWriter", "drain start_tls wait_closed", "await"),
    ...alike("asyncio.subprocess.Process", "communicate wait", "await"),
  },
  attributes: {
    "janus.Queue.async_q": "janus.AsyncQueue",
    "janus.Queue.sync_q": "janus.SyncQueue",
    "asyncio.subprocess.Process.stdin": "asyncio.StreamWriter",
    "asyncio.subprocess.Process.stdout": "asyncio.StreamReader",
    "asyncio.subprocess.Process.stderr": "asyncio.StreamReader",
  },
  callbacks: {
    "asyncio.to_thread": [{ at: "0", runs: "elsewhere" }],
    ...alike("asyncio", "start_server start_unix_server", [{ at: "0|client_connected_cb", runs: "loop" }]),
    "asyncio.Future.add_done_callback": [{ at: "0", runs: "loop" }],
    // A handler that asyncio does not know of is still run by the main thread, between two steps of the loop.
    "signal.signal": [{ at: "1|handler", runs: "loop" }],
  },
};
