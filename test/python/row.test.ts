import assert from "node:assert/strict";
import { python } from "../../rules/python/frontend.js";
import { rowsOf } from "../support/rows.js";
import { pythonStarted } from "../support/wasm.js";

const inMain = (body: string): string => `async def main(x, xs):\n${body.trim().split("\n").map((line) => `    ${line}`).join("\n")}\n`;
const rows = (body: string): string[] => rowsOf(python.lower("/w/a.py", inMain(body)));

describe("statements of Python that only await", () => {
  before(() => pythonStarted);

  it("tell what they read and bind", () => {
    assert.deepEqual(rows("await f()"), [" <- f"]);
    assert.deepEqual(rows("a = await f(x, *xs, k=y.z, t=f'{u}')"), ["a <- f, u, x, xs, y.z"]);
    assert.deepEqual(rows("a: int = await self.b.f(g(x)[0].c)"), ["a <- g, self.b.f, x"]);
    assert.deepEqual(rows("a, (b, *c) = await f(lambda y: y)"), ["a, b, c <- f, y"]);
    assert.deepEqual(rows("self.a = await f()"), ["self.a <- f"]);
    assert.deepEqual(rows("d['k'] = await f()\nd[x] = await f()"), ["d.[k] <- f", "d <- f, x follows"]);
    assert.deepEqual(rows("n += await f()"), ["n <- f"]);
    assert.deepEqual(rows("xs.append(await f(x))"), ["xs <- f, x"]);
  });

  it("are those alone", () => {
    for (const body of [
      "a = b = await f()", "a = (await f()).b", "await t", "a = await f(await g())", "a = await f(y := 1)", "return await f()", "yield await f()",
      "a = await f() + 1", "await f() ** 2", "a, b = await f(), await g()", "g(await f())", "await f(", "f()[0].a = await g()",
    ]) assert.deepEqual(rows(body), [], body);
    assert.deepEqual(rowsOf(python.lower("/w/a.py", "async def f():\n    global a\n    a = await g()\n")), []);
  });

  it("tell whether they follow one another in their block", () => {
    assert.deepEqual(rows("a = await f()\n\n# why\nb = await g()\nprint(a)\nc = await h()"), ["a <- f", "b <- g follows", "c <- h"]);
    assert.deepEqual(rows("a = await f()\nif x:\n    b = await g()\n    await h()\nc = await k()"), ["a <- f", "b <- g", " <- h follows", "c <- k"]);
  });

  it("tell what a round of a loop leaves to the next", () => {
    assert.deepEqual(rows("for y in xs:\n    a = await f(y)"), ["a <- f, y in a loop (y) leaves ()"]);
    assert.deepEqual(rows("for y, z in xs:\n    u = y + x\n    a = await f(u)\n    out.append(a)"), ["a <- f, u in a loop (u, y, z) leaves ()"]);
    assert.deepEqual(rows("for y in xs:\n    a = await f(y, last)\n    last = a"), ["a <- f, last, y in a loop (y) leaves (last)"]);
    assert.deepEqual(rows("for y in xs:\n    a = await self.c.get(y)\n    self.c.close()\n    xs.append(a)"), ["a <- self.c.get, y in a loop (y) leaves (self.c, xs)"]);
    assert.deepEqual(rows("for y in xs:\n    n = n + 1\n    a = await f(y, n)\n    n = a"), ["a <- f, n, y in a loop (y) leaves (n)"]);
    assert.deepEqual(rows("for y in xs:\n    d[y] = await f(y)"), ["d <- f, y in a loop (y) leaves ()"]);
  });

  it("are no rounds where the loop does not decide, or there are several", () => {
    for (const body of ["for _ in xs:\n    a = await f(x)", "while x:\n    a = await f(x)", "for y in xs:\n    if y:\n        a = await f(y)"]) {
      assert.ok(rows(body).every((row) => !row.includes("loop")), body);
    }
    assert.deepEqual(rows("for y in xs:\n    a = await f(y)\n    b = await g(y)"), ["a <- f, y", "b <- g, y follows"]);
  });

  it("tell of functions whether they change what others know of", () => {
    const changes = (body: string): boolean => python.lower("/w/a.py", `def f(self, p):\n    ${body.split("\n").join("\n    ")}\n`).functions[1]!.func.changes === true;
    for (const body of ["p.a = 1", "p[0] = 1", "del p['a']", "del p.a", "p.a.b += 1", "other['k'] = 1", "global g\ng = 1", "q = p\nq.a = 1", "p.get(1).x = 2", "a, p.b = 1, 2"]) {
      assert.ok(changes(body), body);
    }
    for (const body of ["a = 1", "a = []\na[0] = 1", "a = {}\na['k'] = p", "a = make()\na.b = 1", "a = Path(p)\na.b = 1", "print(p.a, p[0])", "a = json.loads(p)\na['k'] = 1", "p = 1"]) {
      assert.ok(!changes(body), body);
    }
  });
});
