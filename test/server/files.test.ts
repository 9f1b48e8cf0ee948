import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { able, change, folder, here, open, plain, pull, said, served, uri, write } from "./support.js";
import type { Client } from "./client.js";

const web = "from db import load\n\nasync def handler(name):\n    return load(name)\n";
const db = "import requests\n\ndef load(name):\n    return requests.get(name)\n";
const harmless = "def load(name):\n    return name\n";
const [created, changed, deleted] = [1, 2, 3];

const happened = (client: Client, type: number, ...uris: string[]): void => client.notify("workspace/didChangeWatchedFiles", { changes: uris.map((uri) => ({ uri, type })) });

/** A client that has `web.py` open and has seen its diagnostics. */
async function opened(files: Readonly<Record<string, string>>) {
  const root = folder({ "web.py": web, ...files });
  const client = await served({ roots: [root] });
  open(client, uri(root, "web.py"), web);
  await pull(client, uri(root, "web.py"));
  return { root, client, findings: async () => said(await pull(client, uri(root, "web.py"))) };
}

describe("files that change outside of the editor", () => {
  it("are watched: sources, configuration, and whatever comes and goes", async () => {
    const client = await served({ roots: [folder({})] });
    const { registrations } = await client.next("client/registerCapability", ({ registrations }) => registrations[0].method === "workspace/didChangeWatchedFiles");
    const patterns = registrations[0].registerOptions.watchers.map(({ globPattern, kind }: any) => `${globPattern} ${kind ?? 7}`);
    assert.deepEqual(patterns, ["**/*.{py,ts,tsx,mts,cts,js,jsx,mjs,cjs} 7", "**/{pyproject.toml,package.json,tsconfig*.json,jsconfig*.json,.gitignore} 7", "**/* 5"]);
  });

  it("count at once, and open files whose findings are others now are asked for again", async () => {
    const { root, client, findings } = await opened({ "db.py": db });
    write(root, "db.py", harmless);
    happened(client, changed, uri(root, "db.py"));
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual(await findings(), []);
    rmSync(join(root, "db.py"));
    write(root, "db/__init__.py", db);
    happened(client, deleted, uri(root, "db.py"));
    happened(client, created, uri(root, "db/__init__.py"));
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual(await findings(), ["3 blocking-call"]);
  });

  it("may come and go with their folders, of which alone the client tells", async () => {
    const { root, client, findings } = await opened({ "aside/db/__init__.py": "from db.inner import load\n", "aside/db/inner.py": db });
    assert.deepEqual(await findings(), []);
    renameSync(join(root, "aside/db"), join(root, "db"));
    happened(client, deleted, uri(root, "aside/db"));
    happened(client, created, uri(root, "db"));
    assert.deepEqual(await findings(), ["3 blocking-call"]);
    rmSync(join(root, "db"), { recursive: true });
    happened(client, deleted, uri(root, "db"));
    assert.deepEqual(await findings(), []);
  });

  it("do not count while a document lies over them, and do when it is closed", async () => {
    const { root, client, findings } = await opened({ "db.py": db });
    open(client, uri(root, "db.py"), db);
    write(root, "db.py", harmless);
    happened(client, changed, uri(root, "db.py"));
    assert.deepEqual(await findings(), ["3 blocking-call"]);
    client.notify("textDocument/didClose", { textDocument: { uri: uri(root, "db.py") } });
    assert.deepEqual(await findings(), []);
  });

  it("are of no interest where no source is", async () => {
    const { root, client, findings } = await opened({ "db.py": db });
    // The open document is read once more when there is nothing else to do, so that its edits are cheap.
    while ((await client.request("evenloop/stats")).filesLowered < 3);
    await findings();
    const before = await client.request("evenloop/stats");
    for (const name of ["notes.txt", "node_modules/m/index.js", "node_modules/m/package.json", ".git/HEAD"]) {
      write(root, name, "");
      happened(client, created, uri(root, name));
    }
    happened(client, deleted, uri(root, "never.txt"), uri(root, "node_modules/m"));
    await findings();
    assert.deepEqual(await client.request("evenloop/stats"), before);
  });

  for (const [name, text] of [["pyproject.toml", "[tool.setuptools.package-dir]\n'' = 'lib'\n"], [".gitignore", "db.py\n"]] as const) it(`decide how others are read, when they come, change or go: ${name}`, async () => {
    const files: Record<string, string> = name === ".gitignore" ? { "db.py": "async def kept():\n    load()\n\nasync def load(): ...\n" } : { "lib/db.py": db };
    const { root, client, findings } = await opened(files);
    const all = async (): Promise<unknown> => (await client.request("workspace/diagnostic", { previousResultIds: [] })).items.map((item: any) => [item.uri, said(item)]);
    const before = [await findings(), await all()];
    write(root, name, text);
    happened(client, created, uri(root, name));
    const now = [await findings(), await all()];
    assert.notDeepEqual(now, before);
    rmSync(join(root, name));
    happened(client, deleted, uri(root, name));
    assert.deepEqual([await findings(), await all()], before);
  });

  it("decide how imports of TypeScript are read: tsconfig.json and package.json", async () => {
    const [use, lib] = ["import { load } from '@lib/load';\nexport async function f() {\n  return load();\n}\n", "import { readFileSync } from 'node:fs';\nexport const load = () => readFileSync('x');\n"];
    const root = folder({ "use.ts": use, "lib/load.ts": lib, "tsconfig.json": "{}" });
    const client = await served({ roots: [root] });
    open(client, uri(root, "use.ts"), use);
    assert.deepEqual(said(await pull(client, uri(root, "use.ts"))), []);
    write(root, "tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@lib/*": ["./lib/*"] } } }));
    happened(client, changed, uri(root, "tsconfig.json"));
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual(said(await pull(client, uri(root, "use.ts"))), ["2 blocking-call"]);
  });

  it("are looked for when a document is opened or saved, where the client cannot watch", async () => {
    const root = folder({ "web.py": web, "db.py": db });
    const client = await served({ capabilities: plain, roots: [root] });
    const published = async (): Promise<string[]> => said({ items: (await client.next("textDocument/publishDiagnostics", (params) => params.uri === uri(root, "web.py"))).diagnostics });
    open(client, uri(root, "web.py"), web);
    assert.deepEqual(await published(), ["3 blocking-call"]);
    write(root, "db.py", `${harmless}# longer\n`);
    client.notify("textDocument/didSave", { textDocument: { uri: uri(root, "web.py") } });
    assert.deepEqual(await published(), []);
    rmSync(join(root, "db.py"));
    write(root, "lib/db.py", db);
    write(root, "pyproject.toml", "[tool.setuptools.package-dir]\n'' = 'lib'\n");
    open(client, uri(root, "lib/db.py"), db);
    assert.deepEqual(await published(), ["3 blocking-call"]);
  });
});

