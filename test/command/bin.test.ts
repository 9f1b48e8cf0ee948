import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "../../rules/version.js";
// @ts-expect-error a script without types
import { bundle } from "../../scripts/build.mjs";
import { folder } from "./support.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const blocking = "import time\n\n\nasync def main():\n    time.sleep(1)\n";

describe("the program, as it is built", () => {
  let built: string;
  let program: string;

  before(async () => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    built = mkdtempSync(join(root, ".cache/build-"));
    program = join(built, "bin/evenloop.js");
    await bundle(built.slice(root.length));
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  it("can be run by its name, through a link too, from anywhere", () => {
    accessSync(program, constants.X_OK);
    assert.ok(readFileSync(program, "utf8").startsWith("#!/usr/bin/env node\n"));
    const elsewhere = folder({ "a.py": blocking, "b.ts": "async function save() {\n  await fetch(\"x\");\n}\nexport async function main() {\n  save();\n}\n" });
    symlinkSync(program, join(elsewhere, "evenloop"));
    const ran = spawnSync(join(elsewhere, "evenloop"), ["a.py", "b.ts"], { cwd: elsewhere, encoding: "utf8" });
    assert.deepEqual([ran.status, ran.stderr], [1, ""]);
    assert.match(ran.stdout, /^a\.py:5:5 {2}error {2}blocking-call[^]*^b\.ts:5:3 {2}error {2}forgotten-await/m);
  });

  it("gives the command's codes", () => {
    const ran = spawnSync(process.execPath, [program, "--version"], { encoding: "utf8" });
    assert.deepEqual([ran.status, ran.stdout, ran.stderr], [0, `${version}\n`, ""]);
    assert.equal(spawnSync(process.execPath, [program, "--nonsense"]).status, 2);
  });

  it("reads standard input", () => {
    const ran = spawnSync(process.execPath, [program, "--stdin-filename", "a.py", "--format", "json"], { cwd: folder({}), input: blocking, encoding: "utf8" });
    assert.equal(JSON.parse(ran.stdout)[0].messages[0].ruleId, "evenloop/blocking-call");
    assert.equal(ran.status, 1);
  });

  it("takes it calmly when its reader goes away", async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}.py`, blocking + "    time.sleep(1)\n".repeat(20)]));
    const child = spawn(process.execPath, [program], { cwd: folder(files), stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.deepEqual([code, said], [1, ""]);
  });
});
