import type { Job } from "./functions.js";
import type { Source } from "./source.js";

/** Takes a unit over from the text before. */
export function reuse(_source: Source, _job: Job): boolean {
  return false;
}
