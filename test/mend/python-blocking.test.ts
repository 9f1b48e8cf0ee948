import assert from "node:assert/strict";
import { apply, compileAll, fixBlocking, start } from "./python-support.js";
import type { Blocking } from "./python-support.js";

const mended: { title: string; text: string }[] = [];

/** The first fix of `before` gives `after`; both are whole files. */
function becomes(title: string, before: string, after: string, fields: Blocking & { safe?: boolean; fix?: number } = {}): void {
  it(title, () => {
    const { safe, fix: at = 0, ...rest } = fields;
    const { text, fixes } = fixBlocking(before, rest);
    assert.ok(fixes[at], "no fix is offered");
    const result = apply(text, fixes[at]);
    assert.equal(result, after);
    if (safe !== undefined) assert.equal(fixes[at].safe, safe, "safe");
    mended.push({ title, text: result });
  });
}

const file = (body: string): string => `import asyncio\nimport time\n\n\nasync def f(a, b, *rest, **more):\n${body.replaceAll(/^(?=.)/gm, "    ")}\n`;

/** The same for the body of a coroutine in a file that imports asyncio. */
const body = (title: string, before: string, after: string, fields: Blocking & { safe?: boolean; fix?: number } = {}): void =>
  becomes(title, file(before), file(after), fields);

/** Nothing is offered. */
function none(title: string, before: string, fields: Blocking = {}): void {
  it(title, () => assert.deepEqual(fixBlocking(before.includes("async def") ? before : file(before), fields).fixes, []));
}

const safe = { safe: true };
const careful = { safe: false };

