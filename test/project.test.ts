import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { createProject, type Project } from "../rules/project.js";
import { memoryHost } from "./support/memory-host.js";
import { random as createRandom, type Random } from "./support/random.js";

before(startFrontends);

const start = new Map(Object.entries({
  "/w/app.py": "from service import Service, helper\nimport lib.disk as disk\n\nasync def main(service: Service):\n    helper(1)\n    service.load('a')\n    disk.read('b')\n    save()\n\nasync def save():\n    return disk.read('c')\n",
  "/w/service.py": "import time\nfrom lib import net\nfrom lib.disk import read\n\ndef helper(n):\n    return net.fetch(n)\n\nclass Service:\n    def __init__(self):\n        self.reader = read\n\n    def load(self, key):\n        return self.reader(key)\n\n    @property\n    def text(self):\n        return read('text')\n",
  "/w/lib/__init__.py": "",
  "/w/lib/net.py": "import requests\n\ndef fetch(n):\n    return requests.get(str(n))\n\ndef on_loop(callback):\n    callback()\n",
  "/w/lib/disk.py": "from pathlib import Path\nimport time\n\ndef read(name):\n    return Path(name).read_text()\n\ndef cycle(n):\n    return other(n)\n\ndef other(n):\n    return cycle(n - 1)\n",
  "/w/loop.py": "import asyncio\nfrom service import helper\nfrom lib.net import on_loop\n\ndef tick():\n    helper(2)\n\nasync def start(service):\n    asyncio.get_running_loop().call_soon(tick)\n    on_loop(lambda: helper(3))\n    return service.text\n",
  "/w/lib/job.py": "import time\n\nclass Job:\n    def run(self):\n        self.prepare()\n        self.finish()\n\n    def prepare(self):\n        self.each(lambda: self.step())\n\n    def each(self, work):\n        work()\n\n    def step(self):\n        return 1\n\n    def finish(self):\n        raise NotImplementedError\n\n    async def main(self):\n        self.finish()\n        self.run()\n",
  "/w/jobs.py": "import time\nfrom lib.job import Job\nfrom lib.disk import read\n\nclass Reading(Job):\n    def step(self):\n        return read('step')\n\n    def finish(self):\n        time.sleep(1)\n\nclass Sleeping(Reading):\n    def finish(self):\n        self.step()\n        time.sleep(2)\n\nasync def work(job: Reading, other: Job):\n    job.run()\n    Sleeping().run()\n    other.run()\n    other.finish()\n",
  "/w/task.ts": "import { readFileSync } from 'node:fs';\n\nexport abstract class Task {\n  abstract load(path: string): string;\n  tidy(text: string): string {\n    return text;\n  }\n  run(): string {\n    return this.tidy(this.load('a'));\n  }\n}\nexport class FileTask extends Task {\n  load(path: string): string {\n    return readFileSync(path, 'utf8');\n  }\n}\nexport async function start(task: FileTask, any: Task) {\n  task.run();\n  return any.run();\n}\n",
  "/w/web.ts": "import { load } from './store.js';\nimport { save } from './orders.js';\n\nexport async function handler(path: string) {\n  save(path);\n  return load(path);\n}\n",
  "/w/store.ts": "import { readFileSync } from 'node:fs';\nimport { tidy } from './orders.js';\n\nexport function load(path: string): string {\n  return tidy(readFileSync(path, 'utf8'));\n}\n",
  "/w/orders.ts": "import { load } from './store.js';\n\nexport async function save(path: string): Promise<void> {\n  await null;\n  load(path);\n}\nexport function tidy(text: string): string {\n  return text.trim();\n}\nsetTimeout(() => tidy('x'), 10);\n",
  "/w/beat.py": "import asyncio\nfrom app import save\n\nasync def beat():\n    while True:\n        try:\n            await save()\n        except Exception:\n            print('no')\n        await asyncio.sleep(1)\n\nasync def hold():\n    await asyncio.get_running_loop().create_future()\n",
  "/w/main.py": "import asyncio\nfrom beat import beat, hold\n\nasync def main():\n    asyncio.create_task(beat())\n    asyncio.create_task(hold())\n    await asyncio.sleep(1)\n",
  "/w/clock.ts": "export function now(): Promise<number> {\n  return Promise.resolve(1);\n}\nexport async function later() {\n  try {\n    return await fetch('/');\n  } catch {\n    return undefined;\n  }\n}\n",
  "/w/soon.ts": "import { later } from './clock.js';\n\nexport function soon() {\n  return later();\n}\n",
  "/w/chain.ts": "import { save } from './orders.js';\nimport { later, now } from './clock.js';\nimport { soon } from './soon.js';\n\nexport async function show(path: string) {\n  save(path).then(() => now());\n  now().then(() => save(path));\n  const waiting = later();\n  await now();\n  soon().then(() => load('x'));\n  await waiting;\n}\nasync function load(name: string) {\n  return later();\n}\n",
}));

