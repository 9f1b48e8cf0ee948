import assert from "node:assert/strict";
import { apply, fixBlocking, fixForgotten, runAll, start } from "./python-support.js";
import type { Blocking } from "./python-support.js";

/** A program with its site marked, and the fields of the site. */
interface Program { readonly title: string; readonly text: string; readonly site?: Blocking; readonly forgotten?: Parameters<typeof fixForgotten>[1] }

const coroutine = (body: string, head = ""): string =>
  `import asyncio, json, os, pathlib, time\n${head}\nasync def main():\n${body.replaceAll(/^(?=.)/gm, "    ")}\n\nasyncio.run(main())\n`;

const blocking: readonly Program[] = [
  { title: "sleep", text: coroutine("print('a')\nprint(«time.sleep(0.01)»)\nprint('b')") },
  { title: "sleep without an import of asyncio", text: "import time\n\nasync def main():\n    print([«time.sleep(x)» for x in (0, 0)])\n\nimport asyncio as loop\nloop.run(main())\n" },
  { title: "sleep in an async generator", text: coroutine("async def g():\n    yield 1\n    «time.sleep(0)»\n    yield 2\nprint([x async for x in g()])") },
  { title: "a receiver's value goes on", text: coroutine("p = pathlib.Path('data.txt')\nprint(«p.read_text(encoding='utf-8')».split()[0].upper())"), site: { leaf: "pathlib.Path.read_text" } },
  { title: "before Python 3.9", text: coroutine("print(len(«pathlib.Path('data.txt').read_text(encoding='utf-8')»))"), site: { python: [3, 8] } },
  { title: "a helper with every kind of argument", text: coroutine("rest, more = [2], {'d': 4}\nprint(«load(1, *rest, c=3, **more)»)", "def load(*a, **k): return a, k\n"), site: { depth: 2 } },
  { title: "a helper with a generator expression", text: coroutine("print(«load(x for x in range(3))»)", "def load(a): return sum(a)\n"), site: { depth: 2 } },
  { title: "a helper's error comes through", text: coroutine("try:\n    «load()»\nexcept ValueError as error:\n    print('caught', error)", "def load(): raise ValueError(1)\n"), site: { depth: 2 } },
  { title: "a helper sees the context", text: coroutine("var.set(7)\nprint(«load()»)", "import contextvars\nvar = contextvars.ContextVar('var')\ndef load(): return var.get()\n"), site: { depth: 2 } },
  { title: "super() and a private name", text: coroutine("class A:\n    def load(self): return 'base'\nclass B(A):\n    def __own(self): return 'own'\n    async def go(self):\n        return «super().load()» + self.__own()\nprint(await B().go())"), site: { depth: 2 } },
  { title: "a property", text: coroutine("class A:\n    @property\n    def size(self): return 3\na = A()\nprint(«a.size» ** 2)"), site: { form: "load", leaf: "os.stat", depth: 2 } },
  { title: "a listing", text: coroutine("for x in «pathlib.Path('.').glob('*')»:\n    print(x)"), site: { form: "iterate", leaf: "pathlib.Path.glob.__iter__" } },
  { title: "reading a file in a with", text: coroutine("for name in ['data.txt', 'data.txt']:\n    with open(name) as f:  # it\n        text = «f.read()».upper()\n    print(text)") },
  { title: "reading what is lazy", text: coroutine("import csv\nwith open('data.txt') as f:\n    rows = list(«csv.reader(f)»)\nprint(rows)") },
  { title: "writing a file, then reading it", text: coroutine("value = {'x': '''1\n2'''}\nwith open('new.txt', 'w') as f: «f.write(json.dumps(value))»\nprint(pathlib.Path('new.txt').read_text())") },
  { title: "a loop in a function that is left", text: coroutine("async def get():\n    while True:\n        with pathlib.Path('data.txt').open() as f:\n            return «f.readlines()»\nprint(await get())") },
  { title: "opening and reading at once", text: coroutine("name = 'data.txt'\nprint(«open(name).read()»[:3])".replace("print(", "import warnings; warnings.simplefilter('ignore')\nprint(")) },
  { title: "a file that is opened in a thread and stays open", text: coroutine("with «open('data.txt')» as f:\n    print(f.readline())\n    print(f.readline())") },
  { title: "a future", text: coroutine("from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor()\nprint(«pool.submit(pow, 2, 3).result()»)"), site: { leaf: "concurrent.futures.Future.result", offload: "no" } },
  { title: "a pool of processes", text: "import json\n\ndef load(text, extra=0): return json.loads(text)[0] + extra\n\nasync def main():\n    print(«json.loads('[1, 2]')»)\n\nif __name__ == '__main__':\n    import asyncio as loop\n    loop.run(main())\n", site: { offload: "process", leaf: "json.loads" } },
];

