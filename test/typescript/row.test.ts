import assert from "node:assert/strict";
import { typescript } from "../../rules/typescript/frontend.js";
import { rowsOf } from "../support/rows.js";

const rows = (body: string): string[] => rowsOf(typescript.lower("/w/a.ts", `async function main(x, xs) {\n${body}\n}`));

describe("statements of TypeScript that only await", () => {
  it("tell what they read and bind", () => {
    assert.deepEqual(rows("await f();"), [" <- f"]);
    assert.deepEqual(rows("const a = await f(x, { k: y.z, w, [v]: 1 }, `${u}`);"), ["a <- f, u, v, w, x, y.z"]);
    assert.deepEqual(rows("let a: A = await this.b.f(g(x)[0].c);"), ["a <- g, this.b.f, x"]);
    assert.deepEqual(rows("const { a, b: [c], ...d } = await f();"), ["a, c, d <- f"]);
    assert.deepEqual(rows("this.a = await f();"), ["this.a <- f"]);
    assert.deepEqual(rows("xs['k'] = await f(); xs[x] = await f();"), ["xs.[k] <- f", "xs <- f, x follows"]);
    assert.deepEqual(rows("let n = 0; n += await f();"), ["n <- f"]);
    assert.deepEqual(rows("xs.push(await f(x));"), ["xs <- f, x"]);
    assert.deepEqual(rows("await a?.b?.f();"), [" <- a.b.f"]);
  });

  it("are those alone", () => {
    for (const body of [
      "const a = (await f()).b;", "await t;", "const a = await f(await g());", "await f(x = 1);", "return await f();", "const a = await f() + 1;", "const a = await f() as A;",
      "const a = await f(), b = await g();", "g(await f());", "g()[0].a = await f();", "free = await f();", "void await f();",
    ]) assert.deepEqual(rows(body), [], body);
  });

  it("tell whether they follow one another in their block", () => {
    assert.deepEqual(rows("const a = await f();\n\n// why\nconst b = await g();\nk(a);\nconst c = await h();"), ["a <- f", "b <- g follows", "c <- h"]);
    assert.deepEqual(rows("const a = await f(); if (x) { const b = await g(); await h(); } const c = await k();"), ["a <- f", "b <- g", " <- h follows", "c <- k"]);
  });

  it("tell what a round of a loop leaves to the next", () => {
    assert.deepEqual(rows("for (const y of xs) { const a = await f(y); }"), ["a <- f, y in a loop (y) leaves ()"]);
    assert.deepEqual(rows("for (const y of xs) out.push(await f(y));"), ["out <- f, y in a loop (y) leaves ()"]);
    assert.deepEqual(rows("for (const [y, z] of xs) { const u = y + x; const a = await f(u); out.push(a); }"), ["a <- f, u in a loop (u, y, z) leaves ()"]);
    assert.deepEqual(rows("let last; for (const y of xs) { const a = await f(y, last); last = a; }"), ["a <- f, last, y in a loop (y) leaves (last)"]);
    assert.deepEqual(rows("for (const y of xs) { const a = await this.c.get(y); this.c.close(); xs.push(a); }"), ["a <- this.c.get, y in a loop (y) leaves (this.c, xs)"]);
    assert.deepEqual(rows("for (let i = 0; i < xs.length; i++) { const a = await f(xs[i]); k++; }"), ["a <- f, i, xs in a loop (i) leaves ()"]);
  });

  it("are no rounds where the loop does not decide, or there are several", () => {
    for (const body of ["for (const y of xs) { const a = await f(x); }", "while (x) { const a = await f(x); }", "for await (const y of xs) { const a = await f(y); }", "for (;;) { const a = await f(x); }"]) {
      assert.ok(rows(body).every((row) => !row.includes("loop")), body);
    }
    assert.deepEqual(rows("for (const y of xs) { const a = await f(y); const b = await g(y); }"), ["a <- f, y", "b <- g, y follows"]);
  });

  it("tell of functions whether they change what others know of", () => {
    const changes = (body: string): boolean => typescript.lower("/w/a.ts", `let n = 0;\nfunction f(p) { ${body} }`).functions[1]!.func.changes === true;
    for (const body of ["p.a = 1;", "p[0] = 1;", "delete p.a;", "p.a.b += 1;", "n = 1;", "n++;", "--p.a;", "const q = p; q.a = 1;", "n ||= 1;", "({ a: p.b } = x);"]) assert.ok(changes(body), body);
    for (const body of ["const a = 1;", "const a = []; a[0] = 1;", "const a = {}; a.k = p;", "const a = make(); a.b = 1;", "let i = 0; i++; p++;", "k(p.a, p[0]);", "p = 1;", "-p.a;"]) assert.ok(!changes(body), body);
  });
});