/** Lines that an edit may put in, at the indentation of the line before. */
const lines = {
  py: ["time.sleep(1)", "import time", "helper(4)", "read('x')", "fetch(5)", "cycle(3)", "return net.fetch(6)", "save()", "x = save()", "async def save(): pass", "@property", "pass", "def read(name): return name", "self.step()", "self.finish()", "def step(self): time.sleep(1)", "def finish(self): return 2", "class Late(Job): pass", "from lib.net import *", "self.reader = read", "# nothing", "raise ValueError()", "await hold()", "asyncio.create_task(beat())", "async def beat(): pass"],
  ts: ["load('a');", "save('b');", "readFileSync('c');", "return tidy('d');", "const x = save('e');", "export const tidy = (t: string) => readFileSync(t, 'utf8');", "setTimeout(() => load('f'), 1);", "this.tidy('x');", "tidy(text: string) { return readFileSync(text, 'utf8'); }", "class Late extends Task {}", "// nothing", "}", "throw new Error();", "return fetch('g');", "now().then(() => tidy('h'));", "return now();"],
};

/** One random edit of the workspace; gives the path it changed. */
function edit(files: Map<string, string>, random: Random): string {
  const path = random.pick([...start.keys()]);
  const text = files.get(path);
  if (text === undefined || random.below(40) === 0) {
    if (text === undefined) files.set(path, start.get(path)!);
    else files.delete(path);
    return path;
  }
  const rows = text.split("\n");
  const at = random.below(rows.length);
  const indentation = /^\s*/.exec(rows[Math.max(0, at - 1)]!)![0];
  const change = random.below(6);
  if (change === 0) rows.splice(at, 1);
  else if (change === 1) rows.splice(0, rows.length, ...start.get(path)!.split("\n"));
  else if (change === 2) {
    const row = rows[at]!;
    const column = random.below(row.length + 1);
    rows[at] = row.slice(0, column) + random.pick(["s", "1", "(", ")", " ", ""]) + row.slice(column + random.below(2));
  } else rows.splice(at, 0, indentation + random.pick(path.endsWith(".py") ? lines.py : lines.ts));
  files.set(path, rows.join("\n"));
  return path;
}

function said(project: Project, files: ReadonlyMap<string, string>): unknown {
  return [...files.keys()].sort().map((path) => [path, project.findings(path).map(({ fault, span, severity, message, trace }) => ({ fault, span, severity, message, trace: trace() }))]);
}

