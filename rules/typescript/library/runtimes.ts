import { alike } from "../../model/table.js";
import { later, type Part } from "./part.js";

/** Deno and Bun. */
export const runtimes: Part = {
  classes: {
    "Deno.FsFile": [],
    "Deno.Command": [],
    "Deno.ChildProcess": [],
    // A file that is not read yet.
    "Bun.BunFile": ["Blob"],
    "bun:sqlite.Database": [],
    "bun:sqlite.Statement": [],
  },
  returns: {
    ...alike(
      "Deno",
      "chmod chown copyFile link lstat makeTempDir makeTempFile mkdir readFile readLink readTextFile realPath remove rename stat symlink " +
        "truncate utime writeFile writeTextFile",
      "await",
    ),
    ...alike("Deno", "create open", "await Deno.FsFile"),
    ...alike("Deno", "createSync openSync", "Deno.FsFile"),
    ...alike("Deno.FsFile", "read seek stat sync syncData truncate write", "await"),
    "Deno.Command.output": "await",
    "Deno.Command.spawn": "Deno.ChildProcess",
    "Deno.ChildProcess.output": "await",

    "Bun.file": "Bun.BunFile",
    "Bun.BunFile.json": "await",
    ...alike("Bun", "sleep write", "await"),
    ...alike("Bun.password", "hash verify", "await"),
    ...alike("bun:sqlite.Database", "prepare query", "bun:sqlite.Statement"),
  },
  callbacks: {
    "Deno.serve": [...later(0, 1), { at: "handler", runs: "loop" }],
    "Deno.addSignalListener": later(1),
    "Bun.serve": [{ at: "fetch", runs: "loop" }],
  },
};