describe("mending a blocking call in Python", () => {
  before(start);

  describe("by its twin", () => {
    becomes("awaits asyncio.sleep and imports asyncio", "import time\n\n\nasync def f():\n    «time.sleep(1)»\n",
      "import asyncio\nimport time\n\n\nasync def f():\n    await asyncio.sleep(1)\n", safe);
    body("keeps arguments as they are written", "«time.sleep(\n    a,  # seconds\n)»", "await asyncio.sleep(\n    a,  # seconds\n)", safe);
    body("in a list comprehension", "[«time.sleep(x)» for x in a]", "[await asyncio.sleep(x) for x in a]", safe);
    body("in a nested comprehension, from Python 3.11", "[[«time.sleep(x)» for x in y] for y in a]", "[[await asyncio.sleep(x) for x in y] for y in a]", { python: [3, 11], safe: true });
    none("not in a nested comprehension before", "[[«time.sleep(x)» for x in y] for y in a]", { python: [3, 10] });
    body("in the first iterable of a generator expression", "any(x for x in [«time.sleep(1)»])", "any(x for x in [await asyncio.sleep(1)])", safe);
    body("after a semicolon", "a = 1; «time.sleep(1)»; b = 2", "a = 1; await asyncio.sleep(1); b = 2", safe);
    becomes("in a body on one line", "import asyncio, time\nasync def f(): «time.sleep(1)»\n", "import asyncio, time\nasync def f(): await asyncio.sleep(1)\n", safe);
    becomes("with tabs", "import asyncio\nimport time\nasync def f():\n\tif 1:\n\t\t«time.sleep(1)»\n", "import asyncio\nimport time\nasync def f():\n\tif 1:\n\t\tawait asyncio.sleep(1)\n", safe);
    body("as an operand", "x = not «time.sleep(1)» ** 2 or -a", "x = not await asyncio.sleep(1) ** 2 or -a", safe);
    body("as an exponent", "x = 2 ** -«time.sleep(1)»", "x = 2 ** -await asyncio.sleep(1)", safe);
    body("where no blank stands before it", "x = not«(time.sleep)(1)»", "x = not await asyncio.sleep(1)", { name: "time.sleep", safe: false });
    body("in parentheses where an attribute follows", "«time.sleep(1)».real", "(await asyncio.sleep(1)).real", safe);
    body("in parentheses where it is called or subscripted", "«time.sleep(1)»[0]()", "(await asyncio.sleep(1))[0]()", safe);
    body("in a format, quotes untouched", "f\"{«time.sleep(a['x'])»!r}\"", "f\"{await asyncio.sleep(a['x'])!r}\"", safe);
    none("not in a format that shows its own text", 'f"{«time.sleep(1)»=}"');
    body("without a second await, where a power is taken", "return await «time.sleep(1)» ** 2", "return await asyncio.sleep(1) ** 2", careful);
    body("as an exponent of what is awaited", "return await a() ** «time.sleep(1)»", "return await a() ** await asyncio.sleep(1)", safe);
    for (const lazy of ["map", "filter", "zip", "enumerate", "reversed", "iter"]) {
      none(`not a ${lazy}, which does its work later`, `list(«${lazy}(time.sleep, a)»)`, { depth: 2, name: lazy, leaf: "time.sleep" });
    }
    body("without a second await", "await «time.sleep(1)»", "await asyncio.sleep(1)", careful);
    body("in an async generator", "yield «time.sleep(1)»", "yield await asyncio.sleep(1)", safe);
    body("in match, assert, while", "match «time.sleep(1)»:\n    case None: pass", "match await asyncio.sleep(1):\n    case None: pass", safe);
    body("in the guard of a case", "match a:\n    case 1 if «time.sleep(1)»: pass", "match a:\n    case 1 if await asyncio.sleep(1): pass", safe);
    body("in finally", "try:\n    pass\nfinally:\n    «time.sleep(1)»", "try:\n    pass\nfinally:\n    await asyncio.sleep(1)", safe);
    becomes("by the name it is imported under", "from time import sleep\n\n\nasync def f():\n    «sleep(1)»\n", "import asyncio\nfrom time import sleep\n\n\nasync def f():\n    await asyncio.sleep(1)\n", safe);
    body("a sleep that is handed in is perhaps no sleep", "«a.sleep(1)»", "await asyncio.sleep(1)", { leaf: "time.sleep", safe: false });
    becomes("any other twin is a suggestion", "import lib\n\n\nasync def f():\n    return «lib.get(1)»\n", "import lib\nimport lib.aio\n\n\nasync def f():\n    return await lib.aio.get(1)\n", { safe: false, twin: { call: "lib.aio.get", module: "lib.aio" } });

    const sync = (context: string) => `with ${context}:\n    «time.sleep(1)»`;
    const mendedIn = (context: string) => `with ${context}:\n    await asyncio.sleep(1)`;
    for (const context of ["open(a) as x", "a.open('w') as x", "(open(a) as x, open(b) as y)"]) body(`safe in with ${context}`, sync(context), mendedIn(context), safe);
    for (const context of ["a.lock", "suppress(OSError)", "open(a) as x, b", "(a)"]) body(`not safe in with ${context}`, sync(context), mendedIn(context), careful);
    body("safe in async with", "async with a:\n    «time.sleep(1)»", "async with a:\n    await asyncio.sleep(1)", safe);
    body("safe as the first context, which is not entered yet", "with a(«time.sleep(1)»), b: pass", "with a(await asyncio.sleep(1)), b: pass", safe);
    body("not safe as the second", "with a, b(«time.sleep(1)»): pass", "with a, b(await asyncio.sleep(1)): pass", careful);
    body("not safe while a lock is held", "a.acquire()\ntry:\n    «time.sleep(1)»\nfinally:\n    a.release()", "a.acquire()\ntry:\n    await asyncio.sleep(1)\nfinally:\n    a.release()", careful);
    body("not safe where only another branch releases", "a.acquire()\nif b:\n    a.release()\n«time.sleep(1)»", "a.acquire()\nif b:\n    a.release()\nawait asyncio.sleep(1)", careful);
    body("safe once it is released", "a.acquire()\ntry:\n    b()\nfinally:\n    a.release()\n«time.sleep(1)»", "a.acquire()\ntry:\n    b()\nfinally:\n    a.release()\nawait asyncio.sleep(1)", safe);
    body("safe with an asyncio lock", "await a.acquire()\n«time.sleep(1)»", "await a.acquire()\nawait asyncio.sleep(1)", safe);
    body("not safe in the default of an inner function", "def g(x=«time.sleep(1)»): pass", "def g(x=await asyncio.sleep(1)): pass", careful);
    body("not safe in a decorator", "@a(«time.sleep(1)»)\ndef g(): pass", "@a(await asyncio.sleep(1))\ndef g(): pass", careful);
    none("not in a lambda", "x = lambda: «time.sleep(1)»");
    none("not in a generator expression", "x = («time.sleep(y)» for y in a)");
    none("not in an inner function", "def g():\n    «time.sleep(1)»");
    none("not in a class body", "class G:\n    x = «time.sleep(1)»");
    none("not in a default of the coroutine itself", "async def f(x=«time.sleep(1)»):\n    pass\n");
    none("not in an annotation", "def g(x: «time.sleep(1)»): pass");
    none("not in a callback", "«time.sleep(1)»", { async: false });
    none("not where the text is broken", "x = [«time.sleep(1)»\ny = 2) 3");
    none("not in a line that cannot be read", "y = 1\nb(«time.sleep(1)») ] z");
    body("a thread where the arguments are wrong anyway", "«time.sleep(secs=1)»", "await asyncio.to_thread(time.sleep, secs=1)", careful);
  });

  describe("in a file of trio or anyio", () => {
    for (const library of ["trio", "anyio"]) {
      becomes(`${library}.sleep`, `import time\nimport ${library}\n\nasync def f():\n    «time.sleep(1)»\n`, `import time\nimport ${library}\n\nasync def f():\n    await ${library}.sleep(1)\n`, safe);
      becomes(`${library} imported by a part`, `from ${library} import Event\n\nasync def f(g):\n    «g(1)»\n`,
        `import ${library}\nfrom ${library} import Event\n\nasync def f(g):\n    await ${library}.to_thread.run_sync(g, 1)\n`);
      becomes(`${library} threads take no keywords`, `import ${library}\n\nasync def f(g):\n    «g(1, k=2)»\n`,
        `${["functools", library].sort().map((name) => `import ${name}\n`).join("")}\nasync def f(g):\n    await ${library}.to_thread.run_sync(functools.partial(g, 1, k=2))\n`);
    }
    becomes("trio and asyncio both: not safe", "import asyncio, time, trio\n\nasync def f():\n    «time.sleep(1)»\n", "import asyncio, time, trio\n\nasync def f():\n    await trio.sleep(1)\n", careful);
    becomes("trio for types alone is asyncio", "import time\nif TYPE_CHECKING:\n    import trio\n\nasync def f():\n    «time.sleep(1)»\n", "import asyncio\nimport time\nif TYPE_CHECKING:\n    import trio\n\nasync def f():\n    await asyncio.sleep(1)\n", safe);
  });

  describe("in a thread", () => {
    body("a function and its arguments", "x = «a.get(b, timeout=3)»", "x = await asyncio.to_thread(a.get, b, timeout=3)", careful);
    body("without arguments", "«a.get()»", "await asyncio.to_thread(a.get)");
    body("comments and line breaks are kept", "«a.get(\n    b,  # where\n    timeout=3,\n)»", "await asyncio.to_thread(\n    a.get,\n    b,  # where\n    timeout=3,\n)");
    body("a comment where there is no argument", "«a.get(  # now\n)»", "await asyncio.to_thread(a.get  # now\n)");
    body("a blank before the parenthesis", "«a.get (b)»", "await asyncio.to_thread(a.get, b)");
    body("a callee with a comment in it", "«(a  # one\n).get(b)»", "await asyncio.to_thread((a  # one\n).get, b)");
    body("a comment before the parenthesis", "x = («a.get  # what\n    (b)»)", "x = (await asyncio.to_thread(a.get,  # what\n    b))");
    body("spread arguments", "«a.get(*rest, **more)»", "await asyncio.to_thread(a.get, *rest, **more)");
    body("a generator expression alone", "«a.get(x for x in b)»", "await asyncio.to_thread(a.get, (x for x in b))");
    body("awaited arguments are awaited before", "«a.get(await b())»", "await asyncio.to_thread(a.get, await b())");
    body("a call with a yield in it", "«a.get((yield))»", "await asyncio.to_thread(a.get, (yield))");
    body("in parentheses before an attribute", "x = «a.get(b)».text.strip()", "x = (await asyncio.to_thread(a.get, b)).text.strip()");
    body("a method in a chain over lines", "x = («a\n    .get(b)»\n    .text)", "x = ((await asyncio.to_thread(a\n    .get, b))\n    .text)", { name: "a.get" });
    body("of super()", "«super().load(b)»", "await asyncio.to_thread(super().load, b)");
    body("a helper that blocks further down", "user = «load_user(a)»", "user = await asyncio.to_thread(load_user, a)", { depth: 3 });
    body("a made receiver", "«Path(a).read_text(encoding='x')»", "await asyncio.to_thread(Path(a).read_text, encoding='x')", { leaf: "pathlib.Path.read_text" });
    body("in a with that opens something else", "with open(a) as x:\n    x.write(«b.get(1)».text)", "with open(a) as x:\n    x.write((await asyncio.to_thread(b.get, 1)).text)");
    body("in a with that holds nothing of it", "with suppress(OSError):\n    «b.remove(1)»", "with suppress(OSError):\n    await asyncio.to_thread(b.remove, 1)");
    body("with what was read from the file", "with open(a) as x:\n    for line in x:\n        «b.post(line)»", "with open(a) as x:\n    for line in x:\n        await asyncio.to_thread(b.post, line)");
    body("opening alone, where more follows", "with «open(a)» as x:\n    b(x)\n    b(x)", "with await asyncio.to_thread(open, a) as x:\n    b(x)\n    b(x)");
    body("opening and reading at once", "x = «open(a).read()».strip()", "x = (await asyncio.to_thread(lambda: open(a).read())).strip()");
    body("the same for the finding at open", "x = «open(a)».read().strip()", "x = (await asyncio.to_thread(lambda: open(a).read())).strip()");
    none("not opening and reading where an argument is awaited", "x = «open(await a).read()»");
    becomes("before Python 3.9", "import asyncio\n\nasync def f(g, x):\n    «g(1, *x)»\n", "import asyncio\n\nasync def f(g, x):\n    await asyncio.get_running_loop().run_in_executor(None, g, 1, *x)\n", { python: [3, 8] });
    becomes("before Python 3.9, with keywords", "import asyncio\n\nasync def f(g, x):\n    «g(1, k=x)».y\n", "import asyncio\nimport functools\n\nasync def f(g, x):\n    (await asyncio.get_running_loop().run_in_executor(None, functools.partial(g, 1, k=x))).y\n", { python: [3, 8] });
    becomes("two imports into a file without any", "async def f(g, x):\n    «g(k=1)»\n", "import asyncio\nimport functools\n\n\nasync def f(g, x):\n    await asyncio.get_running_loop().run_in_executor(None, functools.partial(g, k=1))\n", { python: [3, 7] });
    body("asyncio.run in a coroutine is an await", "x = «asyncio.run(b(1))».y", "x = (await b(1)).y", { leaf: "asyncio.run", offload: "no", safe: false });
    body("what takes a file that something else opens", "with open(a) as x:\n    b(x)\n    «c.get(1)»", "with open(a) as x:\n    b(x)\n    await asyncio.to_thread(c.get, 1)");
    body("a future is awaited itself", "x = «a.submit(b).result()».y", "x = (await asyncio.wrap_future(a.submit(b))).y", { leaf: "concurrent.futures.Future.result", offload: "no", safe: false });
    none("never a future with a time limit", "«a.result(1)»", { leaf: "concurrent.futures.Future.result", offload: "no" });
    body("a helper that reads an iterator to its end", "«rows(a)»", "await asyncio.to_thread(rows, a)", { leaf: "io.TextIOWrapper.__iter__", offload: "no", depth: 2 });
    body("a list of what a lazy listing gives", "x = «sorted(a.glob('*'))»", "x = await asyncio.to_thread(sorted, a.glob('*'))", { leaf: "pathlib.Path.glob.__iter__", offload: "no" });
    none("never what leaves a listing lazy", "x = «itertools.chain(a.glob('*'))»", { leaf: "pathlib.Path.glob.__iter__", offload: "no" });
    none("never one step of a lazy listing", "«next(a.glob('*'))»", { leaf: "pathlib.Path.glob.__iter__", offload: "no" });
    none("never a list of rows that are bound to their thread", "«list(a)»", { leaf: "sqlite3.Cursor.__iter__", offload: "no" });
    none("never a helper that may keep a lock", "«take(a)»", { leaf: "threading.Lock.acquire", offload: "no", depth: 2 });
    none("never what is bound to its thread", "«a.execute(b)»", { offload: "no" });
    none("never next()", "«next(a)»");
    none("never what is awaited already", "await «a.get(b)»");
    none("never what a with closes", "with connect() as a:\n    «a.get(b)»");
    none("never what was made of what a with closes", "with connect() as a:\n    c = a.cursor()\n    «c.execute(b)»");
    none("never under a lock", "with a.lock:\n    «b.get(1)»");
    none("never in a transaction of its own", "with a.begin():\n    «a.get(1)»");
    none("never between acquire and release", "a.acquire()\n«b.get(1)»\na.release()");
    none("never entering a lock", "with «a.lock»:\n    pass", { form: "enter", leaf: "threading.Lock.__enter__" });
    none("never in a lambda", "x = lambda: «a.get(b)»");
    none("never in a generator expression", "sum(«a.get(b)» for b in rest)");
  });

  describe("in another process", () => {
    const cpu: Blocking & { safe?: boolean } = { offload: "process", leaf: "yaml.safe_load", safe: false };
    const guard = 'if __name__ == "__main__":\n    asyncio.run(f(1))\n';
    const pool = "process_pool = concurrent.futures.ProcessPoolExecutor()\n";
    const run = (call: string) => `await asyncio.get_running_loop().run_in_executor(process_pool, ${call})`;
    becomes("work that holds the interpreter", `import json\n\n\n# f\nasync def f(a):\n    return «json.loads(a)»\n\n\n${guard}`,
      `import asyncio\nimport concurrent.futures\nimport json\n\n\n${pool}\n\n# f\nasync def f(a):\n    return ${run("json.loads, a")}\n\n\n${guard}`, cpu);
    becomes("in a pool that is there, with keywords", `import asyncio, json\nfrom concurrent.futures import ProcessPoolExecutor\nmine = ProcessPoolExecutor(2)\nasync def f(a):\n    return «json.loads(a, k=1)».x\n`,
      `import asyncio, json\nfrom concurrent.futures import ProcessPoolExecutor\nmine = ProcessPoolExecutor(2)\nasync def f(a):\n    return (await asyncio.get_running_loop().run_in_executor(mine, functools.partial(json.loads, a, k=1))).x\n`.replace("import asyncio, json\n", "import asyncio, json\nimport functools\n"), cpu);
    becomes("a function of this file", `import asyncio\nimport concurrent.futures\n\ndef work(a): ...\n\nasync def f(a):\n    «work(a)»\n`,
      `import asyncio\nimport concurrent.futures\n\ndef work(a): ...\n\n${pool}\n\nasync def f(a):\n    ${run("work, a")}\n`, { ...cpu, depth: 2, fix: 1 });
    const thread = (title: string, before: string, after: string, fields: Blocking) => {
      becomes(`a thread for ${title}`, before, after, fields);
      it(`no process for ${title}`, () => assert.equal(fixBlocking(before, fields).fixes.length, 1));
    };
    thread("a method, which may not be sent", "import asyncio\nasync def f(self):\n    «self.work(1)»\n", "import asyncio\nasync def f(self):\n    await asyncio.to_thread(self.work, 1)\n", { ...cpu, depth: 2 });
    thread("a function that is handed over", "import asyncio, json\nasync def f(a):\n    «json.loads(a, object_hook=lambda x: x)»\n", "import asyncio, json\nasync def f(a):\n    await asyncio.to_thread(json.loads, a, object_hook=lambda x: x)\n", cpu);
    thread("a file whose import runs the program", "import asyncio, json\nasync def f(a):\n    «json.loads(a)»\nasyncio.run(f(1))\n", "import asyncio, json\nasync def f(a):\n    await asyncio.to_thread(json.loads, a)\nasyncio.run(f(1))\n", cpu);
  });

  describe("by names that are right there", () => {
    const named = (imports: string, then: string) => (call: string) => `${imports}\n\nasync def f(g):\n    ${call}\n${then}`;
    const same = (title: string, imports: string, call: string) =>
      becomes(title, named(imports, "")("«g(1)»"), named(imports, "")(call));
    same("another name of asyncio", "import asyncio as aio", "await aio.to_thread(g, 1)");
    same("a name from asyncio", "from asyncio import to_thread", "await to_thread(g, 1)");
    same("a name from asyncio under another", "from asyncio import (\n    to_thread as run,\n)", "await run(g, 1)");
    same("a part of asyncio brings it along", "import asyncio.subprocess", "await asyncio.to_thread(g, 1)");
    const added = (title: string, imports: string, result: string, then = "") => becomes(title, named(imports, then)("«g(1)»"), named(result, then)("await asyncio.to_thread(g, 1)"));
    added("not a name from asyncio that is bound anew", "from asyncio import to_thread", "import asyncio\nfrom asyncio import to_thread", "\nto_thread = None\n");
    added("not a name that a star import may hide", "from asyncio import to_thread\nfrom x import *", "import asyncio\nfrom asyncio import to_thread\nfrom x import *");
    added("not an import for types", "import x\nif TYPE_CHECKING:\n    import asyncio", "import asyncio\nimport x\nif TYPE_CHECKING:\n    import asyncio");
    becomes("an import of the function itself", "async def f(g):\n    import asyncio\n    «g(1)»\n", "async def f(g):\n    import asyncio\n    await asyncio.to_thread(g, 1)\n");
    none("not an import that comes later", "async def f(g):\n    «g(1)»\n    import asyncio\n");
    none("not where a parameter has its name", "async def f(g, asyncio):\n    «g(1)»\n");
    none("not where a local has its name", "import asyncio\nasync def f(g):\n    «g(1)»\n    for asyncio in g: pass\n");
    none("not where the module binds its name anew", "import asyncio\nasync def f(g):\n    «g(1)»\nasyncio = None\n");
    none("not where an inner function binds it anew outside", "def g():\n    from asyncio import to_thread\n    import b as asyncio\n    async def f(g):\n        nonlocal to_thread\n        «g(1)»\n        to_thread = 1\n");
    none("not where a function declares it global", "import asyncio\ndef g():\n    global asyncio\n    asyncio = 1\nasync def f(g):\n    «g(1)»\n");
    becomes("a name in a class is not seen by its methods", "import asyncio\nclass A:\n    asyncio = 1\n    async def f(self, g):\n        «g(1)»\n", "import asyncio\nclass A:\n    asyncio = 1\n    async def f(self, g):\n        await asyncio.to_thread(g, 1)\n");
    becomes("a from-import that a parameter hides", "from asyncio import to_thread\nasync def f(g, to_thread):\n    «g(1)»\n", "import asyncio\nfrom asyncio import to_thread\nasync def f(g, to_thread):\n    await asyncio.to_thread(g, 1)\n");
  });

  describe("with its import in place", () => {
    const at = (title: string, head: string, result: string) =>
      becomes(title, `${head}async def f(g):\n    «g(1)»\n`, `${result}async def f(g):\n    await asyncio.to_thread(g, 1)\n`);
    at("no import yet", "", "import asyncio\n\n\n");
    at("after the docstring", '"""Doc."""\n', '"""Doc."""\n\nimport asyncio\n\n');
    at("after the docstring and an empty line", '"""Doc."""\n\n\n', '"""Doc."""\n\nimport asyncio\n\n\n');
    at("after the future", "from __future__ import annotations\n\n", "from __future__ import annotations\n\nimport asyncio\n\n");
    at("after the future, before the others", "from __future__ import annotations\n\nimport os\n\n", "from __future__ import annotations\n\nimport asyncio\nimport os\n\n");
    at("in order", "import abc\nimport os  # system\n\n", "import abc\nimport asyncio\nimport os  # system\n\n");
    at("at the end of its group", "import abc  # base\n\nimport zlib\n\n", "import abc  # base\nimport asyncio\n\nimport zlib\n\n");
    at("after an import over lines", "import abc, \\\n    abc\n\n", "import abc, \\\n    abc\nimport asyncio\n\n");
    at("before what is imported from modules", "# ours\nfrom .a import (\n    b,\n)\n\n", "# ours\nimport asyncio\nfrom .a import (\n    b,\n)\n\n");
    at("below the first lines, above a comment of the code", "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# Licence.\n\n# about f\n", "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# Licence.\n\nimport asyncio\n\n\n# about f\n");
    at("below the first line alone", "#!/usr/bin/env python3\n", "#!/usr/bin/env python3\n\nimport asyncio\n\n\n");
    at("on a line with the docstring", '"""Doc."""; import os\n', '"""Doc."""; import asyncio; import os\n');
    at("on a line with code", "import abc; x = 1\n", "import abc; import asyncio; x = 1\n");
    at("before code that comes before other imports", "x = 1\nimport os\n\n", "import asyncio\n\nx = 1\nimport os\n\n");
    it("with the file's line ends", () => {
      const { text, fixes } = fixBlocking("import zlib\r\n\r\nasync def f(g):\r\n    «g(1)»\r\n");
      assert.equal(apply(text, fixes[0]!), "import asyncio\r\nimport zlib\r\n\r\nasync def f(g):\r\n    await asyncio.to_thread(g, 1)\r\n");
    });
    it("behind a byte order mark", () => {
      const { text, fixes } = fixBlocking("\uFEFFasync def f(g):\n    «g(1)»\n");
      assert.equal(apply(text, fixes[0]!), "\uFEFFimport asyncio\n\n\nasync def f(g):\n    await asyncio.to_thread(g, 1)\n");
    });
  });

  describe("that reads a file in a with", () => {
    const read = "def read_file():\n    with open(a) as x:\n        return x.read()\n\n";
    body("reading moves to a thread as a whole", "with open(a) as x:\n    y = «x.read()»", `${read}y = await asyncio.to_thread(read_file)`, careful);
    body("the same for the finding at open", "with «open(a)» as x:\n    y = x.read()", `${read}y = await asyncio.to_thread(read_file)`, { form: "enter", leaf: "open" });
    body("and at open as a call", "with «open(a)» as x:\n    y = x.read()", `${read}y = await asyncio.to_thread(read_file)`);
    body("what is done with the text stays on the loop", "with open(a) as x:\n    self.y = b.parse(«x.read()».strip())", `${read}self.y = b.parse((await asyncio.to_thread(read_file)).strip())`);
    body("returning", "with open(a) as x:\n    return «x.read()»", `${read}return await asyncio.to_thread(read_file)`);
    body("on one line", "with open(a) as x: y = «x.read()»", "def read_file():\n    with open(a) as x: return x.read()\n\ny = await asyncio.to_thread(read_file)");
    body("writing", "with a.open('w') as x:\n    «x.write(b)»", "def write_file():\n    with a.open('w') as x:\n        x.write(b)\n\nawait asyncio.to_thread(write_file)");
    body("the whole value where it is lazy", "with open(a) as x:\n    y = list(«json.load(x)»)", "def read_file():\n    with open(a) as x:\n        return list(json.load(x))\n\ny = await asyncio.to_thread(read_file)");
    body("comments and literal text are kept", "if a:\n    # why\n    with open(  # this\n        a,\n    ) as x:  # that\n        # more\n        «x.write('''one\ntwo''')»  # end\nb()",
      "if a:\n    # why\n    def write_file():\n        with open(  # this\n            a,\n        ) as x:  # that\n            # more\n            x.write('''one\ntwo''')  # end\n\n    await asyncio.to_thread(write_file)\nb()");
    becomes("a name that is new", "import asyncio\nfrom lib import read_file\n\nasync def f(a):\n\twith open(a) as x:\n\t\ty = «x.read()»\n", "import asyncio\nfrom lib import read_file\n\nasync def f(a):\n\tdef read_file_2():\n\t\twith open(a) as x:\n\t\t\treturn x.read()\n\n\ty = await asyncio.to_thread(read_file_2)\n");
    body("a value over lines", "with open(a) as x:\n    y = b.parse(\n        «x\n        .read()»,\n    )", "def read_file():\n    with open(a) as x:\n        return (x\n            .read())\n\ny = b.parse(\n        await asyncio.to_thread(read_file),\n    )");
    body("a value that is conditional, as a whole", "with open(a) as x:\n    y = «x.read()» if b else 1", "def read_file():\n    with open(a) as x:\n        return x.read() if b else 1\n\ny = await asyncio.to_thread(read_file)");
    body("a value that is awaited itself", "with «open(a)» as x:\n    y = await x.read()", "def read_file():\n    with open(a) as x:\n        return x.read()\n\ny = await (await asyncio.to_thread(read_file))");
    body("adding to a local name", "y = ''\nwith open(a) as x:\n    y += «x.read()»", `y = ''\n${read}y += await asyncio.to_thread(read_file)`);
    body("not what only stands beside it", "with open(a) as x:\n    x.write(«time.ctime(b)»)", "with open(a) as x:\n    x.write(await asyncio.to_thread(time.ctime, b))");
    none("not adding to what others may change meanwhile", "with open(a) as x:\n    self.y += «x.read()»");
    none("not where a method may be lazy and its value is used by our own code", "with open(a) as x:\n    y = b.parse(«x.rows()»)");
    none("not where more is done", "with open(a) as x:\n    b()\n    y = «x.read()»");
    none("not where the file is used later", "with open(a) as x:\n    y = «x.read()»\nprint(x.name)");
    none("not where something else is entered with it", "with open(a) as x, b:\n    y = «x.read()»");
    none("not where our own code would move along", "with open(a) as x:\n    «x.write(self.text())»");
    none("not where something is awaited inside", "with open(a) as x:\n    «x.write(await b)»");
    none("not where a lock is held", "with b.lock:\n    with open(a) as x:\n        y = «x.read()»");
    none("not in a loop over the file", "with open(a) as x:\n    for line in «x»:\n        b(line)", { form: "iterate", leaf: "io.TextIOWrapper.__next__" });
  });

  describe("that is no call", () => {
    const glob: Blocking = { form: "iterate", leaf: "pathlib.Path.glob.__iter__", offload: "no" };
    const walk: Blocking = { form: "iterate", leaf: "os.walk.__iter__", offload: "no" };
    body("a listing is made in a thread", "for x in «a.glob('*')»:\n    b(x)", "for x in await asyncio.to_thread(list, a.glob('*')):\n    b(x)", { ...glob, safe: false });
    body("in a comprehension", "y = [x for x in «a.glob('*')» if x]", "y = [x for x in await asyncio.to_thread(list, a.glob('*')) if x]", glob);
    body("in a generator expression, as its first iterable", "any(x for x in «a.glob('*')»)", "any(x for x in await asyncio.to_thread(list, a.glob('*')))", glob);
    none("not as its second", "any(x for y in a for x in «y.glob('*')»)", glob);
    body("a walk that is only read", "for root, dirs, files in «os.walk(a)»:\n    b(len(dirs))", "for root, dirs, files in await asyncio.to_thread(list, os.walk(a)):\n    b(len(dirs))", walk);
    none("not a walk that is told where to go", "for root, dirs, files in «os.walk(a)»:\n    dirs[:] = []", walk);
    none("nor one that is told by a method", "for root, dirs, files in «os.walk(a)»:\n    dirs.remove(b)", walk);
    none("not a generator of one's own", "for x in «rows(a)»:\n    b(x)", { ...glob, depth: 2 });
    none("not a socket or a file", "for x in «a»:\n    b(x)", { form: "iterate", leaf: "io.BufferedReader.__next__" });
    body("a property is read in a thread", "y = «a.size».bit_length()", "y = (await asyncio.to_thread(lambda: a.size)).bit_length()", { form: "load", leaf: "os.stat", depth: 2, safe: false });
    none("not a property that is set", "«a.size» = 1", { form: "load", leaf: "os.stat", depth: 2 });
  });

  describe("as a whole", () => {
    it("names what it does", () => {
      assert.deepEqual(fixBlocking(file("«time.sleep(1)»")).fixes.map(({ title }) => title), ["Await `asyncio.sleep` instead of `time.sleep`"]);
      assert.deepEqual(fixBlocking(file("«load_user(a)»"), { depth: 2 }).fixes.map(({ title }) => title), ["Run `load_user` in a thread with `asyncio.to_thread`"]);
    });

    it("gives what CPython's compiler takes", () => {
      assert.ok(mended.length > 0);
      const errors = compileAll(mended.map(({ text }) => text));
      assert.deepEqual(mended.flatMap(({ title }, at) => (errors[at] === null ? [] : [`${title}: ${errors[at]}`])), []);
    });
  });
});
