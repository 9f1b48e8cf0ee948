import { becomes, forgottenFixes, stays } from "./typescript-support.js";

type Given = Parameters<typeof forgottenFixes>[1];

const inAsync = (line: string): string => `async function f() {\n  ${line}\n}\n`;

describe("mending a forgotten await in TypeScript", () => {
  const turns = (before: string, after: string, given?: Given, title?: string): void => becomes(forgottenFixes(before, given), after, title);
  const line = (before: string, after: string, given?: Given, title?: string): void => turns(inAsync(before), inAsync(after), given, title);
  const none = (before: string, given?: Given): void => stays(forgottenFixes(before, given));

  it("awaits what is dropped", () => {
    line("«save()»;", "await save();", {}, "Await `save`");
    line("«this.db.save(1)»", "await this.db.save(1)");
    line("if (x) «save()»; else «save()»;".replace("else «save()»", "else load()"), "if (x) await save(); else load();");
    line("for (const x of xs) «save(x)»;", "for (const x of xs) await save(x);");
    line("x && «save()»;", "x && await save();");
    line("a(), «save()», b();", "a(), await save(), b();");
    line("«cb?.()»;", "await cb?.();");
    line("p\n  «save()»", "p\n  await save()");
    line(";«(async () => {})()»", ";await (async () => {})()");
    line("const a = 1\n  «save`x`»", "const a = 1\n  await save`x`");
    turns("const o = { async *g() { «save()»; } };\n", "const o = { async *g() { await save(); } };\n");
    turns("class A { f = async () => { «save()»; } }\n", "class A { f = async () => { await save(); } }\n");
  });

  it("awaits what is looked at", () => {
    const tested: Given = { how: "tested" };
    for (const [before, after] of [
      ["if («isReady()») go();", "if (await isReady()) go();"], ["while (!«isReady()») go();", "while (!await isReady()) go();"],
      ["console.log(«load()»);", "console.log(await load());"], ["x = `a ${«load()»}`;", "x = `a ${await load()}`;"], ["x = «load()» ** 2;", "x = (await load()) ** 2;"],
      ["x = «load()»[0];", "x = (await load())[0];"], ["x = «load()».rows;", "x = (await load()).rows;"], ["p\n  «load()».rows", "p\n  ;(await load()).rows"],
      ["x = «load()» === 3 ? 1 : 2;", "x = await load() === 3 ? 1 : 2;"], ["return typeof«(load)()»;", "return typeof await (load)();"],
      ["for (const x of «load()») go(x);", "for (const x of await load()) go(x);"], ["x += «load()»;", "x += await load();"],
    ] as const) line(before, after, tested);
    none(inAsync("x = «a?.load()».rows;"), tested);
  });

  it("awaits what is kept and never used", () => {
    const kept: Given = { how: "kept", kept: "x" };
    line("const x = «load()»;", "const x = await load();", kept, "Await `load`");
    line("let x: number; x = «load()»;", "let x: number; x = await load();", kept);
    none(inAsync("const x = «load()»; if (y) await x;"), { ...kept, usedElsewhere: true });
    none(inAsync("const x: Promise<number> = «load()»;"), kept);
    none("export const x = «load()»;\n", { ...kept, scope: "module" });
  });

  it("awaits within try what is returned", () => {
    line("try { return «load()»; } catch { return 1; }", "try { return await load(); } catch { return 1; }", { how: "returned-in-try" }, "Await `load` before returning");
    line("try { return x ? «load()» : 2; } finally { end(); }", "try { return x ? await load() : 2; } finally { end(); }", { how: "returned-in-try" });
  });

  it("awaits at the top level of a module only", () => {
    const module: Given = { scope: "module" };
    turns("import { save } from './a.js';\n«save()»;\n", "import { save } from './a.js';\nawait save();\n", module);
    turns("export {};\nif (x) { «save()»; }\n", "export {};\nif (x) { await save(); }\n", { ...module, path: "/w/a.js" });
    turns("«save()»;\n", "await save();\n", { ...module, path: "/w/a.mjs" });
    none("«save()»;\n", { ...module, path: "/w/a.js" });
    none("const { save } = require('./a');\n«save()»;\n", { ...module, path: "/w/a.cjs" });
    none("import { save } from './a.cjs';\n«save()»;\n", { ...module, path: "/w/a.cts" });
    none("import a = require('./a');\n«a.save()»;\n", module);
    none("«save()»;\nexport = 1;\n", module);
    none("export {};\nnamespace N { «save()»; }\n", module);
    none("export {};\nclass A { static { «save()»; } }\n", module);
  });

  it("never writes an await where it cannot stand, or would never end", () => {
    none("function f() { «save()»; }\n", { scope: "sync" });
    none("async function f() { xs.some((x) => { «save(x)»; }); }\n");
    none("async function f(a = [«save()»]) {}\n", { how: "inside" });
    none("async function f() { class A { a = «save()»; } }\n", { how: "tested" });
    none("function* f() { «save()»; }\n", { scope: "sync" });
    none(inAsync("«tick()»;"), { endless: true });
    none(inAsync("await «save()»;"));
    none(inAsync("save( «1» );"));
  });

  describe("promises in a container", () => {
    const inside: Given = { how: "inside" };
    const kept: Given = { how: "inside", kept: "ps" };
    it("that is dropped or looked at are awaited in place", () => {
      line("[«save(1)», save(2)];", "await Promise.all([save(1), save(2)]);", inside, "Await `Promise.all([save(1), save(2)])`");
      line("xs.map((x) => «save(x)»);", "await Promise.all(xs.map((x) => save(x)));", inside);
      line("xs.map(function (x) { if (x) return «save(x)»; });", "await Promise.all(xs.map(function (x) { if (x) return save(x); }));", inside);
      line("«xs.map(async (x) => { await save(x); })»;", "await Promise.all(xs.map(async (x) => { await save(x); }));");
      line("const save = async () => {}; «xs.map(save)»;", "const save = async () => {}; await Promise.all(xs.map(save));");
      line("console.log([x ? «save(1)» : 2]);", "console.log(await Promise.all([x ? save(1) : 2]));", inside);
      line("console.log([...«xs.map(async () => 1)», 2].length);", "console.log((await Promise.all([...xs.map(async () => 1), 2])).length);", inside);
      line("console.log({ a: «save(1)» });", "console.log({ a: await save(1) });", inside, "Await `save`");
      line("p\n  ;[«save(1)»].length", "p\n  ;(await Promise.all([save(1)])).length", inside);
      line("const [a, b] = [«save(1)», 2];", "const [a, b] = await Promise.all([save(1), 2]);", inside);
    });

    it("that is kept are awaited in the next statement", () => {
      line("const ps = xs.map((x) => «save(x)»); // all", "const ps = xs.map((x) => save(x)); // all\n  await Promise.all(ps);", kept, "Await `Promise.all(ps)`");
      line("const ps = [«save(1)», save(2)]\n  end()", "const ps = [save(1), save(2)]\n  await Promise.all(ps)\n  end()", kept);
      line("let ps; ps = [«save(1)»]; end();", "let ps; ps = [save(1)]; await Promise.all(ps); end();", kept);
      turns("async function f() { const ps = [«save(1)»] }\n", "async function f() { const ps = [save(1)]; await Promise.all(ps) }\n", kept);
      turns("async function f() {\r\n\tconst ps = [«save(1)»];\r\n}\r\n", "async function f() {\r\n\tconst ps = [save(1)];\r\n\tawait Promise.all(ps);\r\n}\r\n", kept);
      turns("export {};\nconst ps = [«save(1)»];\n", "export {};\nconst ps = [save(1)];\nawait Promise.all(ps);\n", { ...kept, scope: "module" });
    });

    it("that is filled in a loop are awaited after it", () => {
      line(
        "const ps = [];\n  for (const x of xs) {\n    ps.push(«save(x)»);\n  }\n  end();",
        "const ps = [];\n  for (const x of xs) {\n    ps.push(save(x));\n  }\n  await Promise.all(ps);\n  end();", kept,
      );
      line("const ps = []\n  for (const x of xs) { ps.push(«save(x)») }\n  end()", "const ps = []\n  for (const x of xs) { ps.push(save(x)) }\n  await Promise.all(ps)\n  end()", kept);
      line("const ps = []\n  if (x) ps.push(«save(x)»)\n  end()", "const ps = []\n  if (x) ps.push(save(x))\n  await Promise.all(ps)\n  end()", kept);
      none(inAsync("const ps = []; ps.push(«save(1)»); ps.push(save(2));"), kept);
      none(inAsync("xs.forEach((x) => { const ps = []; ps.push(«save(x)»); });"), kept);
      none("const ps = [];\nasync function f() { ps.push(«save(1)»); }\n", kept);
    });

    it("that goes elsewhere are left alone", () => {
      none(inAsync("const ps = [[«save(1)»]];"), kept);
      none(inAsync("if (x) ps = [«save(1)»];"), kept);
      none(inAsync("this.ps = [«save(1)»];"), kept);
      none(inAsync("for (const ps = [«save(1)»]; ; ) break;"), kept);
      none("export const ps = [«save(1)»];\n", { ...kept, scope: "module" });
      none("function f() { const ps = [«save(1)»]; }\n", { ...kept, scope: "sync" });
      none(inAsync("xs.filter((x) => «save(x)»);"), inside);
      none(inAsync("new Set().add(«save(1)»);"), inside);
    });
  });
});
