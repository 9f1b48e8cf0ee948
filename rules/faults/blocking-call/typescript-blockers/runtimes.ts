import type { Blockers } from "../../../model/blocker.js";
import { rows, twinned } from "./rows.js";

/** Browsers, Deno and Bun. The module of a twin is a global object there. */
export const runtimes: Blockers = {
  // The page stands still, but so does its user, who is reading the dialog: less than it seems.
  ...rows("", "alert confirm prompt", "medium", "dialog", { offload: "no" }),
  // Told at `open`, where the mistake is written; it is `send` that waits.
  "XMLHttpRequest.open": { cost: "high", why: "network", only: ["2=false"], offload: "no" },
  // Compiles the whole module.
  ...rows("WebAssembly", "Module", "high", "cpu", { offload: "process" }),

  // The same system calls as in `fs`, so the same costs.
  ...twinned("Deno", "copyFile readFile readTextFile remove writeFile writeTextFile", "high", "disk", "Deno"),
  ...twinned("Deno.FsFile", "sync syncData", "high", "disk", "Deno"),
  ...twinned("Deno", "create link makeTempDir makeTempFile mkdir open rename symlink truncate", "medium", "disk", "Deno"),
  ...twinned("Deno.FsFile", "read truncate write", "medium", "disk", "Deno"),
  // Its twin gives an iterator to be awaited at each step.
  ...rows("Deno", "readDirSync", "medium", "disk"),
  ...twinned("Deno", "chmod chown lstat readLink realPath stat utime", "low", "disk", "Deno"),
  ...twinned("Deno.FsFile", "seek stat utime", "low", "disk", "Deno"),
  ...twinned("Deno.FsFile", "lock", "high", "lock", "Deno"),
  ...twinned("Deno.Command", "output", "high", "process", "Deno"),

  ...twinned("Bun", "sleep", "high", "sleep", "Bun", { offload: "no" }),
  ...rows("Bun", "spawnSync", "high", "process"),
  ...rows("Bun", "deflateSync gunzipSync gzipSync inflateSync zstdCompressSync zstdDecompressSync", "high", "cpu", { offload: "process" }),
  ...twinned("Bun.password", "hash verify", "high", "cpu", "Bun", { offload: "process" }),
  // As in Node's sqlite.
  ...rows("bun:sqlite", "Database.exec Database.run Statement.all Statement.iterate Statement.values", "high", "database", { offload: "no" }),
  ...rows("bun:sqlite", "Database Database.close Statement.get Statement.run", "medium", "database", { offload: "no" }),
};
