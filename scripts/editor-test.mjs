// `npm run test:editor`: packs the extension, and tests it in VS Code and the language server in Neovim; what they need is installed first.
// `npm run test:editor -- neovim extension workbench` names parts. Screenshots come to lie in .cache/screenshots; with `--update` the README's is new.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { countLine, mocha } from "./mocha.mjs";
import { root, setUp } from "./setup.mjs";

setUp();
const { setUpEditors } = await import("./editor-setup.mjs");
const { startCode } = await import("./editor.mjs");
const { runInExtensionHost } = await import("./editor-extension.mjs");
const { pack } = await import("./package.mjs");

const parts = ["neovim", "extension", "workbench"];
const asked = process.argv.slice(2).filter((part) => !part.startsWith("-"));
const unknown = asked.filter((part) => !parts.includes(part));
const total = { passed: 0, failed: 0, skipped: 0 };
let reruns = 0;

try {
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(", ")}. Parts are: ${parts.join(", ")}.`);
  await setUpEditors();
  await run(parts.filter((part) => asked.length === 0 || asked.includes(part)));
} catch (error) {
  console.error(`\n${error.message}`);
  total.failed++;
}
if (process.argv.includes("--update") && total.failed === 0) copyFileSync(join(root, ".cache/screenshots/8-quick-fix.png"), join(root, "docs/vscode.png"));
if (reruns > 0) console.log(`Reruns, because VS Code did not start: ${reruns}.`);
console.log(countLine(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function run(wanted) {
  const vsix = join(root, ".cache/evenloop.vsix");
  if ((await pack(vsix)) !== 0) throw new Error("The extension is not packed (see above).");
  if (wanted.includes("neovim")) add("Neovim", mocha(["test/editor/neovim.test.ts"]));
  if (wanted.includes("extension")) add("The extension host", await again(() => runInExtensionHost(vsix)));
  if (wanted.includes("workbench")) add("The workbench", await again(() => inWorkbench(vsix)));
}

/** Adds the counts of a part. A part that failed without a failed test, or ran none, counts as one. */
function add(part, { failed, counts }) {
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
  if (counts.failed > 0 || (!failed && counts.passed > 0)) return;
  console.error(`\n${part}: the tests did not come to their end.`);
  total.failed++;
}

/** Runs once more where VS Code itself did not start; never because a test failed. */
async function again(part) {
  try {
    return await part();
  } catch (error) {
    console.log(`\n${error.message}\nOnce more.\n`);
    reruns++;
    return part();
  }
}

async function inWorkbench(vsix) {
  const code = await startCode(vsix);
  try {
    return mocha(["test/editor/workbench.test.ts"], [], { EVENLOOP_TEST_URL: code.url, EVENLOOP_TEST_EXTENSIONS: code.extensions });
  } finally {
    await code.stop();
  }
}
