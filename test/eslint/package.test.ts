import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ESLint } from "eslint";
import { version } from "../../rules/version.js";
import { faultIds } from "../support/pages.js";
import { installed, type Stranger } from "../support/packed.js";
import { python, typescript } from "./support.js";

const home = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
const sleeping = "import time\n\nasync def main():\n    time.sleep(1)\n";

describe("a stranger's project, with the package as it is published and ESLint", function () {
  this.timeout(180_000);
  let stranger: Stranger;

  before(() => {
    // Another version to try: EVENLOOP_ESLINT=10.2.0
    stranger = installed(`eslint@${process.env["EVENLOOP_ESLINT"] ?? manifest.devDependencies.eslint}`);
    stranger.write({
      ...python, ...typescript,
      "eslint.config.mjs": 'import evenloop from "evenloop";\n\nexport default [...evenloop.configs.recommended];\n',
    });
  });
  after(() => stranger?.remove());

  /** ESLint's results, in short: `file:line rule`. */
  const results = (...args: readonly string[]): string[] => {
    const { stdout, stderr } = stranger.run("eslint", "--format", "json", ...args);
    assert.ok(stdout.startsWith("["), stderr);
    return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => `${filePath.slice(stranger.folder.length + 1).replaceAll("\\", "/")}:${line} ${ruleId ?? message}`));
  };
  const both = ["web.py:4 evenloop/blocking-call", "web.ts:4 evenloop/blocking-call"];

  it("holds what is needed, and no sources or tests", () => {
    const expected = /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(?:bin|plugin|chunks)\/[\w-]+\.js|dist\/wasm\/[\w-]+\.wasm|dist\/types\/rules\/index\.d\.ts|rules\/faults\/[\w-]+\/README\.md)$/;
    assert.deepEqual(stranger.shipped.filter((name) => !expected.test(name)), []);
    assert.deepEqual(stranger.shipped.filter((name) => name.startsWith("rules/")).sort(), faultIds().map((id) => `rules/faults/${id}/README.md`).sort());
    for (const name of ["dist/plugin/index.js", "dist/types/rules/index.d.ts", "dist/wasm/tree-sitter-python.wasm", "README.md", "LICENSE", ...Object.values<string>(manifest.bin)]) {
      assert.ok(stranger.shipped.includes(name), name);
    }
    assert.equal(stranger.run("evenloop", "--version").stdout, `${version}\n`);
  });

  it("`npx eslint .` finds both languages' faults in one run, with their chains, and fails", () => {
    const { code, stdout, stderr } = stranger.run("eslint", ".");
    assert.deepEqual([code, stderr], [1, ""]);
    assert.match(stdout, /web\.py\n +4:12 +error +`load_user` blocks .*\[handler \(web\.py:4\) → load_user \(db\.py:4\) → requests\.get\] +evenloop\/blocking-call/);
    assert.match(stdout, /web\.ts\n +4:10 +error +`loadUser` blocks .*\[handler \(web\.ts:4\) → loadUser \(db\.ts:3\) → fs\.readFileSync\] +evenloop\/blocking-call/);
    assert.match(stdout, /✖ 2 problems \(2 errors, 0 warnings\)/);
  });

  it("works from a configuration in CommonJS", () => {
    stranger.write({ "eslint.config.cjs": 'module.exports = import("evenloop").then(({ default: evenloop }) => [...evenloop.configs.recommended]);\n' });
    assert.deepEqual(results("--config", "eslint.config.cjs", "."), both);
    rmSync(join(stranger.folder, "eslint.config.cjs"));
  });

  it("finds the same with several workers, and has a cache that sees changes of other files, with and without them", () => {
    for (const workers of [[], ["--concurrency", "2"]]) {
      const cached = (): string[] => results("--cache", "--cache-location", `.cache-${workers.length}`, ...workers, ".");
      assert.deepEqual(cached(), both);
      stranger.write({ "db.py": "def load_user(name):\n    return name\n" });
      assert.deepEqual(cached(), both.slice(1));
      stranger.write({ "db.py": python["db.py"] });
    }
  });

  it("mends with --fix", () => {
    stranger.write({ "fix.py": sleeping });
    assert.deepEqual(results("--fix", "fix.py"), []);
    assert.equal(readFileSync(join(stranger.folder, "fix.py"), "utf8"), "import asyncio\nimport time\n\nasync def main():\n    await asyncio.sleep(1)\n");
    rmSync(join(stranger.folder, "fix.py"));
  });

  it("takes part in ESLint's suppressions", () => {
    assert.equal(stranger.run("eslint", "--suppress-all", ".").code, 0);
    const suppressed = (): string[] => Object.keys(JSON.parse(readFileSync(join(stranger.folder, "eslint-suppressions.json"), "utf8")));
    assert.deepEqual(suppressed(), ["web.py", "web.ts"]);
    stranger.write({ "db.py": "def load_user(name):\n    return name\n" });
    assert.equal(stranger.run("eslint", "--prune-suppressions", ".").code, 0);
    assert.deepEqual(suppressed(), ["web.ts"]);
    stranger.write({ "db.py": python["db.py"] });
    rmSync(join(stranger.folder, "eslint-suppressions.json"));
  });

  it("has types that a strict compiler takes, with those of ESLint", () => {
    stranger.write({
      "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, exactOptionalPropertyTypes: true, module: "nodenext", target: "es2023", skipLibCheck: false, noEmit: true, types: [] }, files: ["eslint.config.mts"] }),
      "eslint.config.mts": [
        'import evenloop from "evenloop";', 'import type { ESLint, Linter } from "eslint";', 'import { defineConfig } from "eslint/config";', "",
        "const plugin: ESLint.Plugin = evenloop;", "const version: string = evenloop.meta.version;", "const all: Linter.Config[] = evenloop.configs.all;", "",
        "export default defineConfig(",
        "  evenloop.configs.recommended, all,",
        '  { files: ["**/*.py"], extends: [evenloop.configs.recommended], plugins: { evenloop, other: plugin }, language: "evenloop/python", rules: { "evenloop/blocking-call": ["warn", { minCost: version.length > 1 ? "low" : "high" }] } },',
        ");", "",
        "// @ts-expect-error there is no such configuration", "evenloop.configs.nonsense;", "",
      ].join("\n"),
    });
    const { status, stdout } = spawnSync(process.execPath, [join(home, "node_modules/typescript/bin/tsc"), "--pretty", "false"], { cwd: stranger.folder, encoding: "utf8" });
    assert.deepEqual([stdout, status], ["", 0]);
  });
});