describe("folders", () => {
  const hidden = "import time\n\nasync def main():\n    time.sleep(1)\n";
  const all = async (client: Client): Promise<unknown> => (await client.request("workspace/diagnostic", { previousResultIds: [] })).items.map((item: any) => [item.uri, said(item)]);

  it("are each a workspace of its own, and a file in two of them belongs to the inner one", async () => {
    const root = folder({ "web.py": web, "inner/db.py": db, "inner/web.py": web, "other/main.py": hidden });
    const client = await served({ roots: [root, join(root, "inner")] });
    assert.deepEqual(await all(client), [[uri(root, "other/main.py"), ["3 blocking-call"]], [uri(root, "inner/web.py"), ["3 blocking-call"]]]);
  });

  it("can be added and taken out", async () => {
    const [a, b] = [folder({ "main.py": hidden }), folder({ "web.py": web, "db.py": db })];
    const client = await served({ roots: [a] });
    open(client, uri(b, "web.py"), web);
    assert.deepEqual(said(await pull(client, uri(b, "web.py"))), ["3 blocking-call"], "a file outside of the folders has its own workspace");
    assert.deepEqual(await all(client), [[uri(a, "main.py"), ["3 blocking-call"]]]);
    client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [{ uri: uri(b), name: "b" }], removed: [{ uri: uri(a), name: "a" }] } });
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual(await all(client), [[uri(b, "web.py"), ["3 blocking-call"]]]);
    assert.deepEqual(said(await pull(client, uri(b, "web.py"))), ["3 blocking-call"]);
  });

  it("need not be: a file alone is read with the project around it", async () => {
    const root = folder({ "pyproject.toml": "", "pkg/web.py": "from pkg.db import load\n\nasync def f():\n    load(1)\n", "pkg/__init__.py": "", "pkg/db.py": db });
    const client = await served({});
    open(client, uri(root, "pkg/web.py"), "from pkg.db import load\n\nasync def f():\n    load(1)\n");
    assert.deepEqual(said(await pull(client, uri(root, "pkg/web.py"))), ["3 blocking-call"]);
    assert.deepEqual(await all(client), [], "nobody has asked for the rest of it");
  });

  it("are not searched where nobody has named them and they are somebody's home", async () => {
    const root = folder({ "package.json": "{}", "web.py": web, "db.py": db, "other.py": hidden });
    const home = process.env["HOME"];
    process.env["HOME"] = root;
    try {
      const client = await served({});
      open(client, uri(root, "web.py"), web);
      assert.deepEqual(said(await pull(client, uri(root, "web.py"))), ["3 blocking-call"]);
      const { filesLowered } = await client.request("evenloop/stats");
      assert.ok(filesLowered <= 3, "the open file (once more for its edits), and the one that it imports");
      assert.deepEqual(said(await pull(client, uri(root, "other.py"))), []);
    } finally {
      process.env["HOME"] = home;
    }
  });

  it("may be named as older clients do", async () => {
    const root = folder({ "main.py": hidden });
    for (const introduction of [{ rootUri: uri(root) }, { rootUri: null, rootPath: root }]) {
      const client = here();
      await client.request("initialize", { processId: null, capabilities: able, ...introduction });
      client.notify("initialized");
      assert.deepEqual(await all(client), [[uri(root, "main.py"), ["3 blocking-call"]]]);
    }
  });

  it("are not read where .gitignore says so, even when such a file is opened; a new file is", async () => {
    const root = folder({ ".gitignore": "made/\n", "made/main.py": hidden, "node_modules/m/i.js": "" });
    const client = await served({ roots: [root] });
    open(client, uri(root, "made/main.py"), hidden);
    open(client, uri(root, "node_modules/m/i.js"), "import { readFileSync } from 'fs';\nexport async function f() { readFileSync('x'); }\n", "javascript");
    open(client, uri(root, "new/main.py"), hidden);
    assert.deepEqual(said(await pull(client, uri(root, "made/main.py"))), []);
    assert.deepEqual(said(await pull(client, uri(root, "node_modules/m/i.js"))), []);
    assert.deepEqual(said(await pull(client, uri(root, "new/main.py"))), ["3 blocking-call"]);
  });

  it("may hold links", async () => {
    const root = folder({ "real/main.py": hidden });
    mkdirSync(join(root, "open"));
    symlinkSync(join(root, "real"), join(root, "open/link"));
    const client = await served({ roots: [join(root, "open")] });
    assert.deepEqual(await all(client), [[uri(root, "open/link/main.py"), ["3 blocking-call"]]]);
  });
});

