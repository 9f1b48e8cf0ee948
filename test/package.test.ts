import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { languageIds } from "../client/languages.js";
import { wasmNames } from "../rules/host/wasm.js";
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

  it("builds all that bin, exports and main name, and its programs are those of bin", () => {
    const exported = Object.values<Record<string, string>>(manifest.exports).flatMap((target) => target["default"] ?? []);
    const programs: string[] = Object.values(manifest.bin);
    assert.deepEqual(entries.filter(({ program }) => program).map(({ to }) => `dist/${to}`).sort(), programs.sort());
    assert.deepEqual(entries.filter(({ program }) => !program).map(({ to }) => `./dist/${to}`).sort(), [...exported, manifest.main].sort());
  });

  it("is started by VS Code for the languages that its client serves", () => {
    assert.deepEqual(manifest.activationEvents, languageIds.map((language) => `onLanguage:${language}`));
  });

  it("has every bundle one level below dist, from where the WebAssembly is found", () => {
    for (const { to } of entries) assert.match(to, /^[^/]+\/[^/]+\.c?js$/);
    assert.deepEqual((build.wasm as string[]).map((name) => name.split("/").at(-1)).sort(), [...wasmNames].sort());
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
