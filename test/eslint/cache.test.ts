import assert from "node:assert/strict";
import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import evenloop from "../../rules/index.js";
import { stateOfDisk } from "../../rules/workspaces.js";
import { eslint, folder, python, recommended, said } from "./support.js";

/** Lints a folder with a cache; gives the number of findings, and which files were really looked at. */
async function run(cwd: string): Promise<[findings: number, looked: string[]]> {
  const looked: string[] = [];
  const watching = { meta: { name: "watching", version: "1" }, rules: { look: { create: ({ filename }: { filename: string }) => (looked.push(filename.slice(cwd.length + 1)), {}) } } };
  const config = recommended({ files: ["**/*.py"], plugins: { watching }, rules: { "watching/look": "error" } });
  const results = await eslint(cwd, config, { cache: true, cacheLocation: join(cwd, ".cache"), cacheStrategy: "content" }).lintFiles(["."]);
  return [said(cwd, results).length, looked.sort()];
}

/** A workspace that has been linted twice, so that all is as it will stay. */
async function settled(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = folder(files);
  await run(cwd);
  await run(cwd);
  return cwd;
}

describe("ESLint's cache", () => {
  it("spares what has not changed, whenever it was written", async () => {
    const cwd = await settled(python);
    assert.deepEqual(await run(cwd), [1, []]);
    utimesSync(join(cwd, "db.py"), 1, 1);
    assert.deepEqual(await run(cwd), [1, []]);
  });

  it("is not stale where only another file has changed, come or gone", async () => {
    const cwd = await settled({ ...python, "db.py": "def load_user(name):\n    return name\n" });
    assert.deepEqual(await run(cwd), [0, []]);
    writeFileSync(join(cwd, "db.py"), python["db.py"]);
    assert.deepEqual(await run(cwd), [1, ["db.py", "web.py"]]);
    assert.deepEqual(await run(cwd), [1, []]);
    rmSync(join(cwd, "db.py"));
    assert.deepEqual(await run(cwd), [0, ["web.py"]]);
    writeFileSync(join(cwd, "db.py"), python["db.py"]);
    assert.deepEqual(await run(cwd), [1, ["db.py", "web.py"]]);
  });

  it("is not stale where what counts as a file of the project has changed", async () => {
    const cwd = await settled({ ...python, "pyproject.toml": "" });
    writeFileSync(join(cwd, "pyproject.toml"), '[project]\nrequires-python = ">=3.12"\n');
    assert.equal((await run(cwd))[1].length, 2);
    writeFileSync(join(cwd, ".gitignore"), "db.py\n");
    assert.equal((await run(cwd))[1].length, 2);
  });

  it("hangs on the plugin however that is configured, and on nothing where it is not asked for", async () => {
    const cwd = await settled(python);
    const hash = async (...config: readonly object[]) => JSON.stringify(await eslint(cwd, config).calculateConfigForFile("web.py"));
    const byHand = { files: ["**/*.py"], plugins: { evenloop }, language: "evenloop/python" };
    const before = await hash(byHand);
    assert.equal(await hash(byHand), before);
    writeFileSync(join(cwd, "db.py"), "\n");
    assert.notEqual(await hash(byHand), before);
  });
});

describe("the state of the disk", () => {
  it("is like no other where a file was written after somebody may have read it", async () => {
    const cwd = await settled(python);
    const since = Date.now();
    assert.equal(stateOfDisk(since), stateOfDisk(since));
    await setTimeout(20);
    writeFileSync(join(cwd, "db.py"), "\n");
    assert.notEqual(stateOfDisk(since), stateOfDisk(since));
    assert.equal(stateOfDisk(Date.now() + 1000), stateOfDisk(Date.now() + 1000));
    // Who looks a rule up in the plugin is about to read.
    assert.notEqual(evenloop.version, evenloop.version);
    await setTimeout(20);
    assert.ok(evenloop.rules);
    assert.equal(evenloop.version, evenloop.version);
  });
});