const forgotten: readonly (Program & { readonly says: string })[] = [
  { title: "a bare statement", text: coroutine("«save(1)»\nprint('end')", "async def save(x):\n    await asyncio.sleep(0)\n    print('saved', x)\n"), says: "saved 1\nend\n" },
  { title: "a list that is thrown away", text: coroutine("[«save(x)» for x in (1, 2)]\nprint('end')", "async def save(x): print('saved', x)\n"), forgotten: { how: "inside" }, says: "saved 1\nsaved 2\nend\n" },
  { title: "a list that is kept", text: coroutine("jobs = [«save(1)», save(2)]\nprint('end')", "async def save(x): print('saved', x)\n"), forgotten: { how: "inside", kept: "jobs" }, says: "saved 1\nsaved 2\nend\n" },
  { title: "a dict that is kept", text: coroutine("jobs = {'a': «save(1)»}\nprint('end')", "async def save(x): print('saved', x)\n"), forgotten: { how: "inside", kept: "jobs" }, says: "saved 1\nend\n" },
  { title: "a value that is subscripted", text: coroutine("print(«load()»['x'])", "async def load(): return {'x': 1}\n"), forgotten: { how: "tested" }, says: "1\n" },
  { title: "a condition", text: coroutine("print('yes' if «ready()» else 'no')", "async def ready(): return False\n"), forgotten: { how: "tested" }, says: "no\n" },
  { title: "a program", text: "async def main(): print('ran')\n\nif __name__ == '__main__':\n    «main()»\n", forgotten: { scope: "module" }, says: "ran\n" },
  { title: "an endless one", text: coroutine("«ticker()»\nawait asyncio.sleep(0)\nprint('end')", "async def ticker():\n    while True:\n        print('tick')\n        await asyncio.sleep(9)\n"), forgotten: { endless: true }, says: "tick\nend\n" },
  { title: "endless ones in a loop", text: coroutine("for i in range(2):\n    «ticker(i)»\nawait asyncio.sleep(0)", "async def ticker(i):\n    while True:\n        print('tick', i)\n        await asyncio.sleep(9)\n"), forgotten: { endless: true }, says: "tick 0\ntick 1\n" },
];

describe("Python that was mended, run for real", () => {
  before(start);

  it("says what it said before, where a blocking call was mended", function () {
    this.timeout(20_000);
    const all = blocking.map(({ title, text, site }) => ({ title, ...fixBlocking(text, site) }));
    const unmended = all.filter(({ fixes }) => fixes.length === 0).map(({ title }) => title);
    assert.deepEqual(unmended, []);
    const said = runAll(all.flatMap(({ text, fixes }) => [text, apply(text, fixes[0]!)]));
    for (const [at, { title }] of all.entries()) {
      const [before, after] = [said[2 * at], said[2 * at + 1]];
      assert.ok(before && !/Error|Warning/.test(before), `${title}: ${before}`);
      assert.equal(after, before, title);
    }
  });

  it("does what was forgotten, without a warning", function () {
    this.timeout(20_000);
    const all = forgotten.map(({ title, says, text, forgotten: fields }) => ({ title, says, ...fixForgotten(text, fields) }));
    const said = runAll(all.flatMap(({ text, fixes }) => [text, apply(text, fixes[0]!)]));
    for (const [at, { title, says }] of all.entries()) {
      assert.notEqual(said[2 * at], says, `${title}: was right before`);
      assert.equal(said[2 * at + 1], says, title);
    }
  });
});
