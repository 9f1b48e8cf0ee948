import { diskHost, isSource } from "../../rules/host/disk.js";
import type { DiskHost } from "../../rules/host/disk.js";
import { kindOf } from "../../rules/host/folders.js";
import { absolute, isBelow } from "../../rules/host/paths.js";
import { rootOf } from "../../rules/host/root.js";
import { UsageError } from "./io.js";

/** A workspace, and which of its files are to be linted. */
export interface Target {
  readonly host: DiskHost;
  readonly files: readonly string[];
  /** The only file's text comes from standard input; whether it began with a byte order mark. */
  readonly stdin?: { readonly bom: boolean };
}

/** The targets, and what was named but is nothing that Evenloop reads. */
export interface Targets { readonly targets: readonly Target[]; readonly passed: readonly string[] }

/** Sorts the given paths into workspaces: each folder is its own (one inside another belongs to it), each file's is looked for upwards. */
export function targetsOf(paths: readonly string[], cwd: string): Targets {
  const folders = new Set<string>();
  const files = new Set<string>();
  const passed: string[] = [];
  for (const given of paths) {
    const path = absolute(given, cwd);
    const kind = kindOf(path);
    if (kind === "folder") folders.add(path);
    else if (kind === "file" && isSource(path)) files.add(path);
    else if (kind === "file") passed.push(given);
    else throw new UsageError(kind === undefined ? `There is no file or folder '${given}'.` : `'${given}' is neither a file nor a folder.`);
  }

  const roots = [...folders].filter((folder) => ![...folders].some((outer) => outer !== folder && isBelow(folder, outer)));
  const lone = new Map<string, string[]>(roots.map((root) => [root, []]));
  for (const file of files) {
    const root = roots.find((folder) => isBelow(file, folder)) ?? rootOf(file);
    lone.set(root, [...(lone.get(root) ?? []), file]);
  }

  const targets = [...lone].map(([root, named]) => {
    const host = diskHost(root, { keep: true });
    const listed = folders.has(root) ? host.list() : [];
    const unreadable = host.closed().find((folder) => folder === root);
    if (folders.has(root) && unreadable !== undefined) throw new UsageError(`The folder '${root}' cannot be read.`);
    return { host, files: [...new Set([...listed, ...named])].sort() };
  });
  return { targets, passed };
}

/** Standard input in place of a file. */
export function stdinTarget(name: string, { text, bom }: { readonly text: string; readonly bom: boolean }, cwd: string): Target {
  const path = absolute(name, cwd);
  if (!isSource(path)) throw new UsageError(`'${name}' does not end like a file that Evenloop reads.`);
  const host = diskHost(rootOf(path), { keep: true });
  host.open.set(path, text);
  return { host, files: [path], stdin: { bom } };
}
