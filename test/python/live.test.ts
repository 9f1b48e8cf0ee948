import assert from "node:assert/strict";
import { python } from "../../rules/python/frontend.js";
import { randomEdit } from "../support/edits.js";
import { pythonSources } from "../support/python-sources.js";
import { random } from "../support/random.js";
import { pythonStarted } from "../support/wasm.js";

const path = "/w/a.py";
const pieces = [
  "(", ")", "[", "]", "{", "\n", "\n    ", "\n        ", "    ", "x", "1", ".", ",", ":", "=", "\"", "'", "\"\"\"", "#", "\\", "😀", "\r\n", "\t",
  "await ", "async ", "def f(a=g()):\n    pass\n", "    def m(self): return self.x\n", "class C:\n", "if x:\n", "return ", "lambda: ", "pending",
  "x = f()\n", "yield ", "global LIMIT\n", "import os\n", "# evenloop: ignore\n", "@d\n", "*", "finally:\n",
];

describe("an open Python file", () => {
  before(() => pythonStarted);

  for (const [name, source] of Object.entries(pythonSources)) {
    it(`has the facts of its text after any edits of ${name}`, () => {
      for (let seed = 1; seed <= 15; seed++) {
        const chance = random(seed);
        const live = python.open(path, source);
        let text = source;
        for (let i = 0; i < 12; i++) {
          text = chance.below(5) === 0 ? source : randomEdit(text, chance, pieces);
          assert.deepEqual(live.edit(text), python.lower(path, text), `seed ${seed}, edit ${i}`);
          assert.equal(live.module, live.edit(text));
        }
        live.close();
      }
    });
  }

  it("lowers only the function that an edit is in", () => {
    const source = pythonSources["worker.py"]!;
    const live = python.open(path, source);
    const changed = (text: string): string[] => {
      const before = new Set(live.module.functions.map(({ func }) => func));
      const after = live.edit(text);
      assert.deepEqual(after, python.lower(path, text));
      return after.functions.filter(({ func }) => !before.has(func)).map(({ func }) => func.name);
    };
    for (const [from, to, functions, most] of [
      ["last = None", "last = make()", ["<module>", "Worker.run"], 1],
      ["len(part)", "max(part)", ["Worker.handle.inner"], 4],
      ["len(part)", "len(part", ["<module>", "Worker.handle", "Worker.handle.inner", "Worker.handle.<lambda>"], 4],
      // A comment changes no fact, so that not even the function itself becomes another.
      ["settled by", "handled by", [], 1],
    ] as const) {
      assert.deepEqual(changed(source.replace(from, to)), functions, to);
      assert.ok(live.lowered > 0 && live.lowered <= most, `${to}: ${live.lowered}`);
      live.edit(source);
    }
    live.close();
  });

  it("lowers no function for an edit around them", () => {
    const source = pythonSources["worker.py"]!;
    const live = python.open(path, source);
    const before = live.module.functions;
    for (const [from, to] of [["asyncio.Event()", "asyncio.Even()"], ['name: str = "worker"', "name = make()"], ["import logging as log", "import logging as lo"]] as const) {
      const text = source.replace(from, to);
      const after = live.edit(text);
      assert.deepEqual(after, python.lower(path, text), to);
      // A lambda in a default belongs to the statement around it.
      assert.equal(live.lowered, 1, to);
      assert.deepEqual(after.functions.slice(1).map(({ func }) => before.some((old) => old.func === func)), before.slice(1).map(() => true));
      live.edit(source);
    }
    // A default is a part of the function's head, and this one is known by its value.
    const other = source.replace("LIMIT = 10", "LIMIT = 11");
    assert.deepEqual(live.edit(other), python.lower(path, other));
    assert.equal(live.lowered, 2);
    live.close();
  });

  it("sees when a function begins or ends to read a name that the module follows", () => {
    const live = python.open(path, "x = f()\ndef g():\n    return y\n");
    for (const text of ["x = f()\ndef g():\n    return x\n", "x = f()\ndef g():\n    return z\n", "x = f()\ndef g():\n    global x; x = h()\n"]) {
      assert.deepEqual(live.edit(text), python.lower(path, text));
    }
  });

  it("merges what functions bind to a name of the module as if all were read for the first time", () => {
    const source = "def f():\n    global x\n    x = y\n\ndef g():\n    global x\n    x = y\n    a(1)\n";
    const live = python.open(path, source);
    const text = source.replace("a(1)", "a(2)");
    assert.deepEqual(live.edit(text), python.lower(path, text));
  });

  it("looks at all functions again where an error comes or goes: it may have hidden others, or shown them in another place", () => {
    for (const [before, cut, put, after] of [
      ["def f(a=0):\n    if a:\n          ", "None:\n          ", "", "  continue\ndef g(b=0):\n    if b:\n        b = c\n"],
      [
        "def f(a):\n    try:\n        try:\n            ", "", "a = b(a)\n        except E, err:\n    ",
        "        if err:\n                raise\n            else:\ndef g(b=0):\n",
      ],
      ["a = {\n}\n    def f(self):\n            if tell:\n            a = self.f(", "", "1)\n            if le", "n(a) > 1:\n                b = 1\nclass C:\n"],
    ]) {
      const live = python.open(path, `${before}${cut}${after}`);
      const text = `${before}${put}${after}`;
      assert.deepEqual(live.edit(text), python.lower(path, text), text);
      live.close();
    }
  });

  it("has the facts of its text while a line is typed", () => {
    const source = pythonSources["worker.py"]!;
    const lines = source.split("\n");
    const live = python.open(path, source);
    for (const at of [29, 30, 62, 75, 84, 95, 112, 130]) {
      for (let typed = 0; typed <= lines[at]!.length; typed++) {
        const text = lines.map((line, i) => (i === at ? line.slice(0, typed) : line)).join("\n");
        assert.deepEqual(live.edit(text), python.lower(path, text), `line ${at}, ${typed} characters`);
      }
    }
  });
});
