import type { Library } from "../../model/library.js";
import { aliases } from "./aliases.js";
import { archives } from "./archives.js";
import { asyncLibraries } from "./async-libraries.js";
import { asyncioLoop } from "./asyncio-loop.js";
import { asyncio } from "./asyncio.js";
import { builtins } from "./builtins.js";
import { clients } from "./clients.js";
import { conduct } from "./conduct.js";
import { databases } from "./databases.js";
import { decorators } from "./decorators.js";
import { files } from "./files.js";
import { http } from "./http.js";
import { models } from "./models.js";
import { network } from "./network.js";
import type { Part } from "./part.js";
import { redis } from "./redis.js";
import { threads } from "./threads.js";
import { web } from "./web.js";

/** The files of this folder; no name stands in the same table of two of them. */
export const parts: readonly Part[] = [
  { aliases, decorators },
  builtins, files, archives, asyncio, asyncioLoop, threads, network,
  http, web, asyncLibraries, databases, models, redis, clients,
];

/** What is known of Python, its standard library and the packages people use with asyncio (or should not use there). */
export const pythonLibrary: Library = {
  aliases: gathered("aliases"),
  classes: gathered("classes"),
  returns: gathered("returns"),
  attributes: gathered("attributes"),
  elements: gathered("elements"),
  enters: gathered("enters"),
  callbacks: gathered("callbacks"),
  decorators: gathered("decorators"),
  looks: new Set(parts.flatMap((part) => [...(part.looks ?? [])])),
  quiet: conduct.quiet!,
  single: conduct.single!,
  consumes: gathered("consumes"),
  overMemory: gathered("overMemory"),
  inMemory: new Set(parts.flatMap((part) => [...(part.inMemory ?? [])])),
};

function gathered<Table extends Exclude<keyof Library, "looks" | "quiet" | "single" | "inMemory" | "withoutCallback">>(table: Table): Required<Library>[Table] {
  return Object.assign({}, ...parts.map((part) => part[table]));
}
