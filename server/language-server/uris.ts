import { fileURLToPath, pathToFileURL } from "node:url";
import { absolute } from "../../rules/host/paths.js";

/** The path of a file by its URI; undefined for what is no file on this machine. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return absolute(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

/** The URI of a file. */
export const uriOf = (path: string): string => pathToFileURL(path).href;
