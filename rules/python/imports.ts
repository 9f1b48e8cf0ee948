import type { Files } from "../model/frontend.js";
import { parentOf, settingsFor } from "./pyproject.js";

/** The file that an import names: `pkg.mod`, `.sibling`, `..`. */
export function resolvePython(specifier: string, from: string, files: Files): string | undefined {
  const dots = /^\.*/.exec(specifier)![0].length;
  const parts = specifier.slice(dots).split(".").filter((part) => part !== "");
  const folder = parentOf(from);
  if (dots > 0) return moduleAt(above(folder, dots - 1), parts, files);
  if (parts.length === 0) return undefined;
  const settings = settingsFor(folder, files);
  const tried = new Set<string>();
  for (const root of [packageRoot(folder, files), files.root, `${files.root}/src`, ...settings.roots]) {
    if (tried.has(root) || (parts[0] !== "test" && isStandardLibrary(root, files))) continue;
    tried.add(root);
    const found = moduleAt(root, parts, files);
    if (found !== undefined) return found;
  }
  for (const [name, place] of settings.packages) {
    const own = name.split(".");
    if (own.every((part, i) => part === parts[i])) return moduleAt(place, parts.slice(own.length), files);
  }
  return undefined;
}

/**
 * Whether a folder holds Python's standard library, by the file that Python itself knows it by. What is imported from there is said by
 * the tables of blocking calls, not followed through its code: `re.compile` may warn, and a warning may read a source file. (Its own
 * tests, `test`, are code like any other.)
 */
const isStandardLibrary = (root: string, files: Files): boolean => files.exists(`${root}/os.py`) && files.exists(`${root}/site.py`);

/** The oldest Python that a file must run on: as its `pyproject.toml` says, else 3.9. */
export function oldestPython(from: string, files: Files): [number, number] {
  const [major, minor] = settingsFor(parentOf(from), files).oldest ?? [3, 9];
  return [major, minor];
}

/** The nearest folder upwards that is no package: what the top-level packages around a file lie in. */
function packageRoot(folder: string, files: Files): string {
  let root = folder;
  while (root.includes("/") && files.exists(`${root}/__init__.py`)) root = parentOf(root);
  return root;
}

function above(folder: string, levels: number): string {
  let up = folder;
  for (let i = 0; i < levels; i++) up = parentOf(up);
  return up;
}

/** The file of a module: a package wins over a file of the same name, as in Python. */
function moduleAt(folder: string, parts: readonly string[], files: Files): string | undefined {
  const base = [folder, ...parts].join("/");
  const inside = `${base}/__init__.py`;
  if (files.exists(inside)) return inside;
  return parts.length > 0 && files.exists(`${base}.py`) ? `${base}.py` : undefined;
}
