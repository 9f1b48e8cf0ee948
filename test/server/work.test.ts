import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { createProject } from "../../rules/project.js";
import type { Host } from "../../rules/model/host.js";
import type { Project } from "../../rules/project.js";
import { version } from "../../rules/version.js";
import { analysis } from "../../server/analysis.js";
import type { Analysis } from "../../server/language-server/analysis.js";
import { toyAnalysis } from "../command/support.js";
import { memoryHost } from "../support/memory-host.js";
import { generate } from "../bench/generate.js";
import { able, actions, change, folder, here, introduce, open, pull, said, started, uri } from "./support.js";
import type { Client } from "./client.js";

/** The toy's analysis with parts of its projects replaced. */
const toy = (more: (project: Project, host: Host) => Partial<Project>): Analysis =>
  ({ ...toyAnalysis, createProject: (host) => { const project = toyAnalysis.createProject(host); return { ...project, ...more(project, host) }; } });

const cancelled = { code: -32800 };

/** A client of a toy with these files. */
async function withToy(analysis: Analysis, files: Readonly<Record<string, string>>, options?: unknown): Promise<{ client: Client; root: string }> {
  const root = folder(files);
  const client = here(analysis);
  await introduce(client, { roots: [root], options });
  return { client, root };
}

describe("long work", () => {
  it("is done step by step: file by file, function by function, and comes to what it comes to at once", async () => {
    await analysis.ready(["python"]);
    const { files } = generate(20, "py");
    const [steps, whole] = [createProject(memoryHost(files)), createProject(memoryHost(files))];
    let turns = 1;
    while (!steps.advance(() => true)) turns++;
    const functions = 20 * 7;
    assert.ok(turns >= 20 + functions, String(turns));
    const said = (project: Project) => [...files.keys()].map((path) => project.findings(path).map(({ message }) => message));
    assert.deepEqual(said(steps), said(whole));
    assert.equal(said(whole).flat().length, 2);
    // An edit that everybody feels is worked in in the same way.
    files.set("/w/g0/m4.py", "def step_4(x, y=1):\n    return x\n");
    steps.update("/w/g0/m4.py");
    turns = 0;
    while (!steps.advance(() => true)) turns++;
    assert.ok(turns > 1, String(turns));
    assert.deepEqual(said(steps), said(createProject(memoryHost(files))));
  });

  it("lets messages in: the server answers while it reads the workspace, and says how far it is", async () => {
    const { files } = generate(400, "py");
    const root = folder(Object.fromEntries([...files].map(([path, text]) => [path.slice("/w/".length), text])));
    const client = await started({ roots: [root], options: { status: true } });
    assert.deepEqual(await client.next("evenloop/status"), { state: "starting", version });
    assert.deepEqual(await client.next("evenloop/status"), { state: "indexing", version });
    const seen: number[] = [];
    let ready: unknown;
    void client.next("evenloop/status").then((status) => (ready = status));
    while (ready === undefined) seen.push((await client.request("evenloop/stats")).filesLowered);
    assert.deepEqual(ready, { state: "ready", version });
    assert.ok(seen.some((count) => count > 0 && count < 400), seen.join());

    const { token } = await client.next("window/workDoneProgress/create");
    const values = [];
    do values.push((await client.next("$/progress", (params) => params.token === token)).value);
    while (values.at(-1).kind !== "end");
    assert.deepEqual([values[0].kind, values[0].title], ["begin", "Evenloop"]);
    const percents = values.slice(1, -1).map(({ kind, percentage }) => (assert.equal(kind, "report"), percentage));
    assert.ok(percents.length > 0);
    assert.deepEqual(percents, [...new Set(percents)].sort((a, b) => a - b));
  });

  it("is waited for: findings are those of the whole workspace, never of a part", async () => {
    const { files } = generate(100, "py");
    const root = folder(Object.fromEntries([...files].map(([path, text]) => [path.slice("/w/".length), text])));
    const client = await started({ roots: [root] });
    const top = files.get("/w/g18/m0.py")!;
    open(client, uri(root, "g18/m0.py"), top);
    assert.equal((await pull(client, uri(root, "g18/m0.py"))).items.length, 1);
    assert.ok((await client.request("evenloop/stats")).filesLowered >= 100);
  });

  it("ends for a request that is cancelled", async () => {
    let done = false;
    const { client, root } = await withToy(toy(() => ({ advance: () => done })), { "main.py": "BLOCK\n" });
    open(client, uri(root, "main.py"), "BLOCK\n");
    const requests = [
      pull(client, uri(root, "main.py")),
      client.request("workspace/diagnostic", { previousResultIds: [] }),
      actions(client, uri(root, "main.py"), 0, 0),
    ] as ReturnType<Client["request"]>[];
    await client.request("evenloop/stats");
    const outcomes = Promise.all(requests.map((request) => assert.rejects(request, cancelled)));
    for (const { id } of requests) client.cancel(id);
    await outcomes;
    done = true;
    assert.equal((await pull(client, uri(root, "main.py"))).items.length, 1);
  });

  it("ends between two files of a workspace", async () => {
    const asked: string[] = [];
    const slow = toy((project) => ({
      findings(path) {
        asked.push(path);
        for (const end = performance.now() + 15; performance.now() < end; );
        return project.findings(path);
      },
    }));
    const { client } = await withToy(slow, Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}.py`, "BLOCK"])));
    const request = client.request("workspace/diagnostic", { previousResultIds: [] });
    while (asked.length === 0) await setImmediate();
    client.cancel(request.id);
    await assert.rejects(request, cancelled);
    assert.ok(asked.length < 10, String(asked.length));
  });

  it("that waits for a change ends when it is cancelled", async () => {
    const { client } = await withToy(toyAnalysis, { "main.py": "FORGET" });
    const { items: [{ uri, resultId }] } = await client.request("workspace/diagnostic", { previousResultIds: [] });
    const request = client.request("workspace/diagnostic", { previousResultIds: [{ uri, value: resultId }], partialResultToken: 1 });
    await client.request("evenloop/stats");
    client.cancel(request.id);
    await assert.rejects(request, cancelled);
  });
});

describe("what goes wrong", () => {
  const broken = toy((project) => ({
    findings(path) {
      if (path.endsWith("bad.py")) throw new Error("this file breaks it");
      return project.findings(path);
    },
  }));

  it("is logged with the document it was about, and the next request is answered", async () => {
    const { client, root } = await withToy(broken, { "bad.py": "BLOCK", "good.py": "BLOCK" });
    const bad = uri(root, "bad.py");
    open(client, bad, "BLOCK");
    const log = () => client.next("window/logMessage", ({ type, message }) => type === 1 && message.includes(bad) && message.includes("this file breaks it"));
    assert.deepEqual(await pull(client, bad), { kind: "full", items: [] });
    assert.match((await log()).message, /textDocument\/diagnostic of /);
    assert.deepEqual(await actions(client, bad, 0, 0), []);
    assert.match((await log()).message, /textDocument\/codeAction of /);
    assert.equal((await pull(client, uri(root, "good.py"))).items.length, 1);
  });

  it("with one document keeps no diagnostics from the others", async () => {
    const root = folder({ "bad.py": "", "good.py": "" });
    const client = here(broken);
    await introduce(client, { roots: [root], capabilities: {} });
    open(client, uri(root, "bad.py"), "BLOCK");
    open(client, uri(root, "good.py"), "BLOCK");
    const { uri: of, diagnostics } = await client.next("textDocument/publishDiagnostics");
    assert.deepEqual([of, diagnostics.length], [uri(root, "good.py"), 1]);
  });

  it("at the start is told as the server's state", async () => {
    const { client, root } = await withToy({ ...toyAnalysis, ready: async () => { throw new Error("no parser"); } }, { "main.py": "BLOCK" }, { status: true });
    const failed = await client.next("evenloop/status", ({ state }) => state === "failed");
    assert.deepEqual(failed, { state: "failed", message: "no parser", version });
    assert.deepEqual(await pull(client, uri(root, "main.py")), { kind: "full", items: [] });
  });

  it("in a message that makes no sense is told, and nothing more", async () => {
    const { client, root } = await withToy(toyAnalysis, { "main.py": "BLOCK" });
    await assert.rejects(client.request("textDocument/nonsense", {}), { code: -32601 });
    client.notify("textDocument/didChange", { textDocument: { uri: "file:///never/opened.py", version: 1 }, contentChanges: [{ text: "" }] });
    client.notify("textDocument/didOpen", {});
    client.notify("textDocument/didClose", { textDocument: { uri: "file:///never/opened.py" } });
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: "file:///%ZZ", type: 1 }, { uri: "nonsense", type: 9 }] });
    change(client, uri(root, "main.py"), "never opened", 2);
    await client.next("window/logMessage", ({ type }) => type === 1);
    assert.equal((await pull(client, uri(root, "main.py"))).items.length, 1);
  });

  it("says nothing of states and progress to clients that know none", async () => {
    const root = folder({ "main.py": "BLOCK" });
    const client = here(toyAnalysis);
    await introduce(client, { roots: [root], capabilities: { ...able, window: {} } });
    assert.deepEqual(said(await pull(client, uri(root, "main.py"))), ["0 toy-block"]);
    assert.deepEqual([...new Set(client.received.map(({ method }) => method))].sort(), ["client/registerCapability", "workspace/configuration"]);
  });
});
