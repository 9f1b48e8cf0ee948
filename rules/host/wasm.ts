import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Where the parser's two WebAssembly files come from when the sources are run as they are. */
const packaged = {
  "tree-sitter-python.wasm": "@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm",
  "web-tree-sitter.wasm": "web-tree-sitter/web-tree-sitter.wasm",
};

/** One of the WebAssembly files. */
export type WasmName = keyof typeof packaged;

/** The names of all WebAssembly files, for the build to copy. */
export const wasmNames = Object.keys(packaged) as readonly WasmName[];

/** The file of that name: in a build `dist/wasm/`, one level beside every bundle; else in the package it comes from. */
export function wasmFile(name: WasmName): string {
  const built = fileURLToPath(new URL(`../wasm/${name}`, import.meta.url));
  return existsSync(built) ? built : createRequire(import.meta.url).resolve(packaged[name]);
}
