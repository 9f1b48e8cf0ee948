import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { sourceExtensions } from "../rules/host/disk.js";
import { wasmNames } from "../rules/host/wasm.js";
import { frontends } from "../rules/languages.js";
import { version } from "../rules/version.js";
// @ts-expect-error a script without types
import * as build from "../scripts/build.mjs";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const lockfile = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const entries = build.entries as { from: string; to: string; program?: boolean }[];

describe("the package", () => {
  it("names one version", () => {
    assert.equal(version, manifest.version);
    assert.equal(version, lockfile.version);
  });

  it("builds all that bin and exports name, and its programs are those of bin", () => {
    const exported = Object.values<Record<string, string>>(manifest.exports).map((target) => target["default"]);
    const programs: string[] = Object.values(manifest.bin);
    assert.deepEqual(entries.filter(({ program }) => program).map(({ to }) => `dist/${to}`).sort(), programs.sort());
    assert.deepEqual(entries.filter(({ program }) => !program).map(({ to }) => `./dist/${to}`).sort(), exported.sort());
  });

  it("has every bundle one level below dist, from where the WebAssembly is found", () => {
    for (const { to } of entries) assert.match(to, /^[^/]+\/[^/]+\.js$/);
    assert.deepEqual((build.wasm as string[]).map((name) => name.split("/").at(-1)).sort(), [...wasmNames].sort());
  });

  it("lists the files that the frontends read", () => {
    assert.deepEqual([...sourceExtensions].sort(), frontends.flatMap(({ extensions }) => extensions).sort());
  });

  it("has exact versions, and a lockfile that names the same and no host", () => {
    const wanted: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(lockfile.packages[`node_modules/${name}`]?.version, version, name);
    }
    assert.deepEqual(lockfile.packages[""].dependencies, manifest.dependencies);
    assert.deepEqual(lockfile.packages[""].devDependencies, manifest.devDependencies);
    assert.deepEqual(Object.values<any>(lockfile.packages).filter(({ resolved }) => resolved !== undefined), []);
  });
});
