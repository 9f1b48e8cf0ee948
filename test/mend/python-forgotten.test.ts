import assert from "node:assert/strict";
import type { ForgottenSite } from "../../rules/faults/forgotten-await/site.js";
import { apply, compileAll, fixForgotten, start } from "./python-support.js";

type Fields = Partial<Omit<ForgottenSite, "span">>;
const mended: { title: string; text: string }[] = [];

function becomes(title: string, before: string, after: string, fields: Fields & { safe?: boolean; fix?: number } = {}): void {
  it(title, () => {
    const { safe, fix: at = 0, ...rest } = fields;
    const { text, fixes } = fixForgotten(before, rest);
    assert.ok(fixes[at], "no fix is offered");
    const result = apply(text, fixes[at]);
    assert.equal(result, after);
    if (safe !== undefined) assert.equal(fixes[at].safe, safe, "safe");
    mended.push({ title, text: result });
  });
}

const file = (body: string): string => `import asyncio\n\nasync def f(self, a, b):\n${body.replaceAll(/^(?=.)/gm, "    ")}\n`;
const body = (title: string, before: string, after: string, fields: Fields & { safe?: boolean; fix?: number } = {}): void =>
  becomes(title, file(before), file(after), fields);

/** Nothing is offered. */
function none(title: string, text: string, fields: Fields = {}): void {
  it(title, () => assert.deepEqual(fixForgotten(/^(?:import|async|def|class)/.test(text) ? text : file(text), fields).fixes, []));
}

