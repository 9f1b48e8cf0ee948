import { pythonBlockers } from "./faults/blocking-call/python-blockers/index.js";
import { typescriptBlockers } from "./faults/blocking-call/typescript-blockers/index.js";
import type { Frontend } from "./model/frontend.js";
import type { LanguageName } from "./model/module.js";
import { pythonLibrary } from "./python/library/index.js";
import type { Knowledge } from "./resolve/knowledge.js";
import { typescriptLibrary } from "./typescript/library/index.js";

/** How the files of each language end. */
export const endings: Readonly<Record<LanguageName, readonly string[]>> = {
  python: [".py"],
  typescript: [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"],
};

/** The language of a file, by its ending. */
export const languageOf = (path: string): LanguageName | undefined => languageOfEnding.get(path.slice(path.lastIndexOf(".")));

const languageOfEnding = new Map(Object.entries(endings).flatMap(([language, all]) => all.map((ending) => [ending, language as LanguageName] as const)));

const started = new Map<LanguageName, Frontend>();

/** From now on this frontend reads its language. Languages are started by the host, for a parser takes time to load and most people need one. */
export const startLanguage = (frontend: Frontend): void => void started.set(frontend.language, frontend);

/** The frontends of the languages that were started. */
export const frontends = (): readonly Frontend[] => [...started.values()];

/** The frontend for a file; none as long as its language has not been started. */
export function frontendOf(path: string): Frontend | undefined {
  const language = languageOf(path);
  return language && started.get(language);
}

/** What is known of each language beyond the workspace. */
export const knowledge: Readonly<Record<LanguageName, Knowledge>> = {
  python: {
    library: pythonLibrary,
    blockers: pythonBlockers,
    builtin: (name) => `builtins.${name}`,
    external: (specifier, name) => (specifier.startsWith(".") ? undefined : name === undefined ? specifier : `${specifier}.${name}`),
    submodule: (specifier, name) => (specifier.endsWith(".") ? specifier + name : `${specifier}.${name}`),
  },
  typescript: {
    library: typescriptLibrary,
    blockers: typescriptBlockers,
    builtin: (name) => name,
    external: (specifier, name) => {
      if (/^[./#]/.test(specifier)) return undefined;
      const module = specifier.replace(/^node:/, "");
      return name === undefined || name === "default" ? module : `${module}.${name}`;
    },
    submodule: () => undefined,
  },
};
