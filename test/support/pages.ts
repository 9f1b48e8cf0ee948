import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readSuite } from "./suite.js";
import type { Case } from "./suite.js";

/** The project's folder. */
export const home = fileURLToPath(new URL("../../", import.meta.url));

/** The ids of all faults: the folders of rules/faults. */
export function faultIds(): string[] {
  return readdirSync(`${home}rules/faults`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

/** The path of a fault's page. */
export const pagePath = (fault: string): string => `${home}rules/faults/${fault}/README.md`;

/** The cases of a fault's page; none where there is no page (the completeness test tells). */
export function casesOf(fault: string): Case[] {
  const path = pagePath(fault);
  if (!existsSync(path)) return [];
  try {
    return readSuite(readFileSync(path, "utf8"), faultIds());
  } catch (error) {
    throw new Error(`${fault}/README.md: ${(error as Error).message}`, { cause: error });
  }
}
