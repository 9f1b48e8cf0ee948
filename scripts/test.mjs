// `npm test`: sets up, builds, checks the types, runs every suite, and ends with the line that says how many passed.
// `npm test -- test/command/mend.test.ts --grep BOM` runs a part; what follows the dashes goes to mocha.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { countLine, mocha } from "./mocha.mjs";
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
console.log(countLine(counts));
process.exitCode = failed || typesFailed || counts.failed > 0 || counts.passed === 0 ? 1 : 0;

/** Every suite but those that need an editor. */
function allSuites() {
  return readdirSync(join(root, "test"), { recursive: true })
    .map((name) => join("test", name))
    .filter((name) => name.endsWith(".test.ts") && !name.startsWith(join("test", "editor")))
    .sort();
}
