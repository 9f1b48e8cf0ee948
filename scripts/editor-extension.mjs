import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeWorkspace } from "../test/editor/workspace.mjs";
import { address, openBrowser, remote, startCode } from "./editor.mjs";
import { readCounts } from "./mocha.mjs";
import { root } from "./setup.mjs";

/** Stands before what the tests say. */
const mark = "evenloop-tests:";

const limits = { start: 90_000, end: 300_000 };

/** Runs test/editor/extension in the extension host of a VS Code that has the packed extension. Throws where VS Code does not come to run it. */
export async function runInExtensionHost(vsix) {
  const suites = await buildSuites();
  const folder = mkdtempSync(join(tmpdir(), "evenloop-test-"));
  const workspace = makeWorkspace();
  const counts = join(folder, "counts.json");
  let code, browser;
  try {
    code = await startCode(vsix, { EVENLOOP_TEST_COUNTS: counts, EVENLOOP_TEST_MARK: mark, EVENLOOP_TEST_REPORTER: join(root, "test/support/reporter.mjs") });
    browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1120, height: 640 } });
    const ended = new Promise((done) => page.exposeFunction("codeAutomationExit", done));
    await page.exposeFunction("codeAutomationLog", (_kind, words) => {
      const text = words.join(" ");
      if (text.startsWith(mark)) console.log(text.slice(mark.length));
    });
    const tests = { extensionDevelopmentPath: remote(code.url, suites), extensionTestsPath: remote(code.url, join(suites, "index.cjs")) };
    await page.goto(address(code.url, workspace.folder, tests));
    await within(limits.start, "begin the tests", async () => {
      while (!existsSync(counts)) await new Promise((done) => setTimeout(done, 100));
    });
    const status = await within(limits.end, "end the tests", () => ended).catch((error) => error.message);
    if (status !== 0) await page.screenshot({ path: screenshot("failed-extension-host") });
    return { failed: status !== 0, counts: readCounts(counts) ?? { passed: 0, failed: 0, skipped: 0 } };
  } finally {
    await browser?.close();
    await code?.stop();
    workspace.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where a screenshot comes to lie. */
export function screenshot(name) {
  const folder = join(root, ".cache/screenshots");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}

/** Makes an extension of the suites, which VS Code loads beside the packed one. */
async function buildSuites() {
  const { build } = await import("esbuild");
  const out = join(root, ".cache/extension-tests");
  const from = join(root, "test/editor/extension");
  rmSync(out, { recursive: true, force: true });
  const names = readdirSync(from).filter((name) => name === "index.ts" || name.endsWith(".test.ts"));
  await build({
    entryPoints: names.map((name) => join(from, name)), outdir: out, outExtension: { ".js": ".cjs" },
    bundle: true, platform: "node", format: "cjs", target: "node20.12", external: ["vscode", "mocha"], sourcemap: "inline", logLevel: "warning",
  });
  writeFileSync(join(out, "package.json"), JSON.stringify({ name: "evenloop-tests", publisher: "evenloop", version: "0.0.0", engines: { vscode: "*" } }));
  return out;
}

function within(ms, what, work) {
  let timer;
  const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error(`VS Code did not ${what} within ${ms / 1000} seconds.`)), ms)));
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}
