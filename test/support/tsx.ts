import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** What `node --import` takes to run TypeScript from any folder. */
export const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
