import assert from "node:assert/strict";
import { walk } from "../../rules/model/walk.js";
import { typescript } from "../../rules/typescript/frontend.js";
import { randomEdit } from "../support/edits.js";
import { random } from "../support/random.js";
import { sound } from "../support/sound.js";
import { pieces, sources } from "./sources.js";

/** Lowers a text; whatever goes wrong is told with the seed and the text. */
function attempt(path: string, text: string, seed: number): void {
  try {
    sound(typescript.lower(path, text), text);
  } catch (error) {
    throw new Error(`seed ${seed}, ${path}:\n${text}`, { cause: error });
  }
}

describe("lowering any TypeScript text", () => {
  for (const [path, text] of Object.entries(sources)) {
    it(`bears random edits of ${path}`, () => {
      for (let seed = 1; seed <= 120; seed++) {
        const chance = random(seed);
        let now = text;
        for (let i = 0; i < 6; i++) attempt(path, (now = randomEdit(now, chance, pieces)), seed);
      }
    }).timeout(20_000);
  }

  it("bears random bytes and random words", () => {
    const alphabet = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).concat(pieces, "\u2028", "\ufeff", "\ud800");
    for (let seed = 1; seed <= 400; seed++) {
      const { below, pick } = random(seed);
      attempt(pick(["/w/a.ts", "/w/a.tsx", "/w/a.js", "/w/a.d.ts"]), Array.from({ length: below(150) }, () => pick(alphabet)).join(""), seed);
    }
  }).timeout(20_000);

  it("bears deep nesting and long rows", () => {
    const many = 10_000;
    const texts = [
      `a${".b()".repeat(many)};`, `x = ${"a() + ".repeat(many)}1;`, `x = ${"a() || ".repeat(many)}1;`, `${"f(".repeat(many)}${")".repeat(many)};`,
      `${"{".repeat(many)}${"}".repeat(many)}`, `${"if (a) {} else ".repeat(many)}b();`, `${"() => ".repeat(many)}1;`, `${"[".repeat(many)}${"]".repeat(many)};`,
      `let x: ${"A<".repeat(many)}B${">".repeat(many)};`, `x = ${"a ? b : ".repeat(many)}c;`, `${"function f() {".repeat(many)}`, `x = ${"(".repeat(100_000)}`,
      `${"a: ".repeat(many)}b();`, `x = ${"a = ".repeat(many)}1;`, `${"<a>".repeat(many)}`, `${"await ".repeat(many)}f();`, `${"class A { m() {".repeat(2000)}`,
    ];
    for (const text of texts) attempt("/w/a.tsx", text, 0);
  }).timeout(20_000);

  it("reads what stands beside a long row", () => {
    for (const row of [`a${".b()".repeat(10_000)};`, `x = ${"a() + ".repeat(10_000)}1;`, `x = ${"a() || ".repeat(10_000)}1;`]) {
      const { functions, problems } = typescript.lower("/w/a.ts", `function f() {}\n${row}\nlast();`);
      assert.deepEqual(problems, []);
      assert.equal(functions.length, 2);
      const last = functions[0]!.func.steps.at(-1);
      assert.ok(last?.is === "call" && last.ref.callee.is === "name" && last.ref.callee.name === "last");
    }
  });

  it("bears edits beside a long row", () => {
    for (const row of [`x = f(() => { g(); })${".b()".repeat(5000)};`, `x = ${"a.b(1) + ".repeat(8000)}1;`]) {
      const text = `function f() { g(); }\n${row}\n`;
      const live = typescript.open("/w/a.ts", text);
      for (const next of [text.replace("g();", "g(1);"), text.replace(/g\(\);(?= \}\))/, "h();"), `${text}last();`]) {
        const { problems, functions } = live.edit(next);
        assert.deepEqual(problems, []);
        assert.deepEqual(functions, typescript.lower("/w/a.ts", next).functions);
      }
      live.close();
    }
  }).timeout(20_000);

  it("gives facts in proportion to the text", () => {
    const size = (text: string): number => {
      let steps = 0;
      for (const { func } of typescript.lower("/w/a.ts", text).functions) walk(func.steps, () => { steps++; });
      return steps;
    };
    const repeated = [
      (n: number) => `a${".b()".repeat(n)};`,
      (n: number) => `function f(x) { switch (x) { ${"case 1: g(); ".repeat(n)} } }`,
      (n: number) => `function f() { let v = a; ${"if (v) { v = b(v); } ".repeat(n)} }`,
      (n: number) => `function f() { ${"for (;;) { x = g(x);".repeat(Math.min(n, 100))} ${"}".repeat(Math.min(n, 100))} }`,
    ];
    for (const text of repeated) assert.ok(size(text(200)) <= 2.2 * size(text(100)) + 10, text(3));
  });
});
