import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LanguageName } from "../../rules/model/module.js";
import { tsx } from "../support/tsx.js";

/** What a program printed, and the errors and warnings it met. */
export interface Outcome { readonly out: string; readonly wrong: readonly string[] }

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Runs the programs of some folders in one real interpreter, one after another. */
export async function execute(language: LanguageName, folders: readonly string[]): Promise<Outcome[]> {
  if (folders.length === 0) return [];
  const [command, ...args] = language === "python" ? ["python3", here("batch.py")] as const : [process.execPath, "--import", tsx, here("batch.mjs")] as const;
  const { stdout } = await promisify(execFile)(command, [...args, ...folders], { timeout: 120_000, maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as Outcome[];
}
