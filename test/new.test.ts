import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { home } from "./support/pages.js";

describe("npm run new", function () {
  this.timeout(300_000);
  let copy = "";

  before(() => {
    copy = mkdtempSync(join(tmpdir(), "evenloop-new-"));
    for (const part of ["rules", "server", "scripts", "test", "docs", "examples", "package.json", "package-lock.json", "tsconfig.json", "README.md"]) cpSync(home + part, join(copy, part), { recursive: true });
    symlinkSync(join(home, "node_modules"), join(copy, "node_modules"));
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });

  it("refuses a name that is none, and a fault that is there", () => {
    for (const name of ["", "Late", "blocking-call"]) assert.equal(node("scripts/new.mjs", name).status, 2, name);
  });

  it("starts a fault that compiles, is listed, and passes its own suite", () => {
    const made = node("scripts/new.mjs", "late-lunch");
    assert.equal(made.status, 0, made.stdout + made.stderr);
    assert.match(readFileSync(join(copy, "rules/faults/index.ts"), "utf8"), /rules = \[lateLunch, /);
    assert.match(readFileSync(join(copy, "README.md"), "utf8"), /late-lunch\/README\.md/);

    writeFileSync(join(copy, "new.json"), '{ "extends": "./tsconfig.json", "include": ["rules/faults/late-lunch"] }');
    const types = node("node_modules/typescript/bin/tsc", "--noEmit", "--project", "new.json");
    assert.equal(types.stdout, "");
    const mocha = (wanted: string) => node("node_modules/mocha/bin/mocha.js", "--import=tsx", "--grep", wanted, "test/faults.test.ts", "test/completeness.test.ts");
    const suites = mocha("^late-lunch|^every fault (is a folder|has a row|has a setting)");
    assert.equal(suites.status, 0, suites.stdout);
    assert.match(suites.stdout, /is mended as the page says/);
    // What is still to be written is said by the tests.
    const wanting = mocha("^every fault late-lunch");
    assert.equal(wanting.status, 1, wanting.stdout);
    assert.match(wanting.stdout, /python: 2 of 12 cases/);
  });
});
