import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { createProject, type Project } from "../rules/project.js";
import { memoryHost } from "./support/memory-host.js";
import { random as createRandom } from "./support/random.js";

const python = {
  "/w/app.py": "import asyncio\nfrom shop import read_prices, Shop\nimport stock\n\nasync def main(ids, shop: Shop):\n    prices = await read_prices()\n    items = await stock.list_items()\n    one = await shop.find(1)\n    two = await shop.find(2)\n    for n in ids:\n        await stock.show(n)\n    return prices, items, one, two\n",
  "/w/shop.py": "import stock\n\nasync def read_prices():\n    return await stock.ask('prices')\n\nclass Shop:\n    async def find(self, n):\n        return await self.look(n)\n\n    async def look(self, n):\n        return await stock.ask(n)\n",
  "/w/stock.py": "import asyncio\n\nseen = []\n\nasync def list_items():\n    return await ask('items')\n\nasync def show(n):\n    print(await ask(n))\n\nasync def ask(what):\n    await asyncio.sleep(0.1)\n    return note(what)\n\ndef note(what):\n    return what\n",
} as const;

const typescript = {
  "/w/app.ts": "import { readPrices, Shop } from './shop.js';\nimport * as stock from './stock.js';\n\nexport async function main(ids: number[], shop: Shop) {\n  const prices = await readPrices();\n  const items = await stock.listItems();\n  const one = await shop.find(1);\n  const two = await shop.find(2);\n  for (const n of ids) await stock.show(n);\n  return [prices, items, one, two];\n}\n",
  "/w/shop.ts": "import * as stock from './stock.js';\n\nexport async function readPrices() {\n  return await stock.ask('prices');\n}\nexport class Shop {\n  async find(n: number) {\n    return await this.look(n);\n  }\n  async look(n: number) {\n    return await stock.ask(n);\n  }\n}\n",
  "/w/stock.ts": "const seen = [];\n\nexport async function listItems() {\n  return await ask('items');\n}\nexport async function show(n: number) {\n  console.log(await ask(n));\n}\nexport async function ask(what: unknown) {\n  await new Promise((resolve) => setTimeout(resolve, 100));\n  return note(what);\n}\nfunction note(what: unknown) {\n  return what;\n}\n",
} as const;

/** What a function says once a line is put into its body, so that the calls of it are not to be waited for together any more. */
const loud = [
  ["/w/stock.py", "    return what\n", "    seen[0] = what\n    return what\n"],
  ["/w/stock.py", "    await asyncio.sleep(0.1)\n", "    await send(what)\n"],
  ["/w/shop.py", "        return await stock.ask(n)\n", "        self.last = n\n        return await stock.ask(n)\n"],
  ["/w/shop.py", "    async def look(self, n):", "    async def look(self, n, lock=None):\n        async with self.lock: pass"],
  ["/w/stock.py", "def note(what):", "def note(what, k=1):\n    store.save(what)"],
  ["/w/stock.ts", "  return what;\n", "  seen[0] = what;\n  return what;\n"],
  ["/w/stock.ts", "  return note(what);", "  await send(what);\n  return note(what);"],
  ["/w/shop.ts", "    return await stock.ask(n);", "    this.last = n;\n    return await stock.ask(n);"],
] as const;

const said = (project: Project, files: ReadonlyMap<string, string>): string[] =>
  [...files.keys()].flatMap((path) => project.findings(path).map(({ fault, span, message }) => `${path} ${fault} ${span.join()} ${message}`));

describe("what functions do, as far as others can tell", () => {
  before(startFrontends);

  const start = new Map<string, string>([...Object.entries(python), ...Object.entries(typescript)]);

  it("is followed through all that they call", () => {
    const serial = said(createProject(memoryHost(start)), start).filter((line) => line.includes("serial-awaits"));
    assert.deepEqual(serial.map((line) => line.split(" ")[0]).filter((path) => path === "/w/app.py" || path === "/w/app.ts").length, 4, serial.join("\n"));
  });

  it("is another when one of them is edited, however far away, and again when it is put back", () => {
    const files = new Map(start);
    const project = createProject(memoryHost(files));
    const before = said(project, files);
    for (const [path, from, to] of loud) {
      const text = files.get(path)!;
      files.set(path, text.replace(from, to));
      assert.notEqual(files.get(path), text);
      project.update(path);
      const now = said(project, files);
      assert.deepEqual(now, said(createProject(memoryHost(files)), files), to);
      const ofMain = (lines: readonly string[]): string[] => lines.filter((line) => /^\/w\/app\.\w+ serial-awaits/.test(line));
      assert.notDeepEqual(ofMain(now), ofMain(before), to);
      files.set(path, text);
      project.update(path);
      assert.deepEqual(said(project, files), before, to);
    }
  });

  it("is that of the texts after any edits", () => {
    const random = createRandom(7);
    const files = new Map(start);
    const project = createProject(memoryHost(files));
    said(project, files);
    for (let i = 0; i < 60; i++) {
      const [path, from, to] = random.pick(loud);
      const text = files.get(path)!;
      files.set(path, text.includes(to) ? text.replace(to, from) : text.replace(from, to));
      project.update(path);
      if (random.below(2) === 0) assert.deepEqual(said(project, files), said(createProject(memoryHost(files)), files), `edit ${i}: ${to}`);
    }
  });
});
