import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { createProject, type Project } from "../rules/project.js";
import { memoryHost } from "./support/memory-host.js";
import { random as createRandom } from "./support/random.js";

before(startFrontends);

const start = new Map(Object.entries({
  "/w/main.py": "import asyncio\nfrom service import Service, serve\nfrom ticks import ticker, ticks\n\nasync def main():\n    await serve()\n    print('end')\n\nasync def both():\n    await asyncio.gather(ticker(), Service().run())\n    print('end')\n\nasync def items():\n    async for tick in ticks():\n        print(tick)\n    print('end')\n",
  "/w/service.py": "import asyncio\nfrom ticks import ticker\n\nasync def serve():\n    await Service().run()\n\nclass Service:\n    async def run(self):\n        await self.step()\n        await self.again()\n\n    async def step(self):\n        await asyncio.sleep(1)\n\n    async def again(self):\n        while True:\n            await ticker()\n",
  "/w/ticks.py": "import asyncio\n\nasync def ticker():\n    stop = False\n    while not stop:\n        await asyncio.sleep(1)\n\nasync def ticks():\n    while True:\n        yield 1\n        await other()\n\nasync def other():\n    await ticks2()\n\nasync def ticks2():\n    await other()\n",
  "/w/main.ts": "import { poll, start } from './poll.js';\n\nexport async function main() {\n  await Promise.all([poll(1), start()]);\n  console.log('end');\n}\n",
  "/w/poll.ts": "export async function poll(id: number) {\n  for (;;) {\n    await fetch(`/${id}`);\n  }\n}\nexport function start() {\n  return poll(2);\n}\n",
}));

const lines = {
  py: ["break", "return", "while True:", "await ticker()", "await serve()", "await other()", "    pass", "stop = await other()", "from ticks import *", "class Other(Service):", "    async def again(self): pass", "async def ticker(): pass", "raise ValueError"],
  ts: ["break;", "return;", "for (;;) {", "await poll(3);", "}", "return start();", "export const start = () => 1;"],
};

/** The findings of every file, without other faults. */
const said = (project: Project, files: ReadonlyMap<string, string>): unknown => [...files.keys()].sort().map((path) => [
  path, project.findings(path).filter(({ fault }) => fault === "endless-gather").map(({ span, severity, message, related }) => ({ span, severity, message, related: related?.() })),
]);

describe("what never ends, after edits", () => {
  for (const seed of [1, 2, 3]) it(`is what a fresh project says (seed ${seed})`, () => {
    const random = createRandom(seed);
    const files = new Map(start);
    const project = createProject(memoryHost(files));
    said(project, files);
    for (let i = 0; i < 25; i++) {
      for (let n = random.below(2); n >= 0; n--) {
        const path = random.pick([...start.keys()]);
        const rows = (random.below(8) === 0 ? start.get(path)! : files.get(path)!).split("\n");
        const at = random.below(rows.length);
        const indentation = /^\s*/.exec(rows[Math.max(0, at - 1)]!)![0];
        if (random.below(3) === 0) rows.splice(at, 1);
        else rows.splice(at, 0, indentation + random.pick(path.endsWith(".py") ? lines.py : lines.ts));
        files.set(path, rows.join("\n"));
        project.update(path);
      }
      assert.deepEqual(said(project, files), said(createProject(memoryHost(files)), files), `after ${i + 1} rounds of edits`);
    }
  });

  it("reaches those who wait for it, however far up", () => {
    const files = new Map(start);
    const project = createProject(memoryHost(files));
    const messages = (path: string): string[] => project.findings(path).filter(({ fault }) => fault === "endless-gather").map(({ message }) => message);
    const change = (path: string, from: string, to: string): void => {
      assert.ok(files.get(path)!.includes(from));
      files.set(path, files.get(path)!.replace(from, to));
      project.update(path);
    };
    assert.deepEqual(messages("/w/main.py"), [
      "`serve` never ends, so `print('end')` is never reached.",
      "`ticker` and `Service().run` never end, so `asyncio.gather` waits for ever and `print('end')` is never reached.",
      "`ticks` never ends, so `print('end')` is never reached.",
    ]);
    assert.deepEqual(messages("/w/main.ts"), ["`poll` and `start` never end, so `Promise.all` waits for ever and `console.log('end')` is never reached."]);
    change("/w/ticks.py", "    while not stop:", "    while not stop:\n        stop = True");
    change("/w/poll.ts", "await fetch", "return await fetch");
    assert.deepEqual([messages("/w/main.py").length, messages("/w/main.ts")], [3, []]);
    change("/w/service.py", "while True:", "if True:");
    assert.deepEqual(messages("/w/main.py"), ["`ticks` never ends, so `print('end')` is never reached."]);
    change("/w/ticks.py", "        stop = True", "        pass");
    change("/w/service.py", "if True:", "while True:");
    assert.equal(messages("/w/main.py").length, 3);
    // Another class whose method comes to an end: nobody knows which is meant.
    files.set("/w/other.py", "from service import Service\n\nclass Other(Service):\n    async def again(self):\n        pass\n");
    project.update("/w/other.py");
    assert.deepEqual(messages("/w/main.py").map((message) => message.split(" ", 1)[0]), ["`ticker`", "`ticks`"]);
  });
});
