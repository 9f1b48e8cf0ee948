import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

const sleep: Blocker = { cost: "high", why: "sleep" };
const input: Blocker = { cost: "high", why: "input" };
/** Raises RuntimeError inside a running loop. */
const loop: Blocker = { cost: "high", why: "loop", offload: "no" };

/** What waits for time, signals, people, or a loop of its own. */
export const waiting: Blockers = {
  // Only zero seconds are no wait: other threads get their turn, the loop goes on.
  "time.sleep": { ...sleep, unless: ["0=0"], twin: { call: "asyncio.sleep", module: "asyncio" } },
  "sched.scheduler.run": { ...sleep, unless: ["0|blocking=False"] },
  // Signals arrive in the main thread.
  "signal.pause": { ...sleep, offload: "no" },
  ...alike("signal", "sigwait sigwaitinfo", sleep),
  "signal.sigtimedwait": { ...sleep, unless: ["1=0"] },
  // Compares two moments, the second of them after the interval.
  ...alike(
    "psutil",
    "cpu_percent cpu_times_percent Process.cpu_percent",
    { ...sleep, only: ["0|interval"], unless: ["0|interval=None", "0|interval=0"] },
  ),

  ...alike("", "builtins.input getpass.getpass click.confirm click.getchar click.pause click.prompt", input),
  ...alike("sys.stdin", "read readline readlines", input),
  "sys.stdin.__iter__": { ...input, offload: "no" },

  ...alike("asyncio", "run Runner.run AbstractEventLoop.run_forever AbstractEventLoop.run_until_complete", loop),
  ...alike("", "anyio.run uvloop.run uvicorn.run uvicorn.Server.run aiohttp.web.run_app discord.Client.run", loop),
  // Has a loop of its own, which is run to its end while the first stands still.
  "trio.run": { cost: "high", why: "future" },
  ...alike("tornado.ioloop.IOLoop", "run_sync start", loop),
};
