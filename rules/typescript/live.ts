import type { Live } from "../model/frontend.js";
import { lower } from "./lower.js";

/** Opens a file for editing. */
export function open(path: string, text: string): Live {
  let module = lower(path, text);
  return {
    get module() { return module; },
    get lowered() { return module.functions.length - 1; },
    edit(now) { return (module = lower(path, now)); },
    close() { /* nothing is held */ },
  };
}