describe("mending a forgotten await in Python", () => {
  before(start);

  describe("by an await", () => {
    body("a bare statement", "«save(a)»", "await save(a)", { safe: true });
    body("a method", "«self.save(\n    a,  # it\n)»", "await self.save(\n    a,  # it\n)", { safe: true });
    body("in parentheses", "(«save(a)»)", "(await save(a))", { safe: true });
    body("between semicolons", "a = 1; «save(a)»; b = 2", "a = 1; await save(a); b = 2", { safe: true });
    becomes("in a body on one line", "async def f(): «save()»\n", "async def f(): await save()\n", { safe: true });
    body("in a with that opens a file", "with open(a) as x:\n    «save(x)»", "with open(a) as x:\n    await save(x)", { safe: true });
    body("not safe in any other", "with a.lock:\n    «save(b)»", "with a.lock:\n    await save(b)", { safe: false });
    body("not safe under a lock that was acquired", "a.acquire()\n«save(b)»\na.release()", "a.acquire()\nawait save(b)\na.release()", { safe: false });
    body("not safe where it is not all of the statement", "a and «save(b)»", "a and await save(b)", { safe: false });
    body("where it is tested", "if not«(save)(a)»:\n    pass", "if not await (save)(a):\n    pass", { how: "tested", safe: false });
    body("where it is subscripted", "print(«fetch(a)»['x'])", "print((await fetch(a))['x'])", { how: "tested", safe: false });
    body("where it is formatted", "print(f'{«fetch(a)»:>{b}}')", "print(f'{await fetch(a):>{b}}')", { how: "tested", safe: false });
    body("where it is compared", "x = «fetch(a)» == b", "x = await fetch(a) == b", { how: "tested", safe: false });
    body("where it is kept", "x = «fetch(a)»", "x = await fetch(a)", { how: "kept", kept: "x", safe: false });
    body("in a list that is looked at", "print([«fetch(a)»])", "print([await fetch(a)])", { how: "inside", safe: false });
    none("not in a lambda", "x = lambda: «save(a)»");
    none("not in a generator expression", "any(«save(x)» for x in a)", { how: "tested" });
    none("not in a plain function", "def f():\n    «save()»\n", { scope: "sync" });
    none("not in a plain function inside a coroutine", "def g():\n    «save()»");
    none("not in a class body", "class G:\n    «save()»");
    none("not where another path awaits it", "x = «fetch(a)»", { how: "kept", kept: "x", usedElsewhere: true });
    none("not where the caller may await it", "try:\n    return «fetch(a)»\nfinally:\n    b()", { how: "returned-in-try" });
    none("not twice", "await «fetch(a)»");
    none("not in a nested comprehension before Python 3.11", "[[«fetch(x)» for x in y] for y in a]", { how: "tested" });
    body("in one from 3.11", "a = [[«fetch(x)» == 1 for x in y] for y in a]", "a = [[await fetch(x) == 1 for x in y] for y in a]", { how: "tested", python: [3, 11] });
  });

  describe("that never ends", () => {
    body("gets a task of its own", "«self.ticker(a)»", "ticker_task = asyncio.create_task(self.ticker(a))", { endless: true, safe: false });
    body("by a name that is new", "ticker_task = 1\n«ticker()»", "ticker_task = 1\nticker_task_2 = asyncio.create_task(ticker())", { endless: true });
    body("that is kept where it was kept", "x = «ticker()»", "x = asyncio.create_task(ticker())", { endless: true, how: "kept", kept: "x", safe: false });
    body("in a list where a loop starts many", "for i in a:\n    for j in b:\n        «ticker(i)»  # go",
      "ticker_tasks = []\nfor i in a:\n    for j in b:\n        ticker_tasks.append(asyncio.create_task(ticker(i)))  # go", { endless: true });
    becomes("with its import", "from x import ticker\n\nasync def f():\n    «ticker()»\n", "import asyncio\nfrom x import ticker\n\nasync def f():\n    ticker_task = asyncio.create_task(ticker())\n", { endless: true });
    none("and is tested: nothing is right", "if «ticker()»: pass", { endless: true, how: "tested" });
    none("in a list: nothing is right", "x = [«ticker()»]", { endless: true, how: "inside", kept: "x" });
    none("in a file of trio, which has nurseries", "import trio\nasync def f():\n    «ticker()»\n", { endless: true });
  });

  describe("in a container", () => {
    const inside: Fields = { how: "inside" };
    body("thrown away", "[«save(x)» for x in a]", "await asyncio.gather(*[save(x) for x in a])", { ...inside, safe: false });
    body("one by one instead", "[«save(x)» for x in a]", "[await save(x) for x in a]", { ...inside, fix: 1, safe: false });
    body("a row of expressions", "«save(a)», save(b)", "await asyncio.gather(save(a), save(b))", inside);
    body("a dict", "{x: «save(x)» for x in a}", "await asyncio.gather(*{x: save(x) for x in a}.values())", inside);
    body("kept", "tasks = [\n    «save(a)»,\n    save(b),\n]  # all", "tasks = [\n    save(a),\n    save(b),\n]  # all\nawait asyncio.gather(*tasks)", { ...inside, kept: "tasks", safe: false });
    body("kept as a tuple", "tasks = (save(a), «save(b)»)", "tasks = (save(a), save(b))\nawait asyncio.gather(*tasks)", { ...inside, kept: "tasks" });
    body("kept in a dict", "tasks = {'x': «save(a)»}", "tasks = {'x': save(a)}\nawait asyncio.gather(*tasks.values())", { ...inside, kept: "tasks" });
    body("kept, with more on the line", "tasks = [«save(x)» for x in a]; b()", "tasks = [save(x) for x in a]; await asyncio.gather(*tasks); b()", { ...inside, kept: "tasks" });
    becomes("kept, in a body on one line", "import asyncio\nasync def f(a): tasks = [«save(x)» for x in a]\n", "import asyncio\nasync def f(a): tasks = [save(x) for x in a]; await asyncio.gather(*tasks)\n", { ...inside, kept: "tasks" });
    becomes("of several coroutines of the file", "async def g(): ...\nasync def h(): ...\nasync def f():\n    [«g()», h()]\n",
      "import asyncio\n\n\nasync def g(): ...\nasync def h(): ...\nasync def f():\n    await asyncio.gather(*[g(), h()])\n", inside);
    body("with what may be no coroutine: one by one", "x = [«save(a)», other(b), 1]", "x = [await save(a), other(b), 1]", { ...inside, kept: "x" });
    none("that is used elsewhere", "x = [«save(a)»]\nb(x)", { ...inside, kept: "x", usedElsewhere: true });
    becomes("by a name from asyncio", "from asyncio import gather\nasync def f(a):\n    [«save(x)» for x in a]\n", "from asyncio import gather\nasync def f(a):\n    await gather(*[save(x) for x in a])\n", inside);
    becomes("in a file of trio: one by one", "import trio\nasync def f(a):\n    [«save(x)» for x in a]\n", "import trio\nasync def f(a):\n    [await save(x) for x in a]\n", inside);
  });

  describe("at module level", () => {
    const module: Fields = { scope: "module" };
    const main = "async def main(*a):\n    pass\n\n\n";
    becomes("runs the program", `import asyncio\n\n\n${main}«main(1)»\n`, `import asyncio\n\n\n${main}asyncio.run(main(1))\n`, { ...module, safe: false });
    becomes("under the guard, with the import", `${main}if __name__ == "__main__":\n    «main()»\n`, `import asyncio\n\n\n${main}if __name__ == "__main__":\n    asyncio.run(main())\n`, module);
    becomes("in a file of trio", `import trio\n${main}«main(1)»\n`, `import trio\n${main}trio.run(main, 1)\n`, module);
    becomes("with an import that comes too late", `${main}«main()»\nimport asyncio\n`, `import asyncio\n\n\n${main}asyncio.run(main())\nimport asyncio\n`, module);
    none("not in a class", `class A:\n    «main()»\n`, module);
    none("not where it is looked at", `import x\nprint(«main()»)\n`, { ...module, how: "tested" });
    none("not in a comprehension", `import x\n[«main(y)» for y in x]\n`, { ...module, how: "inside" });
  });

  describe("as a whole", () => {
    it("gives what CPython's compiler takes", () => {
      assert.ok(mended.length > 0);
      const errors = compileAll(mended.map(({ text }) => text));
      assert.deepEqual(mended.flatMap(({ title }, at) => (errors[at] === null ? [] : [`${title}: ${errors[at]}`])), []);
    });
  });
});
