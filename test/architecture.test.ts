import assert from "node:assert/strict";
import { cycles, nodeInRules, strangers, tooLong, wrongImports } from "./support/architecture.js";
import { readTree } from "./support/imports.js";
import { faultIds } from "./support/pages.js";

describe("the architecture", () => {
  const tree = readTree();
  const faults = faultIds();

  /** The tree with some files put in: what the checks must see. */
  const plus = (files: Readonly<Record<string, string>>) => new Map([...tree, ...Object.entries(files)]);

  it("imports go down only, and packages stay in their rooms", () => {
    assert.deepEqual(wrongImports(tree), []);
    for (const [path, text] of [
      ["rules/model/up.ts", 'import type { Rule } from "../rule.js";'],
      ["rules/rule.ts", 'export type { Project } from "./project.js";'],
      ["rules/resolve/up.ts", 'type P = import("../project.js").Project;'],
      ["rules/python/side.ts", 'import "../typescript/frontend.js";'],
      ["rules/python/node.ts", 'import { readFileSync } from "node:fs";'],
      ["rules/python/fs.ts", 'const fs = require("fs");'],
      ["rules/project.ts", 'import "../host/disk.js";'],
      ["rules/faults/blocking-call/other.ts", 'import type { ForgottenSite } from "../forgotten-await/site.js";'],
      ["rules/faults/blocking-call/rule.ts", 'import "./python.js"; import "../../python/frontend.js";'],
      ["rules/faults/blocking-call/python.ts", 'import ts from "typescript";'],
      ["rules/faults/blocking-call/eslint.ts", 'import { Linter } from "eslint";'],
      ["rules/summary/gone.ts", 'import "../model/gone.js";'],
      ["rules/new-room/a.ts", ""],
      ["rules/refactors/await-later/python.ts", 'import "../../faults/serial-awaits/rule.js";'],
      ["server/fault.ts", 'await import("../rules/faults/index.js");'],
      ["server/parse.ts", 'import ts from "typescript";'],
      ["client/extension.ts", 'import type { Rule } from "../rules/rule.js";'],
      ["client/extension.ts", 'import "../server/main.js";'],
    ] as const) assert.equal(wrongImports(plus({ [path]: text })).length, 1, `${path}: ${text}`);
  });

  it("no file imports itself, however far round", () => {
    assert.deepEqual(cycles(tree), []);
    const round = { "rules/model/a.ts": 'import { b } from "./b.js";', "rules/model/b.ts": 'export { c } from "./c.js";', "rules/model/c.ts": 'import "./a.js";' };
    assert.deepEqual(cycles(plus(round)), ["rules/model/a.ts → rules/model/b.ts → rules/model/c.ts → rules/model/a.ts"]);
    assert.deepEqual(cycles(plus({ ...round, "rules/model/c.ts": 'import type { A } from "./a.js";' })), []);
  });

  it("files can be read in one go", () => {
    assert.deepEqual(tooLong(tree), []);
    assert.deepEqual(tooLong(plus({ "rules/long.ts": "\n".repeat(401), "server/fits.ts": "\n".repeat(400) })), ["rules/long.ts: 401 lines"]);
  });

  it("rules/ runs outside of Node, its host apart", () => {
    assert.deepEqual(nodeInRules(tree), []);
    assert.deepEqual(nodeInRules(plus({ "rules/model/env.ts": "const home = 1;\nconst p = process.env.HOME;", "rules/host/env.ts": "process.cwd()" })), ["rules/model/env.ts:2 uses process"]);
  });

  it("server/ and client/ know no fault by name", () => {
    assert.deepEqual(strangers(tree, faults), []);
    assert.deepEqual(strangers(plus({ "server/names.ts": 'const only = "blocking-call";', "server/words.ts": 'const say = "blocking";' }), faults), ["server/names.ts names blocking-call"]);
  });
});
