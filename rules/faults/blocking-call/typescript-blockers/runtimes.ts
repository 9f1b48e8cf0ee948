import type { Blockers } from "../../../model/blocker.js";
import { rows } from "./rows.js";

/** Browsers, Deno and Bun. Twins are globals there (`Deno.readFile`): nothing that a named import could bring. */
export const runtimes: Blockers = {
  // The page stands still, but so does its user, who is reading the dialog: less than it seems.
  ...rows("", "alert confirm prompt", "medium", "dialog", { offload: "no" }),
  // Told at `open`, where the mistake is written; it is `send` that waits.
  "XMLHttpRequest.open": { cost: "high", why: "network", only: ["2=false"], offload: "no" },
  // Compiles the whole module.
  ...rows("WebAssembly", "Module", "high", "cpu", { offload: "process" }),

  // The same system calls as in `fs`, so the same costs.
  ...rows("Deno", "copyFileSync readFileSync readTextFileSync removeSync writeFileSync writeTextFileSync", "high", "disk"),
  ...rows("Deno", "FsFile.syncDataSync FsFile.syncSync", "high", "disk"),
  ...rows(
    "Deno",
    "createSync linkSync makeTempDirSync makeTempFileSync mkdirSync openSync readDirSync renameSync symlinkSync truncateSync " +
      "FsFile.readSync FsFile.truncateSync FsFile.writeSync",
    "medium", "disk",
  ),
  ...rows(
    "Deno",
    "chmodSync chownSync lstatSync readLinkSync realPathSync statSync utimeSync FsFile.seekSync FsFile.statSync FsFile.utimeSync",
    "low", "disk",
  ),
  ...rows("Deno", "FsFile.lockSync", "high", "lock"),
  ...rows("Deno", "Command.outputSync", "high", "process"),

  ...rows("Bun", "sleepSync", "high", "sleep", { offload: "no" }),
  ...rows("Bun", "spawnSync", "high", "process"),
  ...rows("Bun", "deflateSync gunzipSync gzipSync inflateSync zstdCompressSync zstdDecompressSync", "high", "cpu", { offload: "process" }),
  ...rows("Bun", "password.hashSync password.verifySync", "high", "cpu", { offload: "process" }),
  // As in node:sqlite.
  ...rows("bun:sqlite", "Database.exec Database.run Statement.all Statement.iterate Statement.values", "high", "database", { offload: "no" }),
  ...rows("bun:sqlite", "Database Database.close Statement.get Statement.run", "medium", "database", { offload: "no" }),
};
