import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Analysis } from "../../server/command/analysis.js";
import { evenloop, folder, parsed, toyAnalysis } from "./support.js";

const read = (root: string, name: string): string => readFileSync(join(root, name), "utf8");

/** The toy analysis, with something that happens between reading and writing. */
const meanwhile = (happens: () => void): Analysis => ({
  ...toyAnalysis,
  createProject(host) {
    const project = toyAnalysis.createProject(host);
    happens();
    return project;
  },
});

describe("--fix and --unsafe-fixes", () => {
  it("--fix applies safe fixes alone", async () => {
    const root = folder({ "a.py": "FORGET BLOCK CHEAP\n", "sub/b.ts": "FORGET FORGET\n", "c.py": "sound\n" });
    const ran = await evenloop(root, ["--fix"]);
    assert.deepEqual([read(root, "a.py"), read(root, "sub/b.ts"), read(root, "c.py")], ["kept BLOCK CHEAP\n", "kept kept\n", "sound\n"]);
    assert.match(ran.stdout, /mended 3 findings in 2 files/);
  });

  it("--unsafe-fixes applies the preferred fix of each finding, hints only with --hints", async () => {
    const files = { "a.py": "FORGET BLOCK BLOCK CHEAP\n" };
    const [plain, hints] = [folder(files), folder(files)];
    await evenloop(plain, ["--unsafe-fixes"]);
    await evenloop(hints, ["--unsafe-fixes", "--hints"]);
    assert.equal(read(plain, "a.py"), "import loop\nkept mended mended CHEAP\n", "lines that two fixes add come once");
    assert.equal(read(hints, "a.py"), "import loop\nkept mended mended mended\n");
  });

  it("goes round until nothing is left, and a second run changes nothing", async () => {
    const root = folder({ "a.py": "NESTED\nBLOCK\n" });
    await evenloop(root, ["--unsafe-fixes"]);
    const once = read(root, "a.py");
    assert.equal(once, "import loop\nkept\nmended\n");
    const again = await evenloop(root, ["--unsafe-fixes"]);
    assert.equal(read(root, "a.py"), once);
    assert.equal(again.stdout, "✔ no problems in 1 file\n");
  });

  it("mends only what was named, though it reads the whole workspace", async () => {
    const root = folder({ "a.py": "FORGET", "b.py": "FORGET" });
    await evenloop(root, ["--fix", "a.py"]);
    assert.deepEqual([read(root, "a.py"), read(root, "b.py")], ["kept", "FORGET"]);
  });

  it("drops a fix after which the file would not parse, says so, and applies the others", async () => {
    const root = folder({ "a.py": "FORGET TRAP FORGET\n" });
    const ran = await evenloop(root, ["--fix"]);
    assert.equal(read(root, "a.py"), "kept TRAP kept\n");
    assert.match(ran.stderr, /a\.py: a toy-forget was left as it is, for its fix would not parse/);
    assert.deepEqual([ran.code, (ran.stderr.match(/would not parse/g) ?? []).length], [1, 1]);
  });

  it("mends the sound parts of a file that has syntax errors", async () => {
    const root = folder({ "a.py": "SYNTAX FORGET\n" });
    assert.equal((await evenloop(root, ["--fix"])).code, 1);
    assert.equal(read(root, "a.py"), "SYNTAX kept\n");
  });

  it("keeps line ends, the byte order mark, and a missing last line end", async () => {
    const root = folder({ "crlf.py": "a\r\nFORGET\r\n", "bom.py": "\ufeffFORGET\n", "end.py": "FORGET" });
    await evenloop(root, ["--fix"]);
    assert.deepEqual([read(root, "crlf.py"), read(root, "bom.py"), read(root, "end.py")], ["a\r\nkept\r\n", "\ufeffkept\n", "kept"]);
  });

  it("keeps the file's mode and links, and leaves nothing beside it", async () => {
    const root = folder({ "tool.py": "FORGET", "real/target.py": "FORGET" });
    chmodSync(join(root, "tool.py"), 0o755);
    mkdirSync(join(root, "lint"));
    symlinkSync("../real/target.py", join(root, "lint/link.py"));
    await evenloop(root, ["--fix", "tool.py", "lint"]);
    assert.equal(statSync(join(root, "tool.py")).mode & 0o777, 0o755);
    assert.ok(lstatSync(join(root, "lint/link.py")).isSymbolicLink());
    assert.equal(read(root, "real/target.py"), "kept");
    assert.deepEqual([readdirSync(root), readdirSync(join(root, "real"))], [["lint", "real", "tool.py"], ["target.py"]]);
  });

  it("does not touch a file that needs no mending", async () => {
    const root = folder({ "a.py": "BLOCK" });
    const before = statSync(join(root, "a.py"), { bigint: true });
    await evenloop(root, ["--fix"]);
    const after = statSync(join(root, "a.py"), { bigint: true });
    assert.deepEqual([after.mtimeNs, after.ino], [before.mtimeNs, before.ino]);
  });

  it("leaves a file alone that changed on disk meanwhile, with a message and code 1; the others go on", async () => {
    const root = folder({ "a.py": "FORGET\n", "b.py": "FORGET\n" });
    const analysis = meanwhile(() => writeFileSync(join(root, "a.py"), "somebody else was here\n"));
    const ran = await evenloop(root, ["--fix", "--format", "json"], { analysis });
    assert.deepEqual([read(root, "a.py"), read(root, "b.py")], ["somebody else was here\n", "kept\n"]);
    assert.equal(ran.code, 1);
    const [a, b] = parsed(ran);
    assert.deepEqual(a.messages.map((m: any) => [m.ruleId, m.severity, m.fatal ?? false, m.message]), [
      [null, 2, false, "Not mended, left as it is: it changed on disk meanwhile."], ["evenloop/toy-forget", 2, false, "forget is a fault"],
    ]);
    assert.deepEqual(["output" in a, b.output, b.messages], [false, "kept\n", []]);
    assert.deepEqual(readdirSync(root), ["a.py", "b.py"]);
  });

  it("notices a change of the byte order mark or of the line ends alone", async () => {
    const root = folder({ "a.py": "FORGET\n", "b.py": "FORGET\n" });
    const analysis = meanwhile(() => { writeFileSync(join(root, "a.py"), "\ufeffFORGET\n"); writeFileSync(join(root, "b.py"), "FORGET\r\n"); });
    await evenloop(root, ["--fix"], { analysis });
    assert.deepEqual([read(root, "a.py"), read(root, "b.py")], ["\ufeffFORGET\n", "FORGET\r\n"]);
  });

  it("leaves a read-only file alone, with a message; the others go on", async () => {
    const root = folder({ "a.py": "FORGET\n", "b.py": "FORGET\n" });
    chmodSync(join(root, "a.py"), 0o444);
    const ran = await evenloop(root, ["--fix"]);
    assert.deepEqual([read(root, "a.py"), read(root, "b.py"), ran.code], ["FORGET\n", "kept\n", 1]);
    assert.match(ran.stdout, /a\.py:1:1 {2}error {2}Not mended, left as it is: it is read-only\./);
    assert.match(ran.stdout, /mended 1 finding in 1 file/);
  });
});

