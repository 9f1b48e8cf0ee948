import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { createModules } from "../rules/modules.js";
import { faults } from "../rules/project.js";
import { memoryHost } from "./support/memory-host.js";

const head = "import asyncio\n\nasync def main():\n    queue = asyncio.Queue()\n    asyncio.create_task(worker(queue))\n    await queue.join()\n\n";
const times = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_, i) => text(i)).join("");

/** Functions that grow, and what is found in one of `size`. */
const growing: readonly (readonly [name: string, path: string, text: (size: number) => string, found: (size: number) => number])[] = [
  ["one duty, and many ways to leave", "/w/a.py", (size) =>
    `${head}async def worker(queue):\n    while True:\n        item = await queue.get()\n${times(size, (i) => `        if item == ${i}:\n            work_${i}(item)\n            continue\n`)}        queue.task_done()\n`, () => 1],
  ["many duties in a row", "/w/a.py", (size) =>
    `${head}async def worker(queue):\n${times(size, () => "    item = await queue.get()\n    if item.done:\n        return\n    queue.task_done()\n")}`, (size) => size],
  ["many exceptions that are caught, and a helper", "/w/a.py", (size) =>
    `${head}def done(queue):\n    queue.task_done()\n\nasync def worker(queue):\n    while True:\n        item = await queue.get()\n${times(size, (i) => `        try:\n            await work_${i}(item)\n        except ValueError:\n            print(item)\n`)}        done(queue)\n`, () => 0],
  ["a callback with many ways", "/w/a.js", (size) =>
    `import async from "async";\nexport const q = async.queue((task, callback) => {\n${times(size, (i) => `  if (task === ${i}) {\n    work${i}(task);\n    return;\n  }\n`)}  callback();\n}, 1);\n`, () => 1],
  ["something that goes round through many functions", "/w/a.js", (size) =>
    times(size, (i) => `function f${i}(e, t) {\n  e.get(t);\n  f${(i + 1) % size}(e, t);\n  f${(i + 1) % size}(e.a, t);\n}\n`), () => 0],
];

describe("what is to be settled", () => {
  before(async function () {
    this.timeout(60_000);
    await startFrontends();
  });

  const [rule] = faults.filter(({ id }) => id === "missing-task-done");

  /** What is found in a text, and how often a value was asked for on the way. */
  function work(path: string, text: string): { readonly found: number; readonly asked: number } {
    const modules = createModules(memoryHost(new Map([[path, text]])), { filesLowered: 0, functionsLowered: 0, filesChecked: 0 });
    modules.analysis.module(path);
    modules.settle();
    let asked = 0;
    const world = { ...modules.analysis.world, evaluate: (...args: Parameters<typeof modules.analysis.world.evaluate>) => (asked++, modules.analysis.world.evaluate(...args)) };
    const found = modules.reading(path, () => [...rule!.check(path, { ...modules.analysis, world })].filter(({ strict }) => !strict).length);
    return { found, asked };
  }

  for (const [name, path, text, found] of growing) {
    it(`is as much work as there is text: ${name}`, () => {
      const [some, more] = [work(path, text(40)), work(path, text(160))];
      assert.deepEqual([some.found, more.found], [found(40), found(160)]);
      assert.ok(some.asked > 40 && more.asked < 5 * some.asked, `${some.asked} values, and of four times the text ${more.asked}`);
    });
  }
});
