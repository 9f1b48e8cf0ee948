import type { Files } from "../model/frontend.js";
import type { Module } from "../model/module.js";

/** Whether a module is a command-line script: a shebang, a file that the nearest package.json names in `bin`, or a `*.config.*` file. */
export function isScript(module: Module, files: Files): boolean {
  if (module.shebang || /\.config\.[cm]?[jt]sx?$/.test(module.path)) return true;
  return binariesFor(parent(module.path), files).has(module.path);
}

const none: ReadonlySet<string> = new Set();

/** The scripts that the nearest package.json names, for each folder: every file of a folder asks. */
const memory = new WeakMap<Files, Map<string, ReadonlySet<string>>>();

function binariesFor(folder: string, files: Files): ReadonlySet<string> {
  if (folder.length < files.root.length || folder === "") return none;
  let known = memory.get(files);
  if (!known) memory.set(files, (known = new Map()));
  let found = known.get(folder);
  if (!found) {
    const text = files.exists(`${folder}/package.json`) ? files.read(`${folder}/package.json`) : undefined;
    found = text === undefined ? binariesFor(parent(folder), files) : new Set(binaries(text).map((bin) => `${folder}/${bin.replace(/^\.\//, "")}`));
    known.set(folder, found);
  }
  return found;
}

/** Forgets which scripts were named: a package.json came, changed or went. */
export const forgetBinaries = (files: Files): void => void memory.delete(files);

const parent = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

function binaries(text: string): readonly string[] {
  try {
    const { bin } = JSON.parse(text) as { bin?: unknown };
    if (typeof bin === "string") return [bin];
    return typeof bin === "object" && bin !== null ? Object.values(bin).filter((path): path is string => typeof path === "string") : [];
  } catch {
    return [];
  }
}
