import type { Blockers } from "../../../model/blocker.js";
import { rows, twinned } from "./rows.js";

const promises = "node:fs/promises";

/**
 * `fs`. The twins differ in two corners, which whoever writes the fix has to look at: a file descriptor is no path to fs/promises
 * (`readFileSync(0)`), and there `stat` and `lstat` do not know `throwIfNoEntry`.
 */
export const nodeFiles: Blockers = {
  // Grows with the file or the tree.
  ...twinned("fs", "appendFile copyFile cp readFile rm writeFile", "high", "disk", promises),
  // Node 22; its twin gives an iterator.
  ...rows("fs", "globSync", "high", "disk"),
  // Waits until the device has written everything.
  ...rows("fs", "fdatasyncSync fsyncSync", "high", "disk"),

  // One operation that changes or reads a directory, or moves no more than a buffer. (`readdirSync` may be told to go down the tree.)
  ...twinned("fs", "link mkdir mkdtemp readdir rename rmdir symlink truncate unlink", "medium", "disk", promises),
  // Descriptors and Dir objects: fs/promises has a FileHandle in their place, so there is no twin.
  ...rows("fs", "ftruncateSync openSync opendirSync readSync readvSync writeSync writevSync Dir.readSync", "medium", "disk"),

  // One look at, or change of, what the system has in memory about a file: a few microseconds.
  ...twinned("fs", "access chmod chown lchown lstat lutimes readlink realpath stat statfs utimes", "low", "disk", promises),
  "fs.realpathSync.native": { cost: "low", why: "disk", twin: { call: "realpath", module: promises } },
  // No twin of existsSync gives a boolean.
  ...rows("fs", "closeSync existsSync fchmodSync fchownSync fstatSync futimesSync Dir.closeSync", "low", "disk"),
};
