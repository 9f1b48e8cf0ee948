import assert from "node:assert/strict";
import type { Module } from "../rules/model/module.js";
import { walk } from "../rules/model/walk.js";
import { python } from "../rules/python/frontend.js";
import { typescript } from "../rules/typescript/frontend.js";
import { pythonStarted } from "./support/wasm.js";

// When the names that a gather is unpacked into are needed: the same in both languages.
describe("what a gather is unpacked into", () => {
  before(() => pythonStarted);

  const parts = (module: Module): string[] => {
    const found: string[] = [];
    for (const { func } of module.functions) walk(func.steps, (step) => {
      const noted = step.is === "call" ? step.row?.parts : undefined;
      if (noted) found.push(`${noted.names.join()}: ${noted.soon.join()}; ${noted.late.join()}`);
    });
    return found;
  };
  const py = (...lines: string[]): string[] =>
    parts(python.lower("/w/a.py", ["async def f():", "    a, b, c = await gather(x(), y(), z())", ...lines.map((line) => `    ${line}`), ""].join("\n")));
  const ts = (...lines: string[]): string[] =>
    parts(typescript.lower("/w/a.ts", ["async function f() {", "  const [a, b, c] = await Promise.all([x(), y(), z()]);", ...lines.map((line) => `  ${line}`), "}"].join("\n")));

  it("is told apart by the next statement that awaits", () => {
    assert.deepEqual(py("d = await g(a)", "print(c)"), ["a,b,c: a; c"]);
    assert.deepEqual(ts("const d = await g(a);", "print(c);"), ["a,b,c: a; c"]);
  });

  it("counts what is read and made on the way there", () => {
    assert.deepEqual(py("print(b)", "d = a + 1", "e = await g(d)", "if e:", "    print(c)"), ["a,b,c: b,a; c"]);
    assert.deepEqual(ts("print(b);", "const d = a + 1;", "const e = await g(d);", "if (e) print(c);"), ["a,b,c: b,a; c"]);
  });

  for (const [why, pythonLines, typescriptLines] of [
    ["nothing is left for later", ["d = await g(a, b, c)", "print(c)"], ["const d = await g(a, b, c);", "print(c);"]],
    ["nothing is needed for the next await", ["d = await g()", "print(a, b, c)"], ["const d = await g();", "print(a, b, c);"]],
    ["the next await is a part of something else", ["print(await g(a))", "print(b)"], ["print(await g(a));", "print(b);"]],
    ["there may be another way before it", ["if a:", "    return", "d = await g(a)", "print(b)"], ["if (a) return;", "const d = await g(a);", "print(b);"]],
    ["there is no other await", ["print(a)", "print(b)"], ["print(a);", "print(b);"]],
  ] as const) it(`is not, where ${why}`, () => {
    assert.deepEqual(py(...pythonLines), []);
    assert.deepEqual(ts(...typescriptLines), []);
  });

  it("is not, where it is no row of plain names", () => {
    assert.deepEqual(parts(python.lower("/w/a.py", "async def f():\n    a, *b = await gather(x(), y())\n    d = await g(a)\n    print(b)\n")), []);
    assert.deepEqual(parts(typescript.lower("/w/a.ts", "async function f() {\n  const [a, ...b] = await Promise.all([x(), y()]);\n  const d = await g(a);\n  print(b);\n}")), []);
    assert.deepEqual(parts(typescript.lower("/w/a.ts", "async function f() {\n  const [a, { b }] = await Promise.all([x(), y()]);\n  const d = await g(a);\n  print(b);\n}")), []);
  });
});
