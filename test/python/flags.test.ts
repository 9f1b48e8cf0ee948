import assert from "node:assert/strict";
import { createProject } from "../../rules/project.js";
import { startFrontends } from "../../rules/host/start.js";
import type { Loop } from "../../rules/model/step.js";
import { walk } from "../../rules/model/walk.js";
import { python } from "../../rules/python/frontend.js";
import { func, show } from "../support/facts.js";
import { memoryHost } from "../support/memory-host.js";
import { pythonStarted } from "../support/wasm.js";

/** What a function sets that others know of, and what its loops ask: "still" where a round changes nothing. */
function facts(text: string, name = "f"): { sets: string; loops: string[] } {
  const { steps, sets } = func(python.lower("/w/a.py", text), name);
  const loops: Loop[] = [];
  walk(steps, (step) => void (step.is === "loop" && loops.push(step)));
  return { sets: (sets ?? []).map(show).join(" "), loops: loops.map(({ asks, still }) => `${(asks ?? []).map(show).join(" ")}${still ? " still" : ""}`) };
}

describe("flags in Python", () => {
  before(() => pythonStarted);

  it("are names of others and attributes of what others know of", () => {
    assert.equal(facts("def f(o):\n  global a\n  a = 1\n  o.b = 2\n  o.b = 3\n  o.c += 1\n  d = 1\n  make().e = 2\n").sets, "a $0.b $0.c");
    assert.equal(facts("def g():\n  a = 1\n  def f():\n    nonlocal a\n    a = 2\n", "g.f").sets, "a");
    assert.equal(facts("class C:\n  def f(self):\n    self.a = 1\n", "C.f").sets, "");
  });

  it("are asked by loops, by name where another function may set them", () => {
    assert.deepEqual(facts("def f():\n  a = 1\n  while a: pass\n  def g():\n    nonlocal a\n    a = 2\n").loops, ["a still"]);
    assert.deepEqual(facts("def f():\n  a = 1\n  while a: pass\n").loops, [""]);
  });

  it("are set as often as they are set, whatever stands behind the constant", () => {
    for (const end of ["\n", "\r\n", ";\n", " # none\n"]) {
      const { locals } = func(python.lower("/w/a.py", `def f():\n  a = 0${end}  for b in c:\n    a = 0${end}  def g():\n    while a: pass\n`), "f");
      assert.equal(show(locals.get("a")!), "0 | 0", JSON.stringify(end));
    }
  });

  it("leave a loop still only where a round sets nothing", () => {
    const loop = (body: string, asks = "self.a"): string => facts(`class C:\n  def f(self, o):\n    while ${asks}:\n      ${body}\n`, "C.f").loops[0]!;
    assert.equal(loop("b = 1; g(b)"), "self.a still");
    for (const body of ["self.b = 1", "self.b += 1", "o.b = 1", "o[0] = 1", "del o.b", "yield 1"]) assert.equal(loop(body), "self.a", body);
  });

  it("leave a loop idle where a round leaves all as it found it", () => {
    const idle = (loop: string): boolean => {
      let found = false;
      walk(func(python.lower("/w/a.py", `async def f(o, s):\n  ${loop}\n`), "f").steps, (step) => void (found ||= step.is === "loop" && step.idle === true));
      return found;
    };
    for (const loop of [
      "while o.a: pass", "while not o.a() or o[0] < 1: ...", "while True:\n    if o.a: break\n    elif s: return 1\n    else: continue", "while s: a = o.c() if s else 1",
      "while 1:\n    a = o.c\n    print(a)",
    ]) assert.equal(idle(loop), true, loop);
    for (const loop of [
      "while o.a: s += 1", "while o.a: o.b = 1", "while o.a: o = o.a", "while (a := o.b()): pass", "while await o.a(): pass", "while s: yield", "while s: a = b; b = a", "while s: del s",
      "while s:\n    a = 1\n    a = 2", "while s:\n    try: o.a()\n    except E: pass", "while s:\n    for x in o: pass", "while s: a, b = o", "while any(x for x in o): pass", "for x in o: pass",
    ]) assert.equal(idle(loop), false, loop);
  });

  it("are followed when the file that sets them changes", async () => {
    await startFrontends();
    const setting = "stopping = False\n\n\ndef stop():\n    global stopping\n    stopping = True\n";
    const texts = new Map([["/w/main.py", "import asyncio\nimport state\n\n\nasync def f():\n    while not state.stopping:\n        await asyncio.sleep(1)\n"], ["/w/state.py", setting]]);
    const project = createProject(memoryHost(texts));
    const found = (): string[] => project.findings("/w/main.py").map(({ fault }) => fault);
    assert.deepEqual(found(), ["polling-loop"]);
    texts.set("/w/state.py", setting.replace("    stopping = True", "    print(stopping)"));
    project.update("/w/state.py");
    assert.deepEqual(found(), []);
    texts.set("/w/state.py", setting);
    project.update("/w/state.py");
    assert.deepEqual(found(), ["polling-loop"]);
  });
});
