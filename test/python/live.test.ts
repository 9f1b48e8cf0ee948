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
      for (let seed = 1; seed <= 20; seed++) {
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
