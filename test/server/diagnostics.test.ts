import assert from "node:assert/strict";
import type { Analysis } from "../../server/language-server/analysis.js";
import { toyAnalysis } from "../command/support.js";
import { able, change, folder, here, introduce, open, plain, pull, said, started, uri } from "./support.js";
import type { Client } from "./client.js";

const web = "from db import load\n\nasync def handler(name):\n    return load(name)\n";
const db = "import requests\n\ndef load(name):\n    return requests.get(name)\n";
const harmless = "def load(name):\n    return name\n";

const place = (line: number, from: number, to: number) => ({ start: { line, character: from }, end: { line, character: to } });

describe("diagnostics that the client asks for", () => {
  it("say what, where and why, with the chain as further places", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await started({ roots: [root] });
    open(client, uri(root, "web.py"), web);
    const { kind, resultId, items } = await pull(client, uri(root, "web.py"));
    assert.equal(kind, "full");
    assert.equal(typeof resultId, "string");
    const [{ message, codeDescription, relatedInformation, ...rest }, ...others] = items;
    assert.deepEqual(others, []);
    assert.deepEqual(rest, { range: place(3, 11, 21), severity: 1, code: "blocking-call", source: "evenloop" });
    assert.match(message, /^`load` blocks the event loop: it comes to `requests\.get`, [^]*\.$/);
    assert.match(codeDescription.href, /^https:.*\/blocking-call\//);
    assert.deepEqual(relatedInformation, [
      { location: { uri: uri(root, "web.py"), range: place(3, 11, 21) }, message: "`handler` calls `load`" },
      { location: { uri: uri(root, "db.py"), range: place(3, 11, 29) }, message: "`load` calls `requests.get`" },
    ]);
  });

  it("have no further places where the call itself is the fault, and weigh as much as their finding", async () => {
    const text = "import time, os\n\nasync def main():\n    time.sleep(1)\n    os.stat('x')\n    open('x')\n";
    const root = folder({ "main.py": text });
    const client = await started({ roots: [root] });
    open(client, uri(root, "main.py"), text);
    const { items } = await pull(client, uri(root, "main.py"));
    assert.deepEqual(items.map(({ severity }: any) => severity), [1, 4, 2]);
    assert.ok(items.every((item: any) => item.relatedInformation === undefined && item.tags === undefined));
  });

  it("are given once: who has them hears that they are unchanged", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await started({ roots: [root] });
    open(client, uri(root, "web.py"), web);
    const first = await pull(client, uri(root, "web.py"));
    assert.deepEqual(await pull(client, uri(root, "web.py"), first.resultId), { kind: "unchanged", resultId: first.resultId });
    change(client, uri(root, "web.py"), `# moved\n${web}`, 2);
    const second = await pull(client, uri(root, "web.py"), first.resultId);
    assert.deepEqual([second.kind, said(second)], ["full", ["4 blocking-call"]]);
    change(client, uri(root, "web.py"), web, 3);
    assert.equal((await pull(client, uri(root, "web.py"), second.resultId)).resultId, first.resultId);
  });

  it("stand where they stand in a text that begins with a byte order mark", async () => {
    const text = "\ufeffimport time\nasync def main(): time.sleep(1)\n";
    const root = folder({ "main.py": text });
    const client = await started({ roots: [root] });
    open(client, uri(root, "main.py"), text);
    assert.deepEqual((await pull(client, uri(root, "main.py"))).items.map(({ range }: any) => range), [place(1, 18, 31)]);
  });

  it("are none of the syntax's, and go on around what cannot be read", async () => {
    const text = "import time\n\nasync def main():\n    time.sleep(1)\n\ndef broken(:\n    return (\n";
    const root = folder({ "main.py": text });
    const client = await started({ roots: [root] });
    open(client, uri(root, "main.py"), text);
    assert.deepEqual(said(await pull(client, uri(root, "main.py"))), ["3 blocking-call"]);
  });

  it("count what is not saved yet, in other files too", async () => {
    const root = folder({ "web.py": web, "db.py": harmless });
    const client = await started({ roots: [root] });
    open(client, uri(root, "web.py"), web);
    assert.deepEqual(said(await pull(client, uri(root, "web.py"))), []);
    open(client, uri(root, "db.py"), db);
    assert.deepEqual(said(await pull(client, uri(root, "web.py"))), ["3 blocking-call"]);
    client.notify("textDocument/didClose", { textDocument: { uri: uri(root, "db.py") } });
    assert.deepEqual(said(await pull(client, uri(root, "web.py"))), []);
  });

  it("are asked for again after an edit in a helper, also one that only moves the chain, and not after one that changes nothing", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await started({ roots: [root] });
    for (const [name, text] of [["web.py", web], ["db.py", db]] as const) {
      open(client, uri(root, name), text);
      await pull(client, uri(root, name));
    }
    change(client, uri(root, "db.py"), harmless, 2);
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual(said(await pull(client, uri(root, "web.py"))), []);

    change(client, uri(root, "db.py"), db, 3);
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual(said(await pull(client, uri(root, "web.py"))), ["3 blocking-call"]);

    change(client, uri(root, "db.py"), `\n\n${db}`, 4);
    await client.next("workspace/diagnostic/refresh");
    const { items } = await pull(client, uri(root, "web.py"));
    assert.equal(items[0].relatedInformation[1].location.range.start.line, 5);

    change(client, uri(root, "db.py"), `\n\n${db}# the end\n`, 5);
    change(client, uri(root, "db.py"), `\n${db}`, 6);
    await client.next("workspace/diagnostic/refresh");
    assert.equal(client.waiting("workspace/diagnostic/refresh"), 0);
  });
});

