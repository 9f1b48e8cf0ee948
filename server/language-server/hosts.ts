import { homedir } from "node:os";
import { diskHost } from "../../rules/host/disk.js";
import type { DiskHost } from "../../rules/host/disk.js";
import { absolute, isBelow } from "../../rules/host/paths.js";

/** What the server needs of a host. */
export type LiveHost = Pick<DiskHost, "root" | "open" | "exists" | "read" | "list" | "survey" | "forget">;

/** A folder that the user has opened. */
export const folderHost = (root: string): LiveHost => diskHost(root, { keep: true });

/**
 * The folder around a single file, which nobody has named. The home folder (and what is around it) is not searched for that:
 * there only the open files count, and what they import.
 */
export function looseHost(root: string): LiveHost {
  const host = folderHost(root);
  if (isSearched(root)) return host;
  return { ...host, list: () => [...host.open.keys()].filter((path) => isBelow(path, root)).sort(), survey: noSurvey };
}

/** Whether a folder around a single file is searched for others. */
export const isSearched = (root: string): boolean => !isBelow(absolute(homedir()), root);

/** A document that belongs to no folder: it is all that there is. */
export function documentHost(root: string): LiveHost {
  const open = new Map<string, string>();
  return { root, open, exists: (path) => open.has(path), read: (path) => open.get(path), list: () => [...open.keys()], survey: noSurvey, forget: () => undefined };
}

/** There is nothing to look for. */
function* noSurvey(): Generator<undefined, void> {
  return;
}
