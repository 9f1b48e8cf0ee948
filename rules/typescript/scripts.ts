import type { Files } from "../model/frontend.js";
import type { Module } from "../model/module.js";

/** Whether a module is a command-line script: a shebang, a file that the nearest package.json names in `bin`, or a `*.config.*` file. */
export function isScript(module: Module, files: Files): boolean {
  if (module.shebang || /\.config\.[cm]?[jt]sx?$/.test(module.path)) return true;
  for (let folder = parent(module.path); folder.length >= files.root.length && folder !== ""; folder = parent(folder)) {
    const text = files.exists(`${folder}/package.json`) ? files.read(`${folder}/package.json`) : undefined;
    if (text !== undefined) return binaries(text).some((bin) => `${folder}/${bin.replace(/^\.\//, "")}` === module.path);
  }
  return false;
}

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
