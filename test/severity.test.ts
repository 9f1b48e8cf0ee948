import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { createProject } from "../rules/project.js";
import { memoryHost } from "./support/memory-host.js";

/** Every finding of a file as `line severity`. */
function loudness(name: string, text: string): string[] {
  const path = `/w/${name}`;
  const project = createProject(memoryHost(new Map([[path, text]])));
  return project.findings(path).map(({ span, severity }) => `${text.slice(0, span[0]).split("\n").length} ${severity}`);
}

const costs = `
import os, time, threading, pathlib
async def main(path: pathlib.Path):
    time.sleep(1)
    path.mkdir()
    path.exists()
`;

const locks = `
import asyncio, threading
class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 0
    def add(self):
        with self.lock:
            self.n += 1
    def count(self):
        self.lock.acquire()
        try:
            return self.n
        finally:
            self.lock.release()
    def take(self):
        self.lock.acquire()
async def main(counter: Counter):
    counter.add()
    counter.count()
    counter.take()
    with counter.lock:
        counter.n += 1
    with counter.lock:
        await asyncio.sleep(1)
`;

const program = `
async function main(): Promise<void> { throw new Error(); }
main();
console.log("on");
function start() { main(); }
start();
main();
`;

describe("how loud a forgotten await is", () => {
  before(startFrontends);

  it("is less where nothing follows that should have waited", () => assert.deepEqual(loudness("main.ts", program), ["3 error", "5 warning", "7 hint"]));
});

describe("how loud a blocking call is", () => {
  before(startFrontends);

  it("is less in a folder of tests, in JavaScript", () => {
    const text = 'import fs from "node:fs";\nexport async function main() { fs.mkdirSync("a"); }\n';
    assert.deepEqual([loudness("test/main.js", text), loudness("lib/main.js", text)], [["2 hint"], ["2 warning"]]);
  });

  it("follows its cost", () => assert.deepEqual(loudness("main.py", costs), ["4 error", "5 warning", "6 hint"]));

  it("is less in a test, but for what costs much", () => assert.deepEqual(loudness("test_main.py", costs), ["4 error", "5 hint", "6 hint"]));

  it("is less in a test for whole files and what computes", () => {
    const text = "import pathlib, zlib\nasync def main(path: pathlib.Path):\n    path.read_bytes()\n    zlib.compress(b'')\n";
    assert.deepEqual([loudness("test_main.py", text), loudness("main.py", text)], [["3 warning", "4 warning"], ["3 error", "4 error"]]);
  });

  it("is little for a lock that is given back at once, more for one that is kept, and another fault (lock-across-await) over an await", () =>
    assert.deepEqual(loudness("main.py", locks), ["19 hint", "20 hint", "21 warning", "22 hint", "24 error"]));
});
