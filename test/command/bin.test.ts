import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { version } from "../../rules/version.js";
import { folder } from "./support.js";

const entry = fileURLToPath(new URL("../../server/bin/evenloop.ts", import.meta.url));
const args = ["--import", import.meta.resolve("tsx"), entry];
const blocking = "import time\n\n\nasync def main():\n    time.sleep(1)\n";

describe("the program", () => {
  it("ends with the command's code, findings on standard output", () => {
    const root = folder({ "a.py": blocking });
    const ran = spawnSync(process.execPath, [...args, "a.py"], { cwd: root, encoding: "utf8" });
    assert.deepEqual([ran.status, ran.stderr], [1, ""]);
    assert.match(ran.stdout, /^a\.py:5:5 {2}error {2}blocking-call/);
    assert.equal(spawnSync(process.execPath, [...args, "--version"], { encoding: "utf8" }).stdout, `${version}\n`);
    assert.equal(spawnSync(process.execPath, [...args, "--nonsense"]).status, 2);
  });

  it("reads standard input", () => {
    const root = folder({});
    const ran = spawnSync(process.execPath, [...args, "--stdin-filename", "a.py", "--format", "json"], { cwd: root, input: blocking, encoding: "utf8" });
    assert.equal(JSON.parse(ran.stdout)[0].messages[0].ruleId, "evenloop/blocking-call");
  });

  it("takes it calmly when its reader goes away", async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f${index}.py`, blocking + "    time.sleep(1)\n".repeat(20)]));
    const child = spawn(process.execPath, args, { cwd: folder(files), stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.deepEqual([code, said], [1, ""]);
  });
});
