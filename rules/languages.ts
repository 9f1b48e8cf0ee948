import { pythonBlockers } from "./faults/blocking-call/python-blockers/index.js";
import { typescriptBlockers } from "./faults/blocking-call/typescript-blockers/index.js";
import type { Frontend } from "./model/frontend.js";
import type { LanguageName } from "./model/module.js";
import { python } from "./python/frontend.js";
import { pythonLibrary } from "./python/library/index.js";
import type { Knowledge } from "./resolve/knowledge.js";
import { typescript } from "./typescript/frontend.js";
import { typescriptLibrary } from "./typescript/library/index.js";

/** The languages: who reads them, and what is known of them. */
export const frontends: readonly Frontend[] = [python, typescript];

/** The frontend for a file, by its extension. */
export const frontendOf = (path: string): Frontend | undefined => frontends.find(({ extensions }) => extensions.some((extension) => path.endsWith(extension)));

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
