import type { Files } from "../model/frontend.js";

/** The file that an import names. */
export function resolve(_specifier: string, _from: string, _files: Files): string | undefined {
  return undefined;
}
