import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AST_NODE_TYPES } from "@typescript-eslint/utils";
import js from "@eslint/js";
import { KEYS } from "eslint-visitor-keys";
import tseslint from "typescript-eslint";
import { pythonLanguage } from "../../rules/python/language.js";
import { eslint, folder, lint, python, recommended, said, typescript, type Config } from "./support.js";

// As many write them: without `files`, so that they count for Python too.
const others = { recommended: [js.configs.recommended, ...tseslint.configs.recommended, ...tseslint.configs.strictTypeChecked], all: [js.configs.all, ...tseslint.configs.all] } as unknown as Record<"recommended" | "all", Config[]>;

const stdlib = execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])"], { encoding: "utf8" }).trim();

/** Python files of the standard library, its packages too, their tests apart. */
const files = readdirSync(stdlib, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".py") && !/(^|[/\\])(site-packages|test|tests|lib2to3|idlelib)[/\\]/.test(name))
  .sort();

/** What other people's rules say of these files; where one crashes, so does the run. */
async function strange(config: readonly Config[], names: readonly string[]): Promise<string[]> {
  const cwd = folder(Object.fromEntries(names.map((name) => [name, readFileSync(join(stdlib, name))])));
  const results = await eslint(cwd, config).lintFiles(["."]);
  assert.equal(results.length, names.length);
  return said(cwd, results).filter((line) => !line.includes(" evenloop/"));
}

describe("rules of others that are switched on for all files", function () {
  this.timeout(120_000);

  it("neither crash on Python nor say a word of it, in 320 files of the standard library", async () => {
    assert.ok(files.length >= 320, `${files.length} files`);
    const every = Math.floor(files.length / 320);
    const names = files.filter((_, index) => index % every === 0).slice(0, 320);
    assert.equal(names.length, 320);
    assert.deepEqual(await strange(recommended(...others.recommended), names), []);
  });

  it("nor where ours come last, nor with every rule that there is", async () => {
    assert.deepEqual(await strange([...others.recommended, ...recommended()], files.slice(0, 10)), []);
    assert.deepEqual(await strange(recommended(...others.all), files.slice(0, 10)), []);
    assert.deepEqual(await strange([...others.all, ...recommended()], files.slice(0, 10)), []);
  });

  it("go on finding what they find in JavaScript and TypeScript", async () => {
    const cwd = folder({ ...python, ...typescript, "a.js": "var unused = 1;\n" });
    const found = await lint(cwd, recommended(js.configs.recommended, ...tseslint.configs.recommended));
    assert.deepEqual(found.map((line) => line.split(" ", 2).join(" ")), [
      "a.js:1:5 @typescript-eslint/no-unused-vars:", "web.py:4:12 evenloop/blocking-call:", "web.ts:4:10 evenloop/blocking-call:",
    ]);
  });
});

describe("the tree that ESLint sees of Python", () => {
  it("has no node that bears a name of JavaScript's or TypeScript's, so that nobody's rules take it for theirs", () => {
    const names = new Set([...Object.keys(KEYS), ...Object.keys(AST_NODE_TYPES)]);
    assert.ok(names.has("BreakStatement") && names.has("TSEnumDeclaration"));
    for (const name of Object.keys(pythonLanguage(() => []).visitorKeys ?? assert.fail())) assert.ok(!names.has(name), name);
  });
});
