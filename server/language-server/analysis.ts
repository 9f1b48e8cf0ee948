import type { Analysis as Command } from "../command/analysis.js";
import type { SettledFault } from "./settings.js";

/** What the language server needs of the analysis. */
export interface Analysis extends Command { readonly faults: readonly SettledFault[] }
