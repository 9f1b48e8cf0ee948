import { createHash, randomUUID } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isConfiguration } from "./configuration.js";
import { isSource } from "./disk.js";
import { Folders } from "./folders.js";
import { absolute, isBelow } from "./paths.js";
import { walk } from "./walk.js";

/** A file's content in few letters, as long as its stamp stays. */
interface Digest { readonly stamp: string; readonly digest: string }

const digests = new Map<string, Digest>();

/**
 * All that findings in these folders hang on (the sources, and what says how they are read), in few letters: the same for the same
 * contents, whenever they were written. Where a file was written after `since` (milliseconds), so that nobody knows which of its two
 * contents was read, it is unlike any other.
 */
export function fingerprint(roots: Iterable<string>, since: number): string {
  const folders = [...new Set([...roots].map((root) => absolute(root)))].sort();
  const hash = createHash("sha256");
  for (const root of folders.filter((folder) => !folders.some((other) => other !== folder && isBelow(folder, other)))) {
    for (const path of walk(root, new Folders(), (name) => isSource(name) || isConfiguration(name)).files) {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats && stats.mtimeMs > since) hash.update(randomUUID());
      hash.update(`${path.slice(root.length)}\0${stats ? digestOf(path, `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size}`) : ""}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}

/** The folder that the process works in, which is ESLint's where it is not told of another. */
export const workingFolder = (): string => absolute(".");

function digestOf(path: string, stamp: string): string {
  const known = digests.get(path);
  if (known?.stamp === stamp) return known.digest;
  let digest: string;
  try {
    digest = createHash("sha256").update(readFileSync(path)).digest("base64");
  } catch {
    digest = "";
  }
  digests.set(path, { stamp, digest });
  return digest;
}
