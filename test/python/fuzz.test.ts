import assert from "node:assert/strict";
import { python } from "../../rules/python/frontend.js";
import { randomEdit } from "../support/edits.js";
import { pythonSources } from "../support/python-sources.js";
import { random } from "../support/random.js";
import { pythonStarted } from "../support/wasm.js";

const pieces = [
  "def f(", "class C(", "async ", "await ", "lambda ", "yield ", "with ", "for x in ", "match x:\n    case ", "try:\n", "except ", "finally:", "else:", "elif ",
  "if ", "while ", "return ", "import ", "from . import ", "global x", "nonlocal x", "del ", "raise ", "print ", "exec ", "assert ", "not ", "and ", "or ", ":=",
  "(", ")", "[", "]", "{", "}", "f\"{", "'''", "\"", "\\", "\n", "\n  ", "\n        ", "\t", ",", ".", ":", "=", "*", "**", "@", "#", "->", "|", "/", "0x", "1e", "\0",
  "\ud83d", "😀", "é", "\r", "\ufeff", "\u2028", "evenloop: ignore[", "# evenloop: ignore", "__proto__", "constructor", "self", "super()", "type X = ",
];

/** Runs `work`, and names the seed if it fails. */
function seeded(seed: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  }
}

describe("any text at all", () => {
  before(() => pythonStarted);

  it("can be lowered after random edits", () => {
    const sources = Object.values(pythonSources).map((source) => source.slice(0, 2500));
    for (let seed = 1; seed <= 500; seed++) seeded(seed, () => {
      const chance = random(seed);
      let text = chance.pick(sources);
      for (let i = 0; i < 4; i++) {
        for (let more = chance.below(4); more >= 0; more--) text = randomEdit(text, chance, pieces);
        const module = python.lower("/w/a.py", text);
        for (const { span } of module.problems) assert.ok(0 <= span[0] && span[0] <= span[1] && span[1] <= text.length);
        for (const { func, from } of module.functions) assert.ok(from + func.span[0] >= 0 && from + func.span[1] <= text.length, func.name);
        assert.equal(new Set(module.functions.map(({ func }) => func.name)).size, module.functions.length);
      }
    });
  });

  it("can be lowered when it is noise", () => {
    for (let seed = 1; seed <= 500; seed++) seeded(seed, () => {
      const { below, pick } = random(seed);
      const noise = Array.from({ length: below(60) }, () => (below(3) === 0 ? String.fromCharCode(below(below(2) ? 128 : 65536)) : pick(pieces))).join("");
      assert.equal(python.lower("/w/a.py", noise).path, "/w/a.py");
    });
  });
});
