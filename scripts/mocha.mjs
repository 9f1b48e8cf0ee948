import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node } from "./setup.mjs";

/** Runs suites in one process; the counts are of what ran, also where mocha itself gave up. */
export function mocha(suites, options = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "evenloop-test-"));
  const file = join(folder, "counts.json");
  try {
    const args = ["node_modules/mocha/bin/mocha.js", "--reporter", "test/support/reporter.mjs", "--reporter-option", `counts=${file}`, ...options, ...suites];
    const status = node(args, { env: { ...process.env, ...env } });
    return { failed: status !== 0, counts: readCounts(file) ?? { passed: 0, failed: 0, skipped: 0 } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The counts that test/support/reporter.mjs has written at the end of a run; nothing where there was no end. */
export function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** The line that says how many tests passed: the last of every run. */
export const countLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
