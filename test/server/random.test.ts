import assert from "node:assert/strict";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { randomEdit } from "../support/edits.js";
import { random } from "../support/random.js";
import { able, actions, folder, here, introduce, open, plain, pull, uri, write } from "./support.js";
import type { Client } from "./client.js";

const start: Readonly<Record<string, string>> = {
  "app.py": "from service import Service, helper\nimport lib.disk as disk\n\nasync def main(service: Service):\n    helper(1)\n    service.load('a')\n    disk.read('b')\n    save()\n\nasync def save():\n    return disk.read('c')\n",
  "service.py": "import time\nfrom lib import net\nfrom lib.disk import read\n\ndef helper(n):\n    return net.fetch(n)\n\nclass Service:\n    def __init__(self):\n        self.reader = read\n\n    def load(self, key):\n        return self.reader(key)\n\n    @property\n    def text(self):\n        return read('😀')\n",
  "lib/__init__.py": "",
  "lib/net.py": "import requests\n\ndef fetch(n):\n    return requests.get(str(n))\n\ndef on_loop(callback):\n    callback()\n",
  "lib/disk.py": "from pathlib import Path\nimport time\n\ndef read(name):\n    return Path(name).read_text()\n",
  "loop.py": "import asyncio, time\nfrom service import helper\nfrom lib.net import on_loop\n\ndef tick():\n    helper(2)\n\nasync def start(service):\n    asyncio.get_running_loop().call_soon(tick)\n    on_loop(lambda: helper(3))\n    time.sleep(1)\n    return service.text\n",
  "web.ts": "import { load } from './store.js';\nimport { save } from './orders.js';\n\nexport async function handler(path: string) {\n  save(path);\n  return load(path);\n}\n",
  "store.ts": "import { readFileSync } from 'node:fs';\nimport { tidy } from './orders.js';\n\nexport function load(path: string): string {\n  return tidy(readFileSync(path, 'utf8'));\n}\n",
  "orders.ts": "import { load } from '@shop/store';\n\nexport async function save(path: string): Promise<void> {\n  await null;\n  load(path);\n}\nexport function tidy(text: string): string {\n  return text.trim();\n}\nsetTimeout(() => tidy('x'), 10);\n",
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@shop/*": ["./*"] } } }',
  ".gitignore": "made/\n",
  "made/store.ts": "import { execSync } from 'node:child_process';\nexport const load = (path: string) => execSync(path);\n",
};
const other: Readonly<Record<string, string>> = { "tsconfig.json": "{}", ".gitignore": "lib/net.py\n", "made/store.ts": "export const load = (path: string) => path;\n" };
const pieces = [
  "time.sleep(1)", "import time\n", "    helper(4)\n", "read('x')", "from lib.net import *\n", "async def save(): pass\n", "@property\n", "self.reader = read", "\n", "    ", "(", ")", "#", "'", "😀",
  "load('a');", "save('b');\n", "export const tidy = (t: string) => readFileSync(t, 'utf8');\n", "}", "{", "import { load } from './made/store.js';\n", "// nothing\n",
];

/** What a server says of everything: the diagnostics of all files and documents, and what can be done about each. */
async function everything(client: Client, root: string, documents: ReadonlyMap<string, unknown>): Promise<unknown> {
  const { items } = await client.request("workspace/diagnostic", { previousResultIds: [] });
  const reports = items.map((report: any) => [report.uri, report]);
  for (const name of documents.keys()) reports.push([uri(root, name), await pull(client, uri(root, name))]);
  const said = [];
  for (const [of, report] of reports) {
    const mends = [];
    for (const { range } of report.items) mends.push(await actions(client, of, range.start.line, range.start.character));
    said.push([of, report, mends]);
  }
  return said;
}

describe("a server after many edits", function () {
  this.timeout(120_000);
  for (const [seed, name] of [[1, "py and ts"], [2, "with pulls in between"]] as const) it(`says what a fresh one says (${name})`, async () => {
    const { below, pick, chance } = random(seed);
    const root = folder(start);
    const files = new Set(Object.keys(start));
    const documents = new Map<string, { text: string; version: number }>();
    const capabilities = { ...able, textDocument: { ...able.textDocument, codeAction: plain.textDocument.codeAction } };
    const live = here();
    await introduce(live, { roots: [root], capabilities });
    const happened = (type: number, name: string): object => ({ uri: uri(root, name), type });
    const tell = (...changes: object[]): void => live.notify("workspace/didChangeWatchedFiles", { changes });
    const onDisk = (name: string): string | undefined => (existsSync(join(root, name)) ? readFileSync(join(root, name), "utf8") : undefined);
    const put = (name: string, text: string): void => {
      const type = onDisk(name) === undefined ? 1 : 2;
      write(root, name, text);
      tell(happened(type, name));
    };
    const original = (name: string): string => start[name] ?? start[name.endsWith(".py") ? "app.py" : "store.ts"]!;
    const sources = (): string[] => [...files].filter((name) => /\.(py|ts)$/.test(name));

    /** One thing that happens in an editor, or outside of it. */
    function step(): void {
      const name = pick(sources());
      const document = documents.get(name);
      const isOpen = pick([true, true, true, false, false]);
      if (isOpen && document) {
        const action = below(10);
        if (action < 2) {
          documents.delete(name);
          live.notify("textDocument/didClose", { textDocument: { uri: uri(root, name) } });
        } else if (action === 2) {
          put(name, document.text);
          live.notify("textDocument/didSave", { textDocument: { uri: uri(root, name) } });
        } else {
          const next = action < 6 ? original(name) : randomEdit(document.text, { below, pick, chance }, pieces);
          document.version++;
          live.notify("textDocument/didChange", { textDocument: { uri: uri(root, name), version: document.version }, contentChanges: [changeBetween(document.text, next)] });
          document.text = next;
        }
        return;
      }
      if (isOpen) {
        const text = onDisk(name) ?? original(name);
        documents.set(name, { text, version: 1 });
        return open(live, uri(root, name), text);
      }
      const action = below(8);
      if (action === 0) {
        const configuration = pick(Object.keys(other));
        put(configuration, pick([start, other])[configuration]!);
      } else if (action === 1 && onDisk(name) !== undefined) {
        rmSync(join(root, name));
        tell(happened(3, name));
      } else if (action === 2 && onDisk(name) !== undefined) {
        const to = `${pick(["", "lib/", "new/"])}${pick(["app", "net", "store", "fresh"])}.${name.split(".").at(-1)}`;
        const type = onDisk(to) === undefined ? 1 : 2;
        write(root, to, "");
        renameSync(join(root, name), join(root, to));
        files.add(to);
        if (to !== name) tell(happened(3, name), happened(type, to));
      } else put(name, action < 6 ? original(name) : randomEdit(onDisk(name) ?? "", { below, pick, chance }, pieces));
    }

    let chains = 0;
    for (let edits = 0; edits < 500; ) {
      for (const until = edits + 50; edits < until; edits++) {
        step();
        if (seed === 2 && chance(30)) await pull(live, uri(root, pick(sources())));
      }
      const fresh = here();
      await introduce(fresh, { roots: [root], capabilities });
      for (const [name, { text, version }] of documents) open(fresh, uri(root, name), text, undefined, version);
      const expected = await everything(fresh, root, documents);
      assert.deepEqual(await everything(live, root, documents), expected, `after ${edits} edits`);
      chains += JSON.stringify(expected).split("relatedInformation").length - 1;
    }
    assert.ok(chains > 100, `there was something to compare: ${chains} chains`);
  });
});

/** The change from one text to another as an editor sends it: what differs, and where. */
function changeBetween(before: string, after: string): object {
  let [head, tail] = [0, 0];
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) head++;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const at = (offset: number) => {
    const lines = before.slice(0, offset).split("\n");
    return { line: lines.length - 1, character: lines.at(-1)!.length };
  };
  return { range: { start: at(head), end: at(before.length - tail) }, text: after.slice(head, after.length - tail) };
}
