import assert from "node:assert/strict";
import { ESLint } from "eslint";
import { rmSync, writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import evenloop from "../../rules/index.js";
import { eslint, folder, lint, python, recommended, said, typescript } from "./support.js";

const chains = {
  python: "web.py:4:12 evenloop/blocking-call: `load_user` blocks the event loop: it comes to `requests.get`, and every other task stands still until the network answers. [handler (web.py:4) → load_user (db.py:4) → requests.get]",
  typescript: "web.ts:4:10 evenloop/blocking-call: `loadUser` blocks the event loop: it comes to `fs.readFileSync`, and every other task stands still while the disk is read or written. [handler (web.ts:4) → loadUser (db.ts:3) → fs.readFileSync]",
};
const sleeping = "import asyncio\nimport time\n\nasync def main():\n    time.sleep(1)\n    time.sleep(2)\n";

describe("ESLint with our recommended configuration", () => {
  it("lints both languages in one run, across files, and says the chain", async () => {
    assert.deepEqual(await lint(folder({ ...python, ...typescript })), [chains.python, chains.typescript]);
  });

  it("lints every ending, with syntax of TypeScript and JSX where it may stand", async () => {
    const forgets = "async function save() { await fetch('x'); }\nexport async function run() {\n  save();\n}\n";
    const files = folder({
      ...Object.fromEntries(["ts", "mts", "cts"].map((ending) => [`a.${ending}`, `type T = <X>(x: X) => X;\n${forgets}`])),
      "a.tsx": `const b = <p>{1 as number}</p>;\n${forgets}`,
      ...Object.fromEntries(["js", "jsx", "mjs"].map((ending) => [`a.${ending}`, `const b = <p>{1}</p>;\n${forgets}`])),
      "a.cjs": `const b = <p>{1}</p>;\n${forgets.replace("export ", "")}`,
    });
    const found = (await lint(files)).map((line) => /^a\.(\w+):4:3 evenloop\/forgotten-await:/.exec(line)?.[1] ?? line);
    assert.deepEqual(found, ["cjs", "cts", "js", "jsx", "mjs", "mts", "ts", "tsx"]);
  });

  it("gives each fault its own severity, and leaves those that are hints to the configuration `all`", async () => {
    const { recommended: some, all } = evenloop.configs;
    const rulesOf = (config: readonly { rules?: object }[]) => config.flatMap(({ rules = {} }) => Object.entries(rules));
    assert.deepEqual(new Set(rulesOf(all).map(([rule]) => rule)), new Set(Object.keys(evenloop.rules).map((rule) => `evenloop/${rule}`)));
    assert.deepEqual(Object.fromEntries(rulesOf(some))["evenloop/blocking-call"], "error");
    for (const { files } of some) assert.ok(files, "without `files` our entries would count for everything");
  });

  it("mends what is safe, and suggests the rest, the preferred first", async () => {
    const cwd = folder({ "a.py": sleeping, ...python });
    const results = await eslint(cwd, recommended(), { fix: true }).lintFiles(["."]);
    assert.equal(results.find(({ filePath }) => filePath.endsWith("a.py"))?.output, sleeping.replace("import time\n", "").replaceAll("time.sleep", "await asyncio.sleep").replace("import asyncio\n", "import asyncio\nimport time\n"));
    const [message] = results.find(({ filePath }) => filePath.endsWith("web.py"))!.messages;
    assert.equal(message?.fix, undefined);
    const { fix } = message!.suggestions![0]!;
    const { "web.py": text } = python;
    assert.equal(text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]), "import asyncio\nfrom db import load_user\n\nasync def handler(name):\n    return await asyncio.to_thread(load_user, name)\n");
    await ESLint.outputFixes(results);
    assert.match(readFileSync(join(cwd, "a.py"), "utf8"), /await asyncio\.sleep\(2\)/);
    assert.deepEqual((await lint(cwd)).length, 1);
  });

  it("mends in as many passes as it takes, other files seeing what has become of a file", async () => {
    const cwd = folder({
      "a.py": "import time\n\nasync def work():\n    time.sleep(1)\n",
      "b.py": "from a import work\n\nasync def main():\n    work()\n    work()\n",
    });
    const results = await eslint(cwd, recommended(), { fix: true }).lintFiles(["."]);
    assert.deepEqual(results.map(({ output }) => output), [
      "import asyncio\nimport time\n\nasync def work():\n    await asyncio.sleep(1)\n",
      "from a import work\n\nasync def main():\n    await work()\n    await work()\n",
    ]);
    assert.deepEqual(said(cwd, results), []);
  });

  it("keeps a byte order mark and the line ends", async () => {
    const cwd = folder({ "a.py": `\ufeff${sleeping.replaceAll("\n", "\r\n")}` });
    const [result] = await eslint(cwd, recommended(), { fix: true }).lintFiles(["."]);
    assert.ok(result!.output!.startsWith("\ufeffimport asyncio\r\n"));
    assert.ok(result!.output!.includes("    await asyncio.sleep(1)\r\n    await asyncio.sleep(2)\r\n"));
  });

  it("tells from what cost on by the option `minCost`", async () => {
    const cwd = folder({ "a.py": "import os\nimport time\n\nasync def main(f):\n    os.stat(f)\n    os.remove(f)\n    time.sleep(1)\n" });
    const lines = async (...options: object[]) => (await lint(cwd, recommended({ files: ["**/*.py"], rules: { "evenloop/blocking-call": ["error", ...options] } }))).map((line) => line.split(":")[1]);
    const [low, medium, high] = [await lines({ minCost: "low" }), await lines({ minCost: "medium" }), await lines({ minCost: "high" })];
    assert.deepEqual(high, ["7"]);
    assert.deepEqual(medium.includes("5"), false);
    assert.deepEqual(await lines(), medium);
    assert.deepEqual(low, ["5", "6", "7"]);
    await assert.rejects(lines({ minCost: "free" }), /minCost|allowed values/);
  });

  it("says where a file cannot be parsed", async () => {
    const cwd = folder({ "a.py": "import time\n\nasync def main():\n    time.sleep(1)\n\ndef broken(:\n    pass\n", "b.py": "print 'Python 2 is read'\n" });
    const [result, other] = await eslint(cwd).lintFiles(["."]);
    assert.equal(result!.messages.length, 1);
    const [{ fatal, line, column, message, ruleId } = assert.fail()] = result!.messages;
    assert.deepEqual([fatal, line, ruleId], [true, 6, null]);
    assert.ok(column > 1);
    assert.match(message, /^Parsing error: /);
    assert.deepEqual(other!.messages, []);
    const config = recommended({ files: ["**/*.bzl"], plugins: { evenloop }, language: "evenloop/python", rules: { "evenloop/blocking-call": "error" } });
    const [unnamed] = await eslint(cwd, config).lintText("async def main(:\n", { filePath: "a.bzl" });
    assert.equal(unnamed!.fatalErrorCount, 1);
  });

  it("lints text that is on no disk, or another than there", async () => {
    const cwd = folder(python);
    const session = eslint(cwd);
    const edited = python["db.py"].replace("requests.get(name).json()", "name");
    assert.deepEqual(said(cwd, await session.lintText(edited, { filePath: join(cwd, "db.py") })), []);
    assert.deepEqual(said(cwd, await session.lintText(python["web.py"], { filePath: join(cwd, "web.py") })), [], "an editor's text counts for other files too");
    assert.deepEqual(said(cwd, await session.lintText(python["web.py"], { filePath: join(cwd, "fresh.py") })), []);
    await session.lintText(python["db.py"], { filePath: join(cwd, "db.py") });
    assert.deepEqual((await session.lintText(python["web.py"], { filePath: join(cwd, "new/fresh.py") })).flatMap(({ messages }) => messages).length, 1);
    assert.equal((await session.lintText("import time\nasync def f():\n    time.sleep(1)\n", { filePath: "stdin.py" }))[0]!.errorCount, 1);
  });

  it("sees in a new run what has changed, come and gone on disk", async () => {
    const cwd = folder({ "web.py": python["web.py"] });
    const web = async () => said(cwd, await eslint(cwd).lintFiles(["web.py"]));
    assert.deepEqual(await web(), []);
    writeFileSync(join(cwd, "db.py"), python["db.py"]);
    assert.deepEqual(await web(), [chains.python]);
    writeFileSync(join(cwd, "db.py"), `\n${python["db.py"]}`);
    assert.deepEqual(await web(), [chains.python.replace("db.py:4", "db.py:5")]);
    rmSync(join(cwd, "db.py"));
    assert.deepEqual(await web(), []);
    // What one run was handed and is on no disk is gone with it.
    const session = eslint(cwd);
    await session.lintText(python["db.py"], { filePath: "db.py" });
    assert.deepEqual(said(cwd, await session.lintFiles(["web.py"])), [chains.python]);
    assert.deepEqual(await web(), []);
  });

  it("analyses the folder it runs in, whichever that is", async () => {
    const cwd = folder({ "one/web.py": python["web.py"], "one/db.py": python["db.py"], "two/web.py": python["web.py"] });
    assert.deepEqual(await lint(join(cwd, "one")), [chains.python]);
    assert.deepEqual(await lint(join(cwd, "two")), []);
    assert.deepEqual((await lint(cwd)).map((line) => line.slice(line.indexOf("["))), ["[handler (one/web.py:4) → load_user (one/db.py:4) → requests.get]"]);
  });
});

