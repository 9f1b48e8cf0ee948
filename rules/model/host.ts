import type { Files } from "./frontend.js";

/** The workspace as the analysis sees it: disk, editor buffers, or a Map in tests. Synchronous, as ESLint's visitors are. */
export interface Host extends Files {
  /** Every source file of the workspace (absolute, with `/`), .gitignore respected, in a fixed order. */
  list(): readonly string[];
}
