import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A template, read anew for each request. */
export function template(name: string): string {
  return readFileSync(fileURLToPath(new URL(`./${name}.txt`, import.meta.url)), "utf8");
}
