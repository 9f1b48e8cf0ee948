import assert from "node:assert/strict";
import type { Files } from "../../rules/model/frontend.js";
import { typescript } from "../../rules/typescript/frontend.js";

/** A workspace in `/w` out of a record of texts. */
function workspace(texts: Readonly<Record<string, string>>): Files {
  const files = new Map(Object.entries(texts).map(([path, text]) => [`/w/${path}`, text]));
  return { root: "/w", exists: (path) => files.has(path), read: (path) => files.get(path) };
}

/** Asserts what an import in `from` names, both below `/w`. */
function finds(files: Files, from: string, specifier: string, expected: string | undefined): void {
  assert.equal(typescript.resolve(specifier, `/w/${from}`, files), expected && `/w/${expected}`, `${specifier} in ${from}`);
}

describe("finding an imported file in TypeScript", () => {
  it("finds relative files, with and without an extension", () => {
    const files = workspace({ "a.ts": "", "b.js": "", "c.tsx": "", "d/e.mts": "", "f.d.ts": "", "g.ts": "", "g.js": "", "v1.2.ts": "" });
    finds(files, "d/x.ts", "../a", "a.ts");
    finds(files, "x.ts", "./b", "b.js");
    finds(files, "x.ts", "./b.js", "b.js");
    finds(files, "x.ts", "./c.js", "c.tsx");
    finds(files, "x.ts", "./c.jsx", "c.tsx");
    finds(files, "x.ts", "./d/e.mjs", "d/e.mts");
    finds(files, "x.ts", "./f.js", "f.d.ts");
    finds(files, "x.ts", "./a.ts", "a.ts");
    finds(files, "x.ts", "./v1.2", "v1.2.ts");
    finds(files, "x.ts", "/w/a", "a.ts");
    finds(files, "x.ts", "./none", undefined);
    finds(files, "x.ts", "./none.js", undefined);
    finds(files, "x.ts", "./data.json", undefined);
  });

  it("takes the source where the compiled file stands beside it", () => {
    const files = workspace({ "g.ts": "", "g.js": "" });
    finds(files, "x.ts", "./g", "g.ts");
    finds(files, "x.ts", "./g.js", "g.ts");
  });

  it("finds what a folder stands for", () => {
    const files = workspace({
      "lib/index.ts": "", "m/package.json": `{ "main": "./src/start.js" }`, "m/src/start.ts": "", "n/package.json": `{ "main": "src" }`, "n/src/index.js": "",
      "bad/package.json": "{", "bad/index.js": "", "index.ts": "",
    });
    finds(files, "x.ts", "./lib", "lib/index.ts");
    finds(files, "x.ts", "./lib/", "lib/index.ts");
    finds(files, "x.ts", "./m", "m/src/start.ts");
    finds(files, "x.ts", "./n", "n/src/index.js");
    finds(files, "x.ts", "./bad", "bad/index.js");
    finds(files, "lib/x.ts", "..", "index.ts");
    finds(files, "lib/x.ts", ".", "lib/index.ts");
  });

  it("knows nothing of what is installed, built in or outside", () => {
    const files: Files = workspace({ "node_modules/p/package.json": `{ "main": "i.js" }`, "node_modules/p/i.js": "", "a.ts": "" });
    finds(files, "x.ts", "p", undefined);
    finds(files, "x.ts", "./node_modules/p/i.js", undefined);
    finds(files, "x.ts", "node:fs", undefined);
    finds(files, "x.ts", "fs", undefined);
    finds(files, "x.ts", "", undefined);
    finds(files, "x.ts", "https://x.org/a.js", undefined);
    assert.equal(typescript.resolve("../a", "/w/x.ts", { ...files, exists: () => true }), undefined);
  });

  it("follows paths and baseUrl of the nearest tsconfig", () => {
    const files = workspace({
      "tsconfig.json": `{ // the root\n "compilerOptions": { "paths": { "@/*": ["./src/*", "./gen/*"], "@/own": ["./own.ts"], "db": ["./src/db.ts"] } } }`,
      "src/a.ts": "", "gen/b.ts": "", "own.ts": "", "src/db.ts": "",
      "pkg/tsconfig.json": `{ "extends": "./base", "compilerOptions": {} }`, "pkg/base.json": `{ "compilerOptions": { "baseUrl": "code" } }`, "pkg/code/c/d.ts": "",
    });
    finds(files, "src/deep/x.ts", "@/a", "src/a.ts");
    finds(files, "src/deep/x.ts", "@/b.js", "gen/b.ts");
    finds(files, "x.ts", "@/own", "own.ts");
    finds(files, "x.ts", "db", "src/db.ts");
    finds(files, "pkg/x.ts", "c/d", "pkg/code/c/d.ts");
    finds(files, "pkg/x.ts", "db", undefined);
  });

  it("follows a package's own name and imports, and other packages of the workspace", () => {
    const files = workspace({
      "package.json": `{ "name": "top", "workspaces": ["packages/*"], "imports": { "#db": { "node": "./src/db.js" }, "#util/*": "./src/util/*.js" }, "exports": { ".": "./dist/main.js", "./x/*": "./src/*.js" } }`,
      "src/main.ts": "", "src/db.ts": "", "src/util/a.ts": "",
      "packages/core/package.json": `{ "name": "@s/core", "main": "lib/index.js" }`, "packages/core/src/index.ts": "", "packages/core/extra.ts": "",
      "packages/other/package.json": `{ "name": "another" }`, "packages/other/index.ts": "",
    });
    finds(files, "src/x.ts", "#db", "src/db.ts");
    finds(files, "src/x.ts", "#util/a", "src/util/a.ts");
    finds(files, "src/x.ts", "#none", undefined);
    finds(files, "src/x.ts", "top", "src/main.ts");
    finds(files, "src/x.ts", "top/x/db", "src/db.ts");
    finds(files, "src/x.ts", "@s/core", "packages/core/src/index.ts");
    finds(files, "src/x.ts", "@s/core/extra", "packages/core/extra.ts");
    finds(files, "src/x.ts", "other", undefined);
  });

  it("asks for a configuration once", () => {
    const asked: string[] = [];
    const files = workspace({ "tsconfig.json": "{}", "package.json": "{}" });
    const counting: Files = { ...files, read: (path) => { asked.push(path); return files.read(path); } };
    for (let i = 0; i < 10; i++) typescript.resolve(`p${i}`, "/w/a/b.ts", counting);
    assert.deepEqual(asked.sort(), ["/w/package.json", "/w/package.json", "/w/tsconfig.json"]);
  });
});
