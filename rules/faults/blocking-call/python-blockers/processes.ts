import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

/** Waits for another process to end or to speak. */
const waits: Blocker = { cost: "high", why: "process" };
/** Starts one: fork and exec alone, a millisecond for a small program and more for a big one. */
const starts: Blocker = { cost: "medium", why: "process" };
const iterator: Blocker = { ...waits, offload: "no" };

/** Other programs: `subprocess`, `os`, `pty`. */
export const processes: Blockers = {
  ...alike("subprocess", "call check_call check_output getoutput getstatusoutput run", waits),
  "subprocess.Popen": starts,
  "subprocess.Popen.communicate": waits,
  "subprocess.Popen.wait": { ...waits, unless: ["0|timeout=0"] },
  // Leaving a `with` waits.
  "subprocess.Popen.__exit__": { ...waits, offload: "no" },
  ...alike("subprocess.Popen.stdout", "read read1 readline readlines", waits),
  ...alike("subprocess.Popen.stderr", "read read1 readline readlines", waits),
  // Until the process reads what the pipe holds.
  ...alike("subprocess.Popen.stdin", "flush write writelines", { ...waits, cost: "medium" }),
  ...alike("", "subprocess.Popen.stdout.__iter__ subprocess.Popen.stderr.__iter__", iterator),

  "os.system": waits,
  "os.popen": starts,
  ...alike("os.popen", "close read readline readlines", waits),
  "os.popen.__iter__": iterator,
  // With os.WNOHANG they only ask; that is no literal, so only the plain 0 is believed to wait.
  "os.wait": waits,
  "os.wait3": { ...waits, only: ["0=0"] },
  ...alike("os", "wait4 waitpid", { ...waits, only: ["1=0"] }),
  // With os.P_WAIT they wait as well, but the name of the mode is no literal.
  ...alike(
    "os",
    "fork forkpty posix_spawn posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe",
    { ...starts, offload: "no" },
  ),
  "pty.fork": { ...starts, offload: "no" },
  "pty.spawn": waits,
  "ctypes.util.find_library": waits,

  "multiprocessing.Process.start": starts,
  "multiprocessing.Pool": starts,
  "multiprocessing.Manager": starts,

  ...alike("pexpect", "run runu", waits),
  ...alike("pexpect.spawn", "expect expect_exact expect_list interact read readline readlines wait", waits),
  ...alike("psutil.Process", "wait", { ...waits, unless: ["0|timeout=0"] }),
  "psutil.wait_procs": { ...waits, unless: ["1|timeout=0"] },
};
