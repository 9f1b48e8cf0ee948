import assert from "node:assert/strict";
import { mend } from "../../rules/faults/blocking-call/python.js";
import type { BlockingSite } from "../../rules/faults/blocking-call/site.js";
import type { Module } from "../../rules/model/module.js";
import { python } from "../../rules/python/frontend.js";
import { randomEdit } from "../support/edits.js";
import { pythonSources } from "../support/python-sources.js";
import { random } from "../support/random.js";
import { sound } from "../support/sound.js";
import { pythonStarted } from "../support/wasm.js";

const pieces = [
  "def f(", "class C(", "async ", "await ", "lambda ", "yield ", "with ", "for x in ", "match x:\n    case ", "try:\n", "except ", "finally:", "else:", "elif ",
  "if ", "while ", "return ", "import ", "from . import ", "global x", "nonlocal x", "del ", "raise ", "print ", "exec ", "assert ", "not ", "and ", "or ", ":=",
  "(", ")", "[", "]", "{", "}", "f\"{", "'''", "\"", "\\", "\n", "\n  ", "\n        ", "\t", ",", ".", ":", "=", "*", "**", "@", "#", "->", "|", "/", "0x", "1e", "\0",
  "\ud83d", "😀", "é", "\r", "\ufeff", "\u2028", "evenloop: ignore[", "# evenloop: ignore", "__proto__", "constructor", "self", "super()", "type X = ",
];

/** `time.sleep(1)` in a coroutine, as it is handed to the mender. */
const sleepAt = (at: number): BlockingSite => ({
  form: "call", depth: 1, async: true, span: [at, at + "time.sleep(1)".length], name: "time.sleep", leaf: "time.sleep",
  blocker: { cost: "high", why: "sleep", twin: { call: "asyncio.sleep", module: "asyncio" } },
});

/** Runs `work`, and names the seed (and the text) if it fails. */
function seeded(seed: number, work: () => void, text = ""): void {
  try {
    work();
  } catch (error) {
    throw new Error(`seed ${seed} ${text}`, { cause: error });
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
        sound(python.lower("/w/a.py", text), text);
      }
    });
  });

  it("has facts that lie in it, whatever stands where", () => {
    const operands = [
      "'x'", "1", "None", "[1]", "{}", "(1, 2)", "f'x'", "'a' 'b'", "...", "-1", "not a", "a + b", "a or a", "a if b else a", "lambda: 1", "a < b",
      "a.b", "a[1]", "a()", "(a)", "[x for x in a]", "await a", "*a", "x := a", "(yield)", "print 1",
    ];
    const places = [
      "await %", "(%)()", "%()", "(%).x()", "%[1]", "x, y = %", "x = y, z = %", "yield from %", "for x in %: pass", "with % as x: pass", "a(*%)", "% in b",
      "[x for x in %]", "return await %", "% + a()", "@%\n    def g(): pass", "while %: pass", "try: pass\n    except %: pass", "a(await %)", "f'{%}'",
    ];
    for (const operand of operands) for (const place of places) for (const rest of ["", "x = = 1\n"]) {
      const text = `import a\nasync def f(b=a()):\n    ${place.replace("%", operand)}\n${rest}`;
      seeded(0, () => sound(python.lower("/w/a.py", text), text), text);
    }
  });

  describe("of any depth", () => {
    const much = 5000;
    const deep: Readonly<Record<string, string>> = {
      parentheses: `${"(".repeat(much)}1${")".repeat(much)}`,
      "open parentheses": "(".repeat(much),
      "a sum": Array(8000).fill("a.b(1)").join(" + "),
      "a chain of calls": `a${".a()".repeat(much)}`,
      "a chain of attributes": `a${".a".repeat(much)}`,
      "an argument with a chain of attributes": `f(a${".a".repeat(much)})`,
      calls: `${"f(".repeat(much)}${")".repeat(much)}`,
      lambdas: `${"lambda: ".repeat(much)}1`,
      powers: `await ${Array(much).fill("f()").join(" ** ")}`,
      assignments: `${"y = ".repeat(much)}f()`,
      lists: `${"[".repeat(much)}${"]".repeat(much)}`,
    };
    for (const [name, expression] of Object.entries(deep)) it(`${name}: the rest keeps its facts`, () => {
      for (const head of ["x = ", "async def inner():\n    return "]) {
        const sleep = "import time\n\n\nasync def first():\n    time.sleep(1)\n\n\n";
        const text = `${sleep}${head}${expression}\n\n\n${sleep.replace("first", "last")}`;
        const named = (module: Module, wanted: string): boolean => module.functions.some(({ func }) => func.name === wanted && func.steps.length > 0);
        for (const wanted of name.startsWith("open") ? ["first"] : ["first", "last"]) assert.ok(named(python.lower("/w/a.py", text), wanted), wanted);
        const live = python.open("/w/a.py", text);
        assert.ok(named(live.edit(text.replace("sleep(1)", "sleep(2)")), "first"));
        assert.ok(named(live.edit(`y = 1\n${text}`), "first"));
        live.close();
        const [fix] = mend(sleepAt(text.indexOf("time.sleep")), { path: "/w/a.py", text });
        assert.equal(fix?.title, "Await `asyncio.sleep` instead of `time.sleep`");
      }
    }).timeout(20_000);
  });

  it("can be lowered when it is noise", () => {
    for (let seed = 1; seed <= 500; seed++) seeded(seed, () => {
      const { below, pick } = random(seed);
      const noise = Array.from({ length: below(60) }, () => (below(3) === 0 ? String.fromCharCode(below(below(2) ? 128 : 65536)) : pick(pieces))).join("");
      assert.equal(python.lower("/w/a.py", noise).path, "/w/a.py");
    });
  });
});
