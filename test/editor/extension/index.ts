// VS Code's extension host loads this (`extensionTestsPath`) and runs what it exports; the suites lie beside it.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";

declare const __dirname: string;

/** Runs the suites with mocha and the real `vscode` module; the counts go to the file that the caller names. */
export async function run(): Promise<void> {
  const counts = process.env["EVENLOOP_TEST_COUNTS"]!;
  writeFileSync(counts, ""); // The tests have begun.
  const { default: Mocha } = await import("mocha");
  const { default: reporter } = await import(pathToFileURL(process.env["EVENLOOP_TEST_REPORTER"]!).href);
  // VS Code logs a lot of its own; what is the tests' has this before it.
  Mocha.reporters.Base.consoleLog = (...words: unknown[]) => console.log(process.env["EVENLOOP_TEST_MARK"] + format(...words));
  const mocha = new Mocha({ timeout: 60_000, color: false, reporter, reporterOptions: { counts } });
  for (const name of readdirSync(__dirname).filter((name) => name.endsWith(".test.cjs")).sort()) mocha.addFile(join(__dirname, name));
  await new Promise<void>((done, failed) => mocha.run((failures) => (failures > 0 ? failed(new Error(`${failures} tests failed`)) : done())));
}
