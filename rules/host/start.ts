import { readFileSync } from "node:fs";
import { startPython } from "../python/frontend.js";
import { wasmFile } from "./wasm.js";

/** Starts what has to be started before a workspace can be analysed: the Python parser, from its files on disk. */
export function startFrontends(): Promise<void> {
  return startPython({ grammar: readFileSync(wasmFile("tree-sitter-python.wasm")), engine: wasmFile("web-tree-sitter.wasm") });
}