describe("places that belong to a finding beside its chain", () => {
  const analysis: Analysis = {
    ...toyAnalysis,
    createProject(host) {
      const project = toyAnalysis.createProject(host);
      const related = (path: string) => [{ path: path.replace("main", "other"), span: [2, 5] as const, message: "never ends" }];
      return { ...project, findings: (path) => project.findings(path).map((finding) => ({ ...finding, related: () => related(finding.path) })) };
    },
  };

  for (const [capabilities, words] of [[able, "place"], [plain, "words"]] as const) it(`are told with it, as ${words}`, async () => {
    const root = folder({ "main.py": "BLOCK", "other.py": "\n\nabc" });
    const client = here(analysis);
    await introduce(client, { capabilities, roots: [root] });
    open(client, uri(root, "main.py"), "BLOCK");
    const [{ message, relatedInformation }] = capabilities === able ? (await pull(client, uri(root, "main.py"))).items : (await client.next("textDocument/publishDiagnostics")).diagnostics;
    if (capabilities === plain) return assert.equal(message, "block is a fault\nnever ends (other.py:3)");
    assert.deepEqual([message, relatedInformation], ["block is a fault", [{ location: { uri: uri(root, "other.py"), range: place(2, 0, 3) }, message: "never ends" }]]);
  });
});

describe("diagnostics of the whole workspace", () => {
  /** The answer, with what came before it in parts. */
  const ask = async (client: Client, previousResultIds: readonly object[] = [], partialResultToken?: number) => {
    const { items } = await client.request("workspace/diagnostic", { previousResultIds, ...(partialResultToken === undefined ? {} : { partialResultToken }) });
    const parts = client.received.filter(({ method, params }) => method === "$/progress" && params.token === partialResultToken);
    return { items: [...parts.flatMap(({ params }) => params.value.items), ...items] as any[] };
  };

  it("are those of every file that has any, closed or open", async () => {
    const root = folder({ "web.py": web, "db.py": db, "sub/run.ts": "import { execSync } from 'node:child_process';\nexport async function run() {\n  execSync('x');\n}\n", "node_modules/m/i.js": "async function f() { require('fs').readFileSync('x'); }" });
    const client = await started({ roots: [root] });
    open(client, uri(root, "web.py"), web, "python", 7);
    const { items } = await ask(client);
    assert.deepEqual(items.map((item: any) => [item.kind, item.uri, item.version, said(item)]), [
      ["full", uri(root, "sub/run.ts"), null, ["2 blocking-call"]],
      ["full", uri(root, "web.py"), 7, ["3 blocking-call"]],
    ]);
  });

  it("say again only what has changed", async () => {
    const root = folder({ "web.py": web, "db.py": db, "gone.py": "import time\nasync def f():\n    time.sleep(1)\n" });
    const client = await started({ roots: [root] });
    const first = (await ask(client)).items;
    const known = first.map(({ uri, resultId }: any) => ({ uri, value: resultId }));
    assert.deepEqual((await ask(client, known)).items.map(({ kind }: any) => kind), ["unchanged", "unchanged"]);
    open(client, uri(root, "db.py"), harmless);
    const { items } = await ask(client, [...known, { uri: uri(root, "never.py"), value: "x" }]);
    assert.deepEqual(items.map(({ uri: of, kind, items }: any) => [of, kind, items?.length]), [
      [uri(root, "db.py"), "full", 0], [uri(root, "gone.py"), "unchanged", undefined], [uri(root, "web.py"), "full", 0], [uri(root, "never.py"), "full", 0],
    ]);
  });

  it("wait for a change, where the client has all and takes the answer in parts", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await started({ roots: [root] });
    const { items } = await ask(client, [], 1);
    const known = items.map(({ uri, resultId }: any) => ({ uri, value: resultId }));
    let answered = false;
    const held = ask(client, known, 2).finally(() => (answered = true));
    await pull(client, uri(root, "web.py"));
    assert.equal(answered, false);
    open(client, uri(root, "db.py"), harmless);
    assert.deepEqual((await held).items.map(({ uri, items }: any) => [uri, items.length]), [[uri(root, "db.py"), 0], [uri(root, "web.py"), 0]]);
  });

  it("say of an open document that it has none, to a client that has forgotten what it shows of it", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await started({ roots: [root] });
    open(client, uri(root, "web.py"), web);
    assert.equal((await pull(client, uri(root, "web.py"))).items.length, 1);
    change(client, uri(root, "web.py"), "x = 1\n", 2);
    const { items: [item, ...more] } = await ask(client, [], 1);
    assert.deepEqual([item.uri, item.kind, item.version, item.items, more], [uri(root, "web.py"), "full", 2, [], []]);
    // Once it knows, it is not told again.
    let answered = false;
    void ask(client, [{ uri: item.uri, value: item.resultId }], 2).finally(() => (answered = true));
    await pull(client, uri(root, "web.py"));
    assert.equal(answered, false);
  });
});