describe("our configuration beside others", () => {
  it("leaves a parser and its options to whoever comes later", async () => {
    const cwd = folder({ "a.ts": "let a = 1;\n", "a.py": "a = 1\n" });
    const seen: string[] = [];
    const parser = { meta: { name: "theirs", version: "1" }, parse: (text: string, options: { theirs?: boolean }) => (seen.push(`${text} ${options.theirs}`), { type: "Program", body: [], tokens: [], comments: [], range: [0, text.length], loc: { start: { line: 1, column: 0 }, end: { line: 2, column: 0 } } }) };
    await lint(cwd, recommended({ files: ["**/*.ts"], languageOptions: { parser, parserOptions: { theirs: true } } }));
    assert.deepEqual(seen, ["let a = 1;\n true"]);
    // One that comes before ours is replaced for TypeScript, but its options are kept.
    const [{ languageOptions } = assert.fail()] = [await eslint(cwd, [{ files: ["**/*.ts"], languageOptions: { parserOptions: { theirs: true } } }, ...recommended()]).calculateConfigForFile("a.ts")];
    assert.equal(languageOptions.parserOptions.theirs, true);
    assert.match(languageOptions.parser.meta.name, /typescript/);
  });

  it("does without our configurations", async () => {
    const cwd = folder({ ...python, "a.txt": "" });
    assert.deepEqual(await lint(cwd, [{ files: ["**/*.py"], plugins: { ours: evenloop }, language: "ours/python", rules: { "ours/blocking-call": "warn" } }]), [chains.python.replace("evenloop/", "ours/")]);
  });
});
