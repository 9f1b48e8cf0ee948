import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../rules/version.js";
import { evenloop, folder, parsed, toyAnalysis } from "./support.js";

/** The files a run reports on, by name. */
const filesOf = (root: string, results: any[]): string[] => results.map((result) => result.filePath.slice(root.length + 1));

describe("the command's options", () => {
  it("--help tells everything and --version the version, on standard output", async () => {
    const help = await evenloop("/", ["--help"]);
    assert.equal(help.code, 0);
    for (const option of [
      "--format", "--fix", "--unsafe-fixes", "--diff", "--hints", "--strict", "--rule", "--max-warnings", "--exit-zero", "--stdin-filename", "--no-color", "--help", "--version",
      "toy-block", "Holds the loop.", "Exit codes",
    ]) assert.ok(help.stdout.includes(option), option);
    assert.deepEqual(await evenloop("/", ["--version"]), { code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("a bad option, level, fault or path ends with 2, a message and nothing on standard output", async () => {
    const root = folder({ "a.py": "FORGET" });
    for (const [argv, words] of [
      [["--bad"], /unknown option '--bad'/],
      [["--format", "xml"], /'xml' is invalid/],
      [["--max-warnings", "few"], /whole number/],
      [["--max-warnings"], /argument missing/],
      [["--rule", "no-such"], /no fault 'no-such'.*toy-block, toy-forget/],
      [["--rule", "toy-block=loud"], /'loud' is no level.*off, hint, warning, error/],
      [["--rule", "toy-block="], /is no level/],
      [["nowhere.py"], /no file or folder 'nowhere\.py'/],
      [["a.py", "nowhere"], /no file or folder 'nowhere'/],
      [["/dev/null"], /neither a file nor a folder/],
      [["--stdin-filename", "x.py", "a.py"], /standard input/],
      [["--stdin-filename", "x.txt"], /does not end like/],
    ] as const) {
      const ran = await evenloop(root, argv);
      assert.deepEqual([ran.code, ran.stdout], [2, ""], argv.join(" "));
      assert.match(ran.stderr, words);
      assert.doesNotMatch(ran.stderr, /\n\s+at /, "no stack trace");
    }
  });

  it("an analysis that breaks ends with 2", async () => {
    const root = folder({ "a.py": "" });
    const analysis = { ...toyAnalysis, ready: () => Promise.reject(new Error("the parser is gone")) };
    const ran = await evenloop(root, [], { analysis });
    assert.deepEqual([ran.code, ran.stdout], [2, ""]);
    assert.match(ran.stderr, /the parser is gone/);
  });

  it("without paths it lints the current folder", async () => {
    const root = folder({ "a.py": "", "b/c.ts": "" });
    assert.deepEqual(filesOf(root, parsed(await evenloop(root, ["--format", "json"]))), ["a.py", "b/c.ts"]);
  });

  it("lints what is named, once, in order, and reports on no other file", async () => {
    const root = folder({ "a.py": "BLOCK via b.py", "b.py": "LEAF FORGET", "sub/c.py": "", "sub/d.ts": "", ".gitignore": "ignored.py", "ignored.py": "", "x.md": "" });
    const names = async (...paths: string[]) => filesOf(root, parsed(await evenloop(root, [...paths, "--format", "json"])));
    assert.deepEqual(await names("a.py"), ["a.py"]);
    assert.deepEqual(await names("sub"), ["sub/c.py", "sub/d.ts"]);
    assert.deepEqual(await names("sub", "a.py", "a.py", "./sub/c.py"), ["a.py", "sub/c.py", "sub/d.ts"]);
    assert.deepEqual(await names(".", "sub"), ["a.py", "b.py", "sub/c.py", "sub/d.ts"]);
    assert.deepEqual(await names(join(root, "b.py")), ["b.py"]);
    assert.deepEqual(await names("ignored.py"), ["ignored.py"], "an ignored file that is named is linted");
    assert.deepEqual(await names(".", "ignored.py"), ["a.py", "b.py", "ignored.py", "sub/c.py", "sub/d.ts"]);
  });

  it("passes over a named file that it does not read, and says so", async () => {
    const root = folder({ "a.py": "", "x.md": "" });
    const ran = await evenloop(root, ["a.py", "x.md"]);
    assert.equal(ran.code, 0);
    assert.match(ran.stderr, /x\.md is no file that Evenloop reads/);
  });

  it("an empty folder is sound", async () => {
    const root = folder({});
    mkdirSync(join(root, "empty"));
    const ran = await evenloop(root, ["empty"]);
    assert.equal(ran.code, 0);
    assert.match(ran.stdout, /There are no files to lint/);
    assert.deepEqual(parsed(await evenloop(root, ["empty", "--format", "json"])), []);
  });
});

describe("exit codes", () => {
  const codeOf = async (text: string, ...argv: string[]): Promise<number> => (await evenloop(folder({ "a.py": text }), argv)).code;

  it("follow errors, and warnings only as many as allowed", async () => {
    assert.equal(await codeOf("sound"), 0);
    assert.equal(await codeOf("FORGET"), 1);
    assert.equal(await codeOf("WARN WARN"), 0);
    assert.equal(await codeOf("WARN WARN", "--max-warnings", "2"), 0);
    assert.equal(await codeOf("WARN WARN", "--max-warnings", "1"), 1);
    assert.equal(await codeOf("WARN", "--max-warnings=0"), 1);
    assert.equal(await codeOf("CHEAP", "--hints", "--max-warnings=0"), 0);
  });

  it("are 0 with --exit-zero, but for what could not be done", async () => {
    assert.equal(await codeOf("FORGET SYNTAX WARN", "--exit-zero", "--max-warnings", "0"), 0);
    assert.equal(await codeOf("FORGET", "--exit-zero", "--diff"), 0);
    assert.equal(await codeOf("FORGET", "--exit-zero", "nowhere"), 2);
  });

  it("speak of what is left after mending", async () => {
    assert.equal(await codeOf("FORGET", "--fix"), 0);
    assert.equal(await codeOf("FORGET BLOCK", "--fix"), 1);
    assert.equal(await codeOf("FORGET BLOCK", "--unsafe-fixes"), 0);
  });
});

describe("--rule and --hints", () => {
  const text = "BLOCK FORGET WARN CHEAP";
  const severities = async (...argv: string[]): Promise<string> => {
    const [result] = parsed(await evenloop(folder({ "a.py": text }), ["--format", "json", ...argv]));
    return result.messages.map((message: any) => `${message.message.split(" ")[0]}:${message.severity}`).join(" ");
  };

  it("hints are said only where they are asked for", async () => {
    assert.equal(await severities(), "block:2 forget:2 warn:1");
    assert.equal(await severities("--hints"), "block:2 forget:2 warn:1 cheap:0");
  });

  it("a fault named bare turns the others off", async () => {
    assert.equal(await severities("--rule", "toy-block"), "block:2");
    assert.equal(await severities("--rule", "evenloop/toy-block", "--hints"), "block:2 cheap:0");
    assert.equal(await severities("--rule", "toy-block", "--rule", "toy-forget"), "block:2 forget:2 warn:1");
    assert.equal(await severities("--rule", "toy-block", "--rule=toy-forget=warning"), "block:2 forget:1 warn:1");
  });

  it("a level sets the fault's severity, and off takes it away", async () => {
    assert.equal(await severities("--rule", "toy-forget=off"), "block:2");
    assert.equal(await severities("--rule", "toy-forget=error"), "block:2 forget:2 warn:2");
    assert.equal(await severities("--rule", "toy-forget=hint"), "block:2");
    assert.equal(await severities("--rule", "toy-forget=hint", "--hints"), "block:2 forget:0 warn:0 cheap:0");
    assert.equal(await severities("--rule", "toy-block=off", "--rule", "toy-block=warning"), "block:1 forget:2 warn:1", "the last word counts");
  });

  it("what weighs less than its fault stays a hint when the fault is raised", async () => {
    assert.equal(await severities("--rule", "toy-block=error", "--hints"), "block:2 forget:2 warn:1 cheap:0");
    assert.equal(await severities("--rule", "toy-block=off", "--hints"), "forget:2 warn:1");
  });

  it("a fault that is off is not mended", async () => {
    const root = folder({ "a.py": "FORGET" });
    assert.match((await evenloop(root, ["--diff", "--rule", "toy-forget=off"])).stdout, /^$/);
  });
});
