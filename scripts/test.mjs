// `npm test`: sets up, builds, checks the types, runs every suite, and ends with the line that says how many passed.
// `npm test -- test/command/mend.test.ts --grep BOM` runs a part; what follows the dashes goes to mocha.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node, root, setUp } from "./setup.mjs";

setUp();
const { bundle } = await import("./build.mjs");
await bundle();

const typesFailed = node(["node_modules/typescript/bin/tsc", "--noEmit"]) !== 0;
if (typesFailed) console.error("\nThe types do not fit (see above).");

const asked = process.argv.slice(2);
const files = asked.filter((argument) => argument.endsWith(".test.ts"));
const options = asked.filter((argument) => !argument.endsWith(".test.ts"));
const { failed, counts } = mocha(files.length > 0 ? files : allSuites(), options);

if (counts.passed + counts.failed === 0) console.error("\nNo test ran.");
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""}`);
process.exitCode = failed || typesFailed || counts.failed > 0 || counts.passed === 0 ? 1 : 0;

/** Every suite but those that need an editor. */
function allSuites() {
  return readdirSync(join(root, "test"), { recursive: true })
    .map((name) => join("test", name))
    .filter((name) => name.endsWith(".test.ts") && !name.startsWith(join("test", "editor")))
    .sort();
}

/** Runs suites in one process; the counts are of what ran, also where mocha itself gave up. */
function mocha(suites, options) {
  const folder = mkdtempSync(join(tmpdir(), "evenloop-test-"));
  const file = join(folder, "counts.json");
  try {
    const status = node([
      "node_modules/mocha/bin/mocha.js", "--reporter", "test/support/reporter.mjs", "--reporter-option", `counts=${file}`, ...options, ...suites,
    ]);
    return { failed: status !== 0, counts: read(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
