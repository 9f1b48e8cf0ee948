import { typescriptBlockers } from "../../rules/faults/blocking-call/typescript-blockers/index.js";
import { createShelf } from "../../rules/resolve/shelf.js";
import { typescriptLibrary } from "../../rules/typescript/library/index.js";

/** JavaScript's tables as the resolver reads them. */
export const shelf = createShelf("typescript", {
  library: typescriptLibrary,
  blockers: typescriptBlockers,
  builtin: (name) => name,
  external: (specifier, name) => (name === undefined || name === "default" ? specifier : `${specifier}.${name}`),
  submodule: () => undefined,
});
