import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { startPython } from "../../rules/python/parser.js";

/** Makes Python readable, with the grammar as it is installed. */
export const pythonStarted: Promise<void> = startPython({
  grammar: readFileSync(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm")),
});
