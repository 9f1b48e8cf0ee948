import type { Host } from "../../rules/model/host.js";

/** The folder that in-memory workspaces live in. */
export const root = "/w";

/** A host over texts by absolute path. The Map may change; the project is told by `update`. */
export function memoryHost(files: ReadonlyMap<string, string>): Host {
  return {
    root,
    exists: (path) => files.has(path),
    read: (path) => files.get(path),
    list: () => [...files.keys()].filter((path) => /\.(py|pyi|[cm]?[jt]s|[jt]sx)$/.test(path)).sort(),
  };
}
