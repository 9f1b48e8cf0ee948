import assert from "node:assert/strict";
import { fork, spawnSync } from "node:child_process";
import { version } from "../../rules/version.js";
import { able, folder, introduce, open, program, pull, said, spawned, uri } from "./support.js";
import type { Message } from "./client.js";

const text = "import time\n\nasync def main():\n    time.sleep(1)\n";

describe("the server as a process", () => {
  it("tells its version and its use, and that it needs a channel to speak through", async () => {
    const ran = async (...args: string[]): Promise<unknown[]> => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [await program(), ...args], { encoding: "utf8" });
      return [status, stdout.split("\n")[0], stderr.split("\n")[0]];
    };
    assert.deepEqual(await ran("--version"), [0, version, ""]);
    assert.deepEqual(await ran("--help"), [0, "Usage: evenloop-language-server --stdio", ""]);
    assert.deepEqual(await ran(), [2, "", "Usage: evenloop-language-server --stdio"]);
    assert.deepEqual(await ran("--stdoi"), [2, "", "Usage: evenloop-language-server --stdio"]);
  });

  it("says what it can", async () => {
    const client = await spawned();
    const { capabilities, serverInfo } = await introduce(client, {});
    assert.deepEqual(serverInfo, { name: "Evenloop", version });
    assert.deepEqual(capabilities, {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
      diagnosticProvider: { identifier: "evenloop", interFileDependencies: true, workspaceDiagnostics: true },
      codeActionProvider: { codeActionKinds: ["quickfix", "refactor.rewrite", "source.fixAll.evenloop"], resolveProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    });
  });

  it("promises no more to a client that can less", async () => {
    const client = await spawned();
    const { capabilities } = await introduce(client, { capabilities: {} });
    assert.deepEqual([capabilities.diagnosticProvider, capabilities.codeActionProvider], [undefined, undefined]);
    assert.deepEqual(client.received.filter(({ id }) => id !== undefined), [], "and asks nothing of it");
  });

  it("ends when it is told to, in good order", async () => {
    const client = await spawned();
    await introduce(client, {});
    assert.equal(await client.request("shutdown"), null);
    client.notify("exit");
    assert.deepEqual([await client.code, client.stderr()], [0, ""]);
  });

  it("ends when it is told to without order, and when its client goes away", async () => {
    const [told, left] = [await spawned(), await spawned()];
    await introduce(told, {});
    told.notify("exit");
    assert.equal(await told.code, 1);
    await introduce(left, {});
    left.output.end();
    assert.deepEqual([await left.code, left.stderr()], [1, ""]);
  });

  it("speaks over the channel of a Node process too", async () => {
    const root = folder({ "main.py": text });
    const child = fork(await program(), ["--node-ipc"], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const answer = (id: number): Promise<any> => new Promise((resolve) => child.on("message", (message: Message) => message.id === id && message.method === undefined && resolve(message.result)));
    child.send({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: process.pid, capabilities: { textDocument: able.textDocument }, rootUri: uri(root) } });
    assert.equal((await answer(1)).serverInfo.name, "Evenloop");
    child.send({ jsonrpc: "2.0", method: "initialized", params: {} });
    child.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument: { uri: uri(root, "main.py"), languageId: "python", version: 1, text } } });
    child.send({ jsonrpc: "2.0", id: 2, method: "textDocument/diagnostic", params: { textDocument: { uri: uri(root, "main.py") } } });
    assert.deepEqual(said(await answer(2)), ["3 blocking-call"]);
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.send({ jsonrpc: "2.0", id: 3, method: "shutdown" });
    await answer(3);
    child.send({ jsonrpc: "2.0", method: "exit" });
    assert.equal(await ended, 0);
  });

  it("loads no TypeScript where there is none", async () => {
    const client = await spawned();
    const root = folder({ "main.py": text });
    await introduce(client, { roots: [root] });
    open(client, uri(root, "main.py"), text);
    assert.deepEqual(said(await pull(client, uri(root, "main.py"))), ["3 blocking-call"]);
    const { languages } = await client.request("evenloop/stats");
    assert.deepEqual(languages, ["python"]);
    open(client, uri(root, "new.ts"), "import { readFileSync } from 'fs';\nexport async function f() {\n  readFileSync('x');\n}\n");
    assert.deepEqual(said(await pull(client, uri(root, "new.ts"))), ["2 blocking-call"]);
    assert.deepEqual((await client.request("evenloop/stats")).languages, ["python", "typescript"]);
  });
});