describe("a project after edits", () => {
  for (const seed of [1, 2, 3, 4]) it(`says what a fresh one says (seed ${seed})`, () => {
    const random = createRandom(seed);
    const files = new Map(start);
    const project = createProject(memoryHost(files));
    said(project, files);
    const edits: string[] = [];
    for (let i = 0; i < 60; i++) {
      // Some edits are made before anybody asks again.
      for (let n = random.below(3); n >= 0; n--) {
        const path = edit(files, random);
        project.update(path);
        edits.push(path);
      }
      assert.deepEqual(said(project, files), said(createProject(memoryHost(files)), files), `after ${edits.length} edits, the last of ${edits.slice(-3).join(", ")}`);
    }
  });

  it("has something to say of the workspace it starts from", () => {
    const project = createProject(memoryHost(start));
    const faults = [...start.keys()].flatMap((path) => project.findings(path).map(({ fault }) => fault));
    assert.ok(faults.filter((fault) => fault === "blocking-call").length >= 6, faults.join());
    assert.ok(faults.includes("forgotten-await"));
  });

  it("follows what a base class asks of those who inherit from it", () => {
    const files = new Map([
      ["/w/base.py", "class Base:\n    def run(self):\n        print(0)\n\n    def step(self):\n        raise NotImplementedError\n\n    async def main(self):\n        self.step()\n"],
      ["/w/slow.py", "import time\nfrom base import Base\n\nclass Slow(Base):\n    def step(self):\n        time.sleep(1)\n"],
      ["/w/app.py", "from slow import Slow\n\nasync def handler():\n    Slow().run()\n"],
    ]);
    const project = createProject(memoryHost(files));
    const chains = (path: string): string[] => project.findings(path).map(({ trace }) => trace().map(({ name }) => name).join(" → "));
    const change = (path: string, from: string, to: string): void => {
      files.set(path, (files.get(path) ?? "").replace(from, to));
      project.update(path);
    };
    assert.deepEqual([chains("/w/app.py"), chains("/w/base.py")], [[], ["Slow.step → time.sleep"]]);
    change("/w/base.py", "print(0)", "self.step()");
    assert.deepEqual(chains("/w/app.py"), ["Slow.run → Slow.step → time.sleep"]);
    // Another class whose step does no harm: now nobody can tell which is meant in the base.
    change("/w/calm.py", "", "from base import Base\n\nclass Calm(Base):\n    def step(self):\n        return 1\n");
    assert.deepEqual([chains("/w/app.py"), chains("/w/base.py")], [["Slow.run → Slow.step → time.sleep"], []]);
    change("/w/calm.py", "return 1", "open('x')");
    assert.deepEqual(chains("/w/base.py"), ["Calm.step → open"]);
    change("/w/base.py", "self.step()", "self.stop()");
    assert.deepEqual(chains("/w/app.py"), []);
  });

  it("follows what may fail, however it is handed on", () => {
    const files = new Map(Object.entries({
      "/w/late.ts": "export async function late() {\n  try {\n    return await fetch('/');\n  } catch {\n    console.log('no');\n  }\n}\n",
      "/w/soon.ts": "import { late } from './late.js';\nexport function soon() {\n  return late();\n}\n",
      "/w/show.ts": "import { soon } from './soon.js';\nexport function show() {\n  soon().then(console.log);\n}\n",
    }));
    const project = createProject(memoryHost(files));
    const faults = (): string[] => project.findings("/w/show.ts").map(({ fault }) => fault);
    assert.deepEqual(faults(), []);
    files.set("/w/late.ts", files.get("/w/late.ts")!.replace("console.log('no')", "throw new Error()"));
    project.update("/w/late.ts");
    assert.deepEqual(faults(), ["dangling-task"]);
  });

  it("follows the settings of the workspace", () => {
    const files = new Map([
      ["/w/a.py", "from db import load\n\nasync def handler():\n    load()\n"],
      ["/w/lib/db.py", "import time\n\ndef load():\n    time.sleep(1)\n"],
      ["/w/a.ts", "import { load } from '@/db';\n\nexport async function handler() {\n  return load();\n}\n"],
      ["/w/web/db.ts", "import { readFileSync } from 'node:fs';\n\nexport const load = () => readFileSync('x');\n"],
      ["/w/run.ts", "import { readFileSync } from 'node:fs';\n\nasync function main() {\n  readFileSync('x');\n}\nmain();\n"],
    ]);
    const project = createProject(memoryHost(files));
    const counts = (): number[] => ["/w/a.py", "/w/a.ts", "/w/run.ts"].map((path) => project.findings(path).filter(({ fault }) => fault === "blocking-call").length);
    const set = (path: string, text: string): void => {
      files.set(path, text);
      project.update(path);
    };
    assert.deepEqual(counts(), [0, 0, 1]);
    set("/w/pyproject.toml", "[tool.setuptools.package-dir]\n'' = 'lib'\n");
    assert.deepEqual(counts(), [1, 0, 1]);
    set("/w/tsconfig.json", '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["web/*"] } } }');
    assert.deepEqual(counts(), [1, 1, 1]);
    set("/w/package.json", '{ "bin": "./run.ts" }');
    assert.deepEqual(counts(), [1, 1, 0]);
    files.delete("/w/pyproject.toml");
    project.update("/w/pyproject.toml");
    assert.deepEqual(counts(), [0, 1, 0]);
  });

  it("checks only what an edit can have changed", () => {
    const files = new Map(start);
    const project = createProject(memoryHost(files));
    said(project, files);
    // The first update opens the file, as an editor does.
    project.update("/w/lib/net.py");
    said(project, files);
    const before = { ...project.stats };
    // A comment in a function that is called from two other files.
    files.set("/w/lib/net.py", files.get("/w/lib/net.py")!.replace("    return requests", "    # over the network\n    return requests"));
    project.update("/w/lib/net.py");
    said(project, files);
    assert.equal(project.stats.filesChecked - before.filesChecked, 1);
    assert.equal(project.stats.functionsLowered - before.functionsLowered, 1);
    // Another call: all who come to it are checked again.
    files.set("/w/lib/net.py", files.get("/w/lib/net.py")!.replace("requests.get(str(n))", "str(n)"));
    project.update("/w/lib/net.py");
    assert.deepEqual(project.findings("/w/app.py").filter(({ message }) => message.startsWith("`helper`")), []);
  });
});
