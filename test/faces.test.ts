import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { analysis } from "../server/analysis.js";
import evenloop from "../rules/index.js";
import { evenloop as runCommand, folder, parsed } from "./command/support.js";
import { eslint } from "./eslint/support.js";
import { edited, fromEditor, fromJson, mendedTexts, sorted, type Told } from "./faces/face.js";
import { files } from "./faces/project.js";
import { actions, open, pull, served } from "./server/support.js";

// One project, and what each face tells of it: fault, place, message, chain and fixes must be the same. (Severity may differ: ESLint has
// one for each rule.) The fourth face, VS Code, is compared with the command in the same way by test/editor/extension.
describe("a project tells the same", function () {
  this.timeout(60_000);
  let root: string;
  let command: Told[];
  const name = (path: string): string => relative(root, path).replaceAll("\\", "/");

  before(async () => {
    root = folder(files);
    command = await fromCommand(root, name);
  });

  it("which is something of every kind", () => {
    assert.ok(command.length >= 8, `${command.length} findings`);
    assert.ok(new Set(command.map(({ fault }) => fault)).size > 1, "one fault");
    assert.ok(command.some(({ chain }) => chain.length > 2), "no chain");
    assert.ok(command.filter(({ mended }) => mended.length > 0).length > 4, "no fixes");
    assert.deepEqual(new Set(command.map(({ file }) => file.slice(file.lastIndexOf(".")))), new Set([".py", ".ts", ".js"]));
  });

  it("to the command and to ESLint", async () => assert.deepEqual(await fromEslint(root, name), command));

  it("to the command and to an editor", async () => assert.deepEqual(await fromServer(root, name), command));
});

describe("what only the strict are told", () => {
  const text = "import asyncio\n\nqueue = asyncio.Queue()\n\nasync def worker():\n    while True:\n        item = await queue.get()\n        await item.run()\n        queue.task_done()\n\nasync def main():\n    await queue.join()\n";
  const place = "7:22-7:33";
  let root: string;

  before(() => (root = folder({ "worker.py": text })));

  it("the command tells with --strict, and mends", async () => {
    const told = async (...more: string[]) => fromJson(parsed(await runCommand(root, ["--format", "json", ...more], { analysis })), (path) => path).map((each) => [each.place, each.mended.length]);
    assert.deepEqual(await told(), []);
    assert.deepEqual(await told("--strict"), [[place, 1]]);
    const mends = async (...more: string[]) => (await runCommand(root, ["--diff", "--unsafe-fixes", ...more], { analysis })).stdout.includes("finally");
    assert.deepEqual([await mends(), await mends("--strict")], [false, true]);
  });

  it("ESLint tells with the option", async () => {
    const told = async (...options: object[]) => {
      const configs = [...evenloop.configs.recommended, { files: ["**/*.py"], rules: { "evenloop/missing-task-done": ["error", ...options] } }];
      return (await eslint(root, configs as never).lintFiles(["."])).flatMap(({ messages }) => messages.map(({ line, column, endLine, endColumn }) => `${line}:${column}-${endLine}:${endColumn}`));
    };
    assert.deepEqual([await told(), await told({ strict: false }), await told({ strict: true })], [[], [], [place]]);
    await assert.rejects(told({ strict: "very" }), /strict|boolean/);
  });

  it("an editor tells with the setting, and at once", async () => {
    let strict = false;
    const client = await served({ roots: [root], settings: () => ({ strict }) });
    const uri = pathToFileURL(join(root, "worker.py")).href;
    open(client, uri, text);
    const lines = async (): Promise<number[]> => (await pull(client, uri)).items.map(({ range }: any) => range.start.line + 1);
    const fixes = async (): Promise<number> => (await actions(client, uri, 6, 22, { only: ["quickfix"] })).length;
    assert.deepEqual([await lines(), await fixes()], [[], 0]);
    strict = true;
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual([await lines(), await fixes()], [[7], 1]);
  });
});

async function fromCommand(root: string, name: (path: string) => string): Promise<Told[]> {
  return fromJson(parsed(await runCommand(root, ["--format", "json", "--hints", root], { analysis })), name);
}

async function fromEslint(root: string, name: (path: string) => string): Promise<Told[]> {
  const cheap = { files: ["**/*"], rules: { "evenloop/blocking-call": ["error", { minCost: "low" }] } };
  const configs = [...evenloop.configs.all, { ...cheap, files: ["**/*.py"] }, { ...cheap, files: ["**/*.ts", "**/*.js"] }];
  const results = await eslint(root, configs).lintFiles(["."]);
  return sorted(results.flatMap(({ filePath, messages, source }) => messages.map((message): Told => {
    const [, words = "", chain = ""] = /^([^]*?)(?: \[([^\]]*→[^\]]*)\])?$/.exec(message.message)!;
    return {
      file: name(filePath), fault: message.ruleId!.replace("evenloop/", ""),
      place: `${message.line}:${message.column}-${message.endLine}:${message.endColumn}`,
      message: words, chain: callsIn(chain), mended: mendedTexts(message as never, source ?? readFileSync(filePath, "utf8")),
    };
  })));
}

/** `handler (web.py:4) → load_user (db.py:4) → requests.get`: each call, and where it stands. */
function callsIn(chain: string): string[] {
  const steps = chain === "" ? [] : chain.split(" → ").map((step) => /^(?:(.*) )?\((.*)\)$|^(.*)$/.exec(step)!);
  return steps.slice(1).map((step, index) => `${step[1] ?? step[3]} ${steps[index]![2]}`);
}

async function fromServer(root: string, name: (path: string) => string): Promise<Told[]> {
  const client = await served({ roots: [root] });
  const told: Told[] = [];
  for (const file of Object.keys(files)) {
    const uri = pathToFileURL(join(root, file)).href;
    const text = files[file as keyof typeof files];
    for (const { code, range, message, relatedInformation = [] } of (await pull(client, uri)).items) {
      const related = relatedInformation.map((each: any) => ({ file: name(fileURLToPath(each.location.uri)), line: each.location.range.start.line, message: each.message }));
      const offered = (await actions(client, uri, range.start.line, range.start.character, { only: ["quickfix"] })).filter(({ diagnostics }) => same(diagnostics[0], { code, range }));
      const mended: string[] = [];
      for (const action of offered) mended.push(edited(text, (await client.request("codeAction/resolve", action)).edit.documentChanges[0].edits));
      told.push(fromEditor(file, { fault: code, range, message, related }, mended));
    }
  }
  return sorted(told);
}

const same = (a: any, b: any): boolean => a?.code === b.code && JSON.stringify(a.range) === JSON.stringify(b.range);
