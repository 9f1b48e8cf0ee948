import { readdirSync, statSync } from "node:fs";
import { folderOf, isBelow, nameOf, slashed, within } from "./paths.js";

/** What an entry of a folder is; a link is looked through only when somebody asks. */
export type Kind = "file" | "folder" | "link" | "other";

/**
 * Folders' entries, read once each: looking for an import tries many paths that do not exist, and one listing
 * answers for all of them in a folder.
 */
export class Folders {
  readonly #entries = new Map<string, ReadonlyMap<string, Kind> | undefined>();

  /** The entries of a folder by name; undefined where there is no such folder, or it cannot be listed. */
  entries(folder: string): ReadonlyMap<string, Kind> | undefined {
    if (this.#entries.has(folder)) return this.#entries.get(folder);
    const above = folderOf(folder);
    const siblings = above === folder ? undefined : this.#entries.get(above);
    const missing = siblings !== undefined && !siblings.has(nameOf(folder));
    const entries = missing ? undefined : listed(folder);
    this.#entries.set(folder, entries);
    return entries;
  }

  /** Whether there is such a file, itself or through a link. */
  isFile(path: string): boolean {
    const entries = this.entries(folderOf(path));
    if (entries === undefined) return kindOf(path) === "file";
    const kind = entries.get(nameOf(path));
    return kind === "file" || (kind === "link" && kindOf(path) === "file");
  }

  /** Forgets what was seen of the folders above `path`, from `root` down, and of `path` itself with all that is in it. Tells whether that was a folder. */
  forget(path: string, root: string): boolean {
    const isFolder = this.#entries.has(path);
    if (isFolder) for (const folder of this.#entries.keys()) if (isBelow(folder, path)) this.#entries.delete(folder);
    for (let folder = path; ; folder = folderOf(folder)) {
      this.#entries.delete(folder);
      if (folder === root || folder === folderOf(folder)) return isFolder;
    }
  }
}

/** What a path leads to, links looked through; undefined where there is nothing, or nothing that may be seen. */
export function kindOf(path: string): "file" | "folder" | "other" | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other";
  } catch {
    return undefined;
  }
}

function listed(folder: string): ReadonlyMap<string, Kind> | undefined {
  try {
    const entries = new Map<string, Kind>();
    for (const entry of readdirSync(within(folder, ""), { withFileTypes: true })) {
      const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "other";
      entries.set(slashed(entry.name), kind);
    }
    return entries;
  } catch {
    return undefined;
  }
}
