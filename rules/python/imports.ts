import type { Files } from "../model/frontend.js";

/** The file that an import names. */
export function resolvePython(specifier: string, from: string, files: Files): string | undefined {
  const dots = /^\.*/.exec(specifier)![0].length;
  const parts = specifier.slice(dots).split(".").filter((part) => part !== "");
  let folder = from.slice(0, from.lastIndexOf("/"));
  if (dots === 0) {
    const roots = new Set([folder, files.root, `${files.root}/src`]);
    while (files.exists(`${folder}/__init__.py`)) folder = folder.slice(0, folder.lastIndexOf("/"));
    for (const root of [folder, ...roots]) {
      const found = at(root, parts, files);
      if (found) return found;
    }
    return undefined;
  }
  for (let i = 1; i < dots; i++) folder = folder.slice(0, folder.lastIndexOf("/"));
  return at(folder, parts, files);
}

function at(folder: string, parts: readonly string[], files: Files): string | undefined {
  const base = [folder, ...parts].join("/");
  if (parts.length > 0 && files.exists(`${base}.py`)) return `${base}.py`;
  return files.exists(`${base}/__init__.py`) ? `${base}/__init__.py` : undefined;
}

/** The oldest Python that a file must run on. */
export function oldestPython(_from: string, _files: Files): [number, number] {
  return [3, 9];
}
