import { alike } from "../../model/table.js";
import type { Taker, Takers } from "./taker.js";

const loop = "asyncio.AbstractEventLoop";
const pool = "multiprocessing.Pool";
const drops = (at: string): Taker => ({ at, does: "drops" });
const trusts = (at: string): Taker => ({ at, does: "trusts" });
const reads = (at: string): Taker => ({ at, does: "reads" });

/** Who takes plain functions in Python: one that is handed a coroutine function gets a coroutine that nobody awaits. */
export const pythonTakers: Takers = {
  "threading.Thread": drops("1|target"),
  "threading.Timer": drops("1|function"),
  "multiprocessing.Process": drops("1|target"),
  ...alike("concurrent.futures.Executor", "submit map", drops("0|fn")),
  ...alike("concurrent.futures", "ThreadPoolExecutor ProcessPoolExecutor", drops("initializer")),
  ...alike(pool, "apply apply_async imap imap_unordered map map_async starmap starmap_async", drops("0|func")),
  "asyncio.to_thread": { at: "0|func", does: "returns" },
  [`${loop}.run_in_executor`]: { at: "1|func", does: "returns" },

  ...alike(loop, "call_soon call_soon_threadsafe", drops("0|callback")),
  ...alike(loop, "call_later call_at add_signal_handler add_reader add_writer", drops("1|callback")),
  [`${loop}.set_exception_handler`]: drops("0|handler"),
  ...alike("", "asyncio.Future.add_done_callback concurrent.futures.Future.add_done_callback", drops("0|fn")),
  "signal.signal": drops("1|handler"),
  "atexit.register": drops("0|func"),
  "weakref.finalize": drops("1|func"),
  ...alike("sched.scheduler", "enter enterabs", drops("2|action")),
  ...alike("contextlib", "ExitStack.callback AsyncExitStack.callback", drops("0|callback")),

  ...alike("", "builtins.filter itertools.dropwhile itertools.filterfalse itertools.takewhile", trusts("0")),
  ...alike("", "builtins.sorted builtins.min builtins.max builtins.list.sort ?.sort", reads("key")),
  ...alike("", "itertools.groupby", reads("1|key")),
  ...alike("heapq", "nlargest nsmallest", reads("2|key")),
  ...alike("re", "sub subn", reads("1|repl")),
  ...alike("re.Pattern", "sub subn", reads("0|repl")),
  ...alike("json", "dump dumps", reads("default")),
  "functools.reduce": { at: "0", does: "folds" },
  ...alike("", "builtins.map itertools.starmap", { at: "0", does: "yields" }),
};
