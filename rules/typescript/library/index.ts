import type { Library } from "../../model/library.js";
import { aliases } from "./aliases.js";
import { blocking } from "./blocking.js";
import { clients } from "./clients.js";
import { conduct } from "./conduct.js";
import { databases } from "./databases.js";
import { decorators } from "./decorators.js";
import { jobs } from "./jobs.js";
import { language } from "./language.js";
import { nodeCore } from "./node-core.js";
import { nodeFiles } from "./node-files.js";
import { nodeNet } from "./node-net.js";
import type { Part } from "./part.js";
import { runtimes } from "./runtimes.js";
import { servers } from "./servers.js";
import { web } from "./web.js";

/** The files of this folder; no name stands in the same table of two of them. */
export const parts: readonly Part[] = [
  { aliases, decorators }, language, web, nodeCore, nodeFiles, nodeNet, runtimes, servers, clients, databases, jobs, blocking,
];

/** What is known of JavaScript, Node, browsers, Deno, Bun and the packages people use with them. */
export const typescriptLibrary: Library = {
  aliases: gathered("aliases"),
  classes: gathered("classes"),
  returns: gathered("returns"),
  withoutCallback: gathered("withoutCallback"),
  attributes: gathered("attributes"),
  elements: gathered("elements"),
  // `using` and `await using` bind the value itself.
  enters: {},
  callbacks: gathered("callbacks"),
  decorators: gathered("decorators"),
  looks: new Set(parts.flatMap((part) => [...(part.looks ?? [])])),
  quiet: conduct.quiet!,
  single: conduct.single!,
  consumes: gathered("consumes"),
};

function gathered<Table extends Exclude<keyof Library, "looks" | "quiet" | "single">>(table: Table): NonNullable<Library[Table]> {
  return Object.assign({}, ...parts.map((part) => part[table]));
}
