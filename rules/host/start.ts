import { readFileSync } from "node:fs";
import { startLanguage } from "../languages.js";
import type { LanguageName } from "../model/module.js";
import { startMending } from "../rule.js";
import { wasmFile } from "./wasm.js";

const starts: Readonly<Record<LanguageName, () => Promise<void>>> = {
  async python() {
    const { python, startPython } = await import("../python/frontend.js");
    await startPython({ grammar: readFileSync(wasmFile("tree-sitter-python.wasm")), engine: wasmFile("web-tree-sitter.wasm") });
    startLanguage(python);
  },
  async typescript() {
    const { typescript } = await import("../typescript/frontend.js");
    startLanguage(typescript);
  },
};

const underWay = new Map<LanguageName, Promise<void>>();

/**
 * Loads what reads and mends these languages (all, where none are named). A file whose language has not been started is not read,
 * so this comes before a project is asked. To ask again costs nothing.
 */
export async function startFrontends(languages: Iterable<LanguageName> = ["python", "typescript"]): Promise<void> {
  await Promise.all([...new Set(languages)].map((language) => {
    let start = underWay.get(language);
    if (!start) underWay.set(language, (start = Promise.all([starts[language](), startMending(language)]).then(() => undefined)));
    return start;
  }));
}
