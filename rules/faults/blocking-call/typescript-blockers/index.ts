import type { Blockers } from "../../../model/blocker.js";
import { nodeFiles } from "./node-files.js";
import { nodeOther } from "./node-other.js";
import { packagesFiles } from "./packages-files.js";
import { packagesOther } from "./packages-other.js";
import { runtimes } from "./runtimes.js";

/** The files of this folder; no name stands in two of them. */
export const parts: readonly Blockers[] = [nodeFiles, nodeOther, runtimes, packagesFiles, packagesOther];

/** What holds the loop in JavaScript: of the language, Node, browsers, Deno, Bun and packages. */
export const typescriptBlockers: Blockers = Object.assign({}, ...parts);