describe("diagnostics that are sent to a client that does not ask", () => {
  const capabilities = { ...able, workspace: undefined, textDocument: { publishDiagnostics: { relatedInformation: true } } };

  it("come with a document, with each of its versions, and go with it", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await started({ capabilities, roots: [root] });
    open(client, uri(root, "web.py"), web, "python", 3);
    const first = await client.next("textDocument/publishDiagnostics");
    assert.deepEqual([first.uri, first.version, first.diagnostics.length, first.diagnostics[0].relatedInformation.length], [uri(root, "web.py"), 3, 1, 2]);
    change(client, uri(root, "web.py"), "x = 1\n", 4);
    const second = await client.next("textDocument/publishDiagnostics");
    assert.deepEqual([second.version, second.diagnostics], [4, []]);
    change(client, uri(root, "web.py"), web, 5);
    assert.equal((await client.next("textDocument/publishDiagnostics")).diagnostics.length, 1);
    client.notify("textDocument/didClose", { textDocument: { uri: uri(root, "web.py") } });
    assert.deepEqual(await client.next("textDocument/publishDiagnostics"), { uri: uri(root, "web.py"), diagnostics: [] });
  });

  it("follow an edit in a helper, also one that only moves the chain", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await started({ capabilities, roots: [root] });
    const ofWeb = () => client.next("textDocument/publishDiagnostics", (params) => params.uri === uri(root, "web.py"));
    open(client, uri(root, "web.py"), web);
    open(client, uri(root, "db.py"), db);
    assert.equal((await ofWeb()).diagnostics.length, 1);
    change(client, uri(root, "db.py"), harmless, 2);
    assert.equal((await ofWeb()).diagnostics.length, 0);
    change(client, uri(root, "db.py"), db, 3);
    assert.equal((await ofWeb()).diagnostics.length, 1);
    change(client, uri(root, "db.py"), `\n${db}`, 4);
    assert.equal((await ofWeb()).diagnostics[0].relatedInformation[1].location.range.start.line, 4);
  });

  it("tell the chain in words where there are no further places", async () => {
    const root = folder({ "pkg/web.py": web, "pkg/db.py": db });
    const client = await started({ capabilities: plain, roots: [root] });
    open(client, uri(root, "pkg/web.py"), web);
    const [{ message, relatedInformation, codeDescription }] = (await client.next("textDocument/publishDiagnostics")).diagnostics;
    assert.match(message, /answers\.\nhandler \(pkg\/web\.py:4\) → load \(pkg\/db\.py:4\) → requests\.get$/);
    assert.deepEqual([relatedInformation, codeDescription], [undefined, undefined]);
  });

  it("are of the newest version, whatever came before it", async () => {
    const root = folder({ "main.py": "" });
    const client = await started({ capabilities, roots: [root] });
    const text = (lines: number): string => `import time\n${"\n".repeat(lines)}async def main():\n    time.sleep(1)\n`;
    open(client, uri(root, "main.py"), text(0));
    for (let version = 2; version <= 40; version++) change(client, uri(root, "main.py"), text(version), version);
    const last = await client.next("textDocument/publishDiagnostics", ({ version }) => version === 40);
    assert.equal(last.diagnostics[0].range.start.line, 42);
    const versions = client.received.filter(({ method }) => method === "textDocument/publishDiagnostics").map(({ params }) => params.version);
    assert.deepEqual(versions, [...versions].sort((a, b) => a - b));
  });
});