describe("--diff", () => {
  it("shows a patch that does what --fix does, and writes nothing", async () => {
    const files = { "a.py": "one\nFORGET\r\nthree\n", "sub/b c.py": "FORGET BLOCK", "bom.py": "\ufeffFORGET\n", "ok.py": "fine\n" };
    for (const option of ["--fix", "--unsafe-fixes"]) {
      const [shown, mended] = [folder(files), folder(files)];
      const ran = await evenloop(shown, ["--diff", option]);
      assert.equal(ran.code, 1);
      assert.deepEqual(Object.keys(files).map((name) => read(shown, name)), Object.values(files));
      await evenloop(mended, [option]);
      execFileSync("git", ["apply", "-"], { cwd: shown, input: ran.stdout });
      assert.deepEqual(Object.keys(files).map((name) => read(shown, name)), Object.keys(files).map((name) => read(mended, name)));
      assert.match(ran.stderr, /would mend \d findings in 3 files/);
    }
  });

  it("ends with 0 where nothing would change and nothing is wrong", async () => {
    const ran = await evenloop(folder({ "a.py": "WARN" }), ["--diff"]);
    assert.deepEqual([ran.code, ran.stdout], [0, ""]);
  });

  it("ends with 1 where anything would change, warnings too", async () => {
    assert.equal((await evenloop(folder({ "a.py": "FORGET" }), ["--diff", "--rule", "toy-forget=warning"])).code, 1);
  });

  it("ends with 1 where an error would remain", async () => {
    assert.deepEqual((await evenloop(folder({ "a.py": "BLOCK" }), ["--diff"])).code, 1);
  });
});

describe("standard input", () => {
  it("is linted as the named file, amid the files of its workspace", async () => {
    const root = folder({ "app/web.py": "old FORGET", "app/db.py": "\nLEAF", "app/package.json": "{}" });
    const ran = await evenloop(root, ["--stdin-filename", "app/web.py", "--format", "json"], { stdin: "\nBLOCK via db.py" });
    const [result, ...others] = parsed(ran);
    assert.deepEqual([ran.code, others.length, result.filePath], [1, 0, join(root, "app/web.py")]);
    assert.deepEqual(result.messages.map((m: any) => [m.line, m.message, m.trace.length, m.trace[1].line]), [[2, "block is a fault", 2, 2]]);
    assert.equal(read(root, "app/web.py"), "old FORGET");
  });

  it("need not exist as a file", async () => {
    const ran = await evenloop(folder({}), ["--stdin-filename", "new/file.ts"], { stdin: "FORGET" });
    assert.match(ran.stdout, /^new\/file\.ts:1:1 {2}error/);
    assert.equal(ran.code, 1);
  });

  it("comes out mended with --fix, the report apart; the file stays as it is", async () => {
    const root = folder({ "a.py": "disk" });
    const ran = await evenloop(root, ["--stdin-filename", "a.py", "--fix"], { stdin: "\ufeffFORGET\r\nWARN" });
    assert.deepEqual([ran.code, ran.stdout, read(root, "a.py")], [0, "\ufeffkept\r\nWARN", "disk"]);
    assert.match(ran.stderr, /a\.py:2:1 {2}warning/);
    assert.equal((await evenloop(root, ["--stdin-filename", "a.py", "--fix"], { stdin: "sound" })).stdout, "sound");
  });

  it("is shown as a patch with --diff", async () => {
    const ran = await evenloop(folder({ "a.py": "disk" }), ["--stdin-filename", "a.py", "--diff"], { stdin: "FORGET\n" });
    assert.equal(ran.stdout, "--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n-FORGET\n+kept\n");
  });

  it("that is no text is a message", async () => {
    const ran = await evenloop(folder({}), ["--stdin-filename", "a.py", "--format", "json"], { stdin: Buffer.from([0x61, 0]) });
    const [result] = parsed(ran);
    assert.deepEqual([ran.code, result.fatalErrorCount, result.messages[0].ruleId], [1, 1, null]);
  });
});
