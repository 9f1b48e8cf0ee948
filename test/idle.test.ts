import assert from "node:assert/strict";
import { createProject } from "../rules/project.js";
import { startFrontends } from "../rules/host/start.js";
import { memoryHost } from "./support/memory-host.js";

describe("a loop that only looks", () => {
  before(async function () {
    this.timeout(60_000);
    await startFrontends();
  });

  const messages = (path: string, text: string): string[] => {
    const project = createProject(memoryHost(new Map([[path, text]])));
    return [...project.findings(path)].filter(({ fault }) => fault === "blocking-call").map(({ message }) => message);
  };

  it("is said to end with the time, perhaps, or never", () => {
    const cls = (body: string, open = "async def open(self):") => `import time\nclass G:\n  def __init__(self):\n    self.a = False\n  ${open}\n    self.a = True\n  async def f(self, o):\n    ${body}\n`;
    assert.deepEqual(messages("/w/a.py", cls("while time.time() < o: pass")), ["`while time.time() < o` blocks the event loop: every other task stands still while it asks for the time again and again."]);
    assert.deepEqual(messages("/w/a.py", cls("while not self.a: pass")), ["`while not self.a` blocks the event loop: `G.open` has no turn to set `self.a`, so it never ends."]);
    // Who knows in which thread a plain method is called?
    assert.deepEqual(messages("/w/a.py", cls("while not self.a: pass", "def open(self):")), [
      "`while not self.a` blocks the event loop: every other task stands still while it looks again and again, and if a task should change what it looks at, for ever.",
    ]);
    assert.deepEqual(messages("/w/a.py", cls("while True: pass")), ["`while True` blocks the event loop: it never ends, and nobody else ever has a turn again."]);
    assert.deepEqual(messages("/w/a.ts", "class G { a = false; open() { this.a = true; } async f() { while (!this.a) {} } }"), [
      "`while (!this.a)` blocks the event loop: `G.open` has no turn to set `this.a`, so it never ends.",
    ]);
    assert.deepEqual(messages("/w/a.ts", "export async function f(on) { let a = false; on(() => { a = true; }); while (!a) {} }"), [
      "`while (!a)` blocks the event loop: nobody else has a turn to change `a`, so it never ends.",
    ]);
    assert.deepEqual(messages("/w/a.py", "import asyncio\nready = asyncio.Event()\ndef wait():\n  while not ready.is_set(): pass\nasync def f():\n  wait()\n"), [
      "`wait` blocks the event loop: it comes to a busy loop, and nobody else has a turn to change `ready.is_set`, so it never ends.",
    ]);
  });

  it("is looked at anew when a function that it asks does more, in this file or another", () => {
    for (const home of ["/w/a.py", "/w/b.py"]) {
      const asked = (body: string) => `def over(o):\n  ${body}\n  return o.a\n`;
      const loop = "async def f(o):\n  while not over(o): pass\n";
      const texts = (body: string) => new Map(home === "/w/a.py" ? [["/w/a.py", asked(body) + loop]] : [["/w/b.py", asked(body)], ["/w/a.py", `from b import over\n${loop}`]]);
      const files = texts("print(1)");
      const project = createProject(memoryHost(files));
      const count = (): number => [...project.findings("/w/a.py")].filter(({ fault }) => fault === "blocking-call").length;
      assert.equal(count(), 1);
      for (const [body, found] of [["o.pop()", 0], ["print(2)", 1]] as const) {
        files.set(home, texts(body).get(home)!);
        project.update(home);
        assert.equal(count(), found, `${home}: ${body}`);
      }
    }
  });
});