describe("documents that are no files of a language by their name", () => {
  const hidden = "import time\n\nasync def main():\n    time.sleep(1)\n";

  it("are read alone, by the language that the editor gives them", async () => {
    const root = folder({ "db.py": db, tool: "" });
    const client = await served({ roots: [root] });
    open(client, "untitled:Untitled-1", hidden, "python");
    open(client, "untitled:Untitled-2", "import { readFileSync } from 'fs';\nexport async function f() { return readFileSync('x'); }\n", "typescriptreact");
    open(client, uri(root, "tool"), `#!/usr/bin/env python3\n${hidden}`, "python");
    assert.deepEqual(said(await pull(client, "untitled:Untitled-1")), ["3 blocking-call"]);
    assert.deepEqual(said(await pull(client, "untitled:Untitled-2")), ["1 blocking-call"]);
    assert.deepEqual(said(await pull(client, uri(root, "tool"))), ["4 blocking-call"]);
    change(client, "untitled:Untitled-1", web, 2);
    assert.deepEqual(said(await pull(client, "untitled:Untitled-1")), [], "it imports nobody");
    assert.deepEqual((await client.request("workspace/diagnostic", { previousResultIds: [{ uri: "untitled:Untitled-1", value: "x" }] })).items, []);
  });

  it("are let alone where their language is another, or they are nowhere", async () => {
    const client = await served({ roots: [folder({})] });
    for (const [name, language] of [["untitled:1", "ruby"], ["git:/main.py", "python"], ["vscode-notebook-cell:/a.ipynb#1", "python"], ["file://server/share/%ZZ.py", "python"]] as const) {
      open(client, name, hidden, language);
      assert.deepEqual(said(await pull(client, name)), [], name);
      client.notify("textDocument/didClose", { textDocument: { uri: name } });
    }
  });
});
