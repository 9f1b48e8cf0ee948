import assert from "node:assert/strict";
import { becomes, blockingFixes, stays, type Blocking } from "./typescript-support.js";

/** An async function around a line. */
const inAsync = (line: string, head = 'import fs from "node:fs";\n'): string => `${head}async function f(p: string) {\n  ${line}\n}\n`;

const named = 'import { readFileSync } from "node:fs";\n';

describe("mending a blocking call in TypeScript", () => {
  const turns = (before: string, after: string, given?: Blocking, title?: string): void => becomes(blockingFixes(before, given), after, title);
  const line = (before: string, after: string, given?: Blocking): void => turns(inAsync(before), inAsync(after), given);
  const none = (before: string, given?: Blocking): void => stays(blockingFixes(before, given));

  describe("the twin", () => {
    it("is reached through the module that is imported", () => {
      turns(
        inAsync('return «fs.readFileSync(p, "utf8")»;'), inAsync('return await fs.promises.readFile(p, "utf8");'), {},
        "Await `fs.promises.readFile` instead of `fs.readFileSync`",
      );
      for (const head of [
        'import * as fs from "fs";\n', 'import fs, { existsSync } from "fs";\n', 'const fs = require("fs");\n', 'var fs = require("node:fs"), path = require("path");\n',
        'import fs = require("fs");\n', 'import { default as fs } from "fs";\n', 'const fs = await import("fs");\n',
      ]) turns(inAsync("return «fs.readFileSync(p)»;", head), inAsync("return await fs.promises.readFile(p);", head));
      turns(inAsync('return «require("fs").readFileSync(p)»;', ""), inAsync('return await require("fs").promises.readFile(p);', ""), { leaf: "fs.readFileSync" });
    });

    it("bears rows as long as they come", () => {
      const rows = [`${"p.b(1) + ".repeat(8000)}1;`, `p${".a()".repeat(5000)};`, `p${".a".repeat(5000)};`].join("\n").replaceAll("$", "");
      for (const callee of ["fs.readFileSync", "readFileSync"]) {
        const head = `import ${callee === "readFileSync" ? "{ readFileSync }" : "fs"} from "node:fs";\n${rows}\n`;
        assert.equal(blockingFixes(inAsync(`return «${callee}(p)»;`, head)).fixes.length, 1);
      }
      const chain = `import fs from "node:fs";\nasync function f(p) { return «fs.readFileSync(p)»${".a()".repeat(5000)}; }`;
      assert.equal(blockingFixes(chain).fixes.length, 1);
      assert.deepEqual(blockingFixes(`«fs.readFileSync(p)»; ${"(".repeat(100_000)}`).fixes, []);
    }).timeout(20_000);

    it("keeps the arguments and comments as they are", () => {
      line("const a = «fs.readFileSync(p, /* why */ { encoding: 'utf8' },)»; // here", "const a = await fs.promises.readFile(p, /* why */ { encoding: 'utf8' },); // here");
      line("«fs /* a */ . writeFileSync(p, ...[1, 2].map(String) as [string])»;", "await fs /* a */ . promises.writeFile(p, ...[1, 2].map(String) as [string]);", { leaf: "fs.writeFileSync" });
    });

    it("is imported where the sync one is a named import", () => {
      turns(inAsync("return «readFileSync(p)»;", named), inAsync("return await readFile(p);", `${named}import { readFile } from "node:fs/promises";\n`), {}, "Await `readFile` instead of `readFileSync`");
      turns(inAsync("return «read(p)»;", "import { readFileSync as read } from 'fs'\n"), inAsync("return await readFile(p);", "import { readFileSync as read } from 'fs'\nimport { readFile } from 'fs/promises'\n"), { leaf: "fs.readFileSync" });
      turns(
        inAsync("return «readFileSync(p)»;", 'const { readFileSync } = require("node:fs");\n'),
        inAsync("return await readFile(p);", 'const { readFileSync } = require("node:fs");\nconst { readFile } = require("node:fs/promises");\n'), { path: "/w/a.cts" },
      );
      turns(
        inAsync("return «readFileSync(p)»;", 'import fs from "fs";\nconst { readFileSync } = fs;\n'),
        inAsync("return await readFile(p);", 'import fs from "fs";\nimport { readFile } from "fs/promises";\nconst { readFileSync } = fs;\n'),
      );
    });

    it("of another package", () => {
      const bcrypt = { leaf: "bcrypt.hashSync" };
      const head = 'import bcrypt from "bcrypt";\n';
      turns(inAsync("const hash = «bcrypt.hashSync(p, 10)»;", head), inAsync("const hash = await bcrypt.hash(p, 10);", head), bcrypt);
      turns(inAsync("const hash = «hashSync(p, 10)»;", 'import { hashSync } from "bcrypt";\n'), inAsync("const hash = await hashAsync(p, 10);", 'import { hashSync, hash as hashAsync } from "bcrypt";\n'), bcrypt, "Await `hash` instead of `hashSync`");
      turns(inAsync("return «glob.sync(p)»;", 'import { glob } from "glob";\n'), inAsync("return await glob(p);", 'import { glob } from "glob";\n'), { leaf: "glob.glob.sync" });
      turns(inAsync("return «fg.sync(p)»;", 'import fg from "fast-glob";\n'), inAsync("return await fg(p);", 'import fg from "fast-glob";\n'), { leaf: "fast-glob.sync" });
      turns(inAsync("return «Deno.readTextFileSync(p)»;", ""), inAsync("return await Deno.readTextFile(p);", ""), { leaf: "Deno.readTextFileSync" });
      turns(inAsync("return «t.dataSync()»;", ""), inAsync("return await t.data();", ""), { leaf: "@tensorflow/tfjs.Tensor.dataSync" });
      turns(inAsync("«msleep(9)»;", 'import { msleep } from "sleep";\n'), inAsync("await setTimeout(9);", 'import { msleep } from "sleep";\nimport { setTimeout } from "timers/promises";\n'), { leaf: "sleep.msleep" });
      turns(inAsync("«sleep.msleep(9)»; setTimeout(f, 1);", 'import sleep from "sleep";\n'), inAsync("await setTimeoutAsync(9); setTimeout(f, 1);", 'import sleep from "sleep";\nimport { setTimeout as setTimeoutAsync } from "timers/promises";\n'), { leaf: "sleep.msleep" });
      turns(inAsync("return «fs.realpathSync.native(p)»;"), inAsync("return await fs.promises.realpath(p);"), { leaf: "fs.realpathSync.native" });
    });

    it("that takes a callback is promisified", () => {
      const gzip = { leaf: "zlib.gzipSync" };
      const util = 'import { promisify } from "node:util";\n';
      turns(
        inAsync("return «zlib.gzipSync(p)».length;", 'import zlib from "node:zlib";\n'), inAsync("return (await promisify(zlib.gzip)(p)).length;", `import zlib from "node:zlib";\n${util}`), gzip,
        "Await `promisify(zlib.gzip)` instead of `zlib.gzipSync`",
      );
      turns(inAsync("return «gzipSync(p)»;", 'import { gzipSync } from "node:zlib";\n'), inAsync("return await promisify(gzip)(p);", `import { gzipSync, gzip } from "node:zlib";\n${util}`), gzip);
      turns(inAsync("return «randomBytes(9)»;", `${util}import { randomBytes } from "crypto";\n`), inAsync("return await promisify(randomBytes)(9);", `${util}import { randomBytes } from "crypto";\n`), { leaf: "crypto.randomBytes" });
      turns(inAsync("return «zlib.gzipSync(p)»;", 'import * as util from "util";\nimport * as zlib from "zlib";\n'), inAsync("return await util.promisify(zlib.gzip)(p);", 'import * as util from "util";\nimport * as zlib from "zlib";\n'), gzip);
      turns(
        inAsync("return «gzip(p)»;", 'import { gzip } from "pako";\n'),
        inAsync("return await promisify(gzipAsync)(p);", 'import { gzip } from "pako";\nimport { gzip as gzipAsync } from "node:zlib";\nimport { promisify } from "util";\n').replace("node:zlib", "zlib"), { leaf: "pako.gzip" },
      );
      none(inAsync("return «zlib?.gzipSync(p)»;", 'import zlib from "node:zlib";\n'), gzip);
    });

    it("that is out of reach is not called", () => {
      none(inAsync("return «this.fs.readFileSync(p)»;"));
      none(inAsync("return «fs['readFileSync'](p)»;"), { leaf: "fs.readFileSync" });
      none(inAsync("return «read(p)»;", "declare const read: (p: string) => string;\n"), { leaf: "fs.readFileSync" });
      none(inAsync("return «fs.readFileSync(p)»;", ""));
      none(inAsync("return «fs.readFileSync(p)»;", 'function g() { const fs = require("fs"); }\n'));
      none('import fs from "fs";\nasync function f(fs: any) { return «fs.readFileSync(1)»; }\n');
      none('import fs from "fs";\nasync function f({ a: [fs] }: any) { return «fs.readFileSync(1)»; }\n');
      none(inAsync("try { p; } catch (fs) { return «fs.readFileSync(p)»; }"));
      line("try { p; } catch (fs) { fs; } return «fs.readFileSync(p)»;", "try { p; } catch (fs) { fs; } return await fs.promises.readFile(p);");
      none(inAsync("if (p) { var { fs } = p as any; } return «fs.readFileSync(p)»;"));
      none(inAsync("const fs = p as any; return «fs.readFileSync(p)»;", "") + 'var fs = require("fs");\n');
      none(inAsync("return «read(p)»;", 'import fs from "fs";\nlet read = fs.readFileSync;\nread = other;\n'), { leaf: "fs.readFileSync" });
      none(inAsync("return «readFileSync(p)»;", 'import fs from "fs";\nconst { readFileSync = other } = fs;\n'));
      none(inAsync("return «a.readFileSync(p)»;", "const a = b.x, b = a.y;\n"));
      none(inAsync("return «Deno.readTextFileSync(p)»;", "declare const Deno: any;\n"), { leaf: "Deno.readTextFileSync" });
      none(inAsync("return «fs.existsSync(p)»;"));
      none(inAsync('return «execSync("ls")».toString();', 'import { execSync } from "node:child_process";\n'), { leaf: "child_process.execSync" });
    });

    it("that does not take the arguments is not called", () => {
      none(inAsync("return «fs.statSync(p, { throwIfNoEntry: false })»;"));
      none(inAsync("return «fs.lstatSync(p, options)»;", 'import fs from "fs";\nimport options from "./o.js";\n'));
      none(inAsync("return «fs.statSync(p, { ...options })»;", 'import fs from "fs";\nimport options from "./o.js";\n'));
      line("return «fs.statSync(p, { bigint: true })».size;", "return (await fs.promises.stat(p, { bigint: true })).size;");
      none(inAsync("return «fs.readFileSync(0)»;"));
      none(inAsync("return «fs.readFileSync(process.stdin.fd)»;"));
      none(inAsync('const file = fs.openSync(p, "r"); return «fs.readFileSync(file)»;'));
      none(inAsync("for (const s of «fs.readdirSync(p)») {}"), { form: "iterate" });
    });
  });

  describe("await", () => {
    it("is put in parentheses where its surroundings bind closer", () => {
      for (const [before, after] of [
        ["return «fs.readFileSync(p)».length;", "return (await fs.promises.readFile(p)).length;"],
        ["return «fs.readFileSync(p)»[0];", "return (await fs.promises.readFile(p))[0];"],
        ["return «fs.readFileSync(p)»!;", "return (await fs.promises.readFile(p))!;"],
        ["return «fs.readFileSync(p)»?.length;", "return (await fs.promises.readFile(p))?.length;"],
        ["return «fs?.readFileSync(p)»?.length.toFixed();", "return (await fs?.promises.readFile(p))?.length.toFixed();"],
        ["return («fs.readFileSync(p)»).length;", "return (await fs.promises.readFile(p)).length;"],
        ["return «fs.readFileSync(p)» as unknown as number ** 2;", "return await fs.promises.readFile(p) as unknown as number ** 2;"],
        ["return 2 ** Number(«fs.readFileSync(p)»);", "return 2 ** Number(await fs.promises.readFile(p));"],
        ["return (2 as any) ** «fs.readFileSync(p)»;", "return (2 as any) ** await fs.promises.readFile(p);"],
        ["return «fs.readFileSync(p)» ** 2;", "return (await fs.promises.readFile(p)) ** 2;"],
        ["return -«fs.readFileSync(p)»;", "return -await fs.promises.readFile(p);"],
        ["return typeof «fs.readFileSync(p)»;", "return typeof await fs.promises.readFile(p);"],
        ["delete «fs.readFileSync(p)».length;", "delete (await fs.promises.readFile(p)).length;"],
        ["return `${«fs.readFileSync(p)»}${1}`;", "return `${await fs.promises.readFile(p)}${1}`;"],
        ["return «fs.readFileSync(p)»`x`;", "return (await fs.promises.readFile(p))`x`;"],
        ["return «fs.readFileSync(p)»();", "return (await fs.promises.readFile(p))();"],
        ["return new Map(«fs.readFileSync(p)»);", "return new Map(await fs.promises.readFile(p));"],
        ["return new («fs.readFileSync(p)».x)();", "return new ((await fs.promises.readFile(p)).x)();"],
        ["return class extends «fs.readFileSync(p)» {};", "return class extends (await fs.promises.readFile(p)) {};"],
        ["return [...«fs.readFileSync(p)», 1];", "return [...await fs.promises.readFile(p), 1];"],
        ["return 1, «fs.readFileSync(p)», 2;", "return 1, await fs.promises.readFile(p), 2;"],
        ["const a = 1, b = p ? «fs.readFileSync(p)» : 2;", "const a = 1, b = p ? await fs.promises.readFile(p) : 2;"],
        ["for (const l of «fs.readFileSync(p)».toString().split('\\n')) l;", "for (const l of (await fs.promises.readFile(p)).toString().split('\\n')) l;"],
        ["return await «fs.readFileSync(p)»;", "return await fs.promises.readFile(p);"],
        ["return <Buffer>«fs.readFileSync(p)»;", "return <Buffer>await fs.promises.readFile(p);"],
        ["return { [«fs.readFileSync(p)»]() {} };", "return { [await fs.promises.readFile(p)]() {} };"],
        ["return typeof(«fs.readFileSync(p)»);", "return typeof(await fs.promises.readFile(p));"],
        ["this.cache ??= «fs.readFileSync(p)»;", "this.cache ??= await fs.promises.readFile(p);"],
        ["let n = 0; n += «fs.readFileSync(p)».length;", "let n = 0; n += (await fs.promises.readFile(p)).length;"],
        ["p += «fs.readFileSync(p)»;", "p += await fs.promises.readFile(p);"],
      ] as const) line(before, after, { leaf: "fs.readFileSync" });
    });

    it("does not tear an optional chain apart", () => {
      none(inAsync("return «fs?.readFileSync(p)».length;"));
      none(inAsync("return «fs?.readFileSync(p)»!.length;"));
    });

    it("does not let a line without a semicolon run on", () => {
      const head = 'import fs from "fs"\n';
      const leaf = "fs.readFileSync";
      for (const [open, mark] of [
        ["const a = p", ";"], ["p", ";"], ["const g = () => {}", ";"], ["p;", ""], ["if (p) p", ";"], ["if (p) { p }", ""], ["function g() {}", ""],
        ["while (0) {}", ""], ["try {} finally {}", ""], ["class A {}", ""], ["const A = class {}", ";"], ["label: p", ";"], ["label: { p }", ""], ["for (;;) {}", ""], ["do {} while (0)", ";"], ["// nothing", ""],
      ] as const) turns(inAsync(`${open}\n  «fs.readFileSync(p)».at(0)`, head), inAsync(`${open}\n  ${mark}(await fs.promises.readFile(p)).at(0)`, head), { leaf });
      turns(inAsync("p\n  «fs.mkdirSync(p)»", head), inAsync("p\n  await fs.promises.mkdir(p)", head));
      turns(inAsync("if (p) «fs.readFileSync(p)».at(0)", head), inAsync("if (p) (await fs.promises.readFile(p)).at(0)", head), { leaf });
      turns(inAsync("switch (p) { case '': «fs.readFileSync(p)».at(0) }", head), inAsync("switch (p) { case '': (await fs.promises.readFile(p)).at(0) }", head), { leaf });
    });

    it("stands in any async function", () => {
      for (const [before, after] of [
        ["const f = async (p: string) => «fs.readFileSync(p)»;", "const f = async (p: string) => await fs.promises.readFile(p);"],
        ["const f = async (p: string) => («fs.readFileSync(p)»);", "const f = async (p: string) => (await fs.promises.readFile(p));"],
        ["class A { async m(p: string) { «fs.mkdirSync(p)»; } }", "class A { async m(p: string) { await fs.promises.mkdir(p); } }"],
        ["class A { m = async (p: string) => { «fs.mkdirSync(p)»; } }", "class A { m = async (p: string) => { await fs.promises.mkdir(p); } }"],
        ["const o = { async *m(p: string) { yield «fs.readFileSync(p)»; } };", "const o = { async *m(p: string) { yield await fs.promises.readFile(p); } };"],
        ["ps.map(async p => «fs.readFileSync(p)»);", "ps.map(async p => await fs.promises.readFile(p));"],
      ] as const) turns(`import fs from "fs";\n${before}`, `import fs from "fs";\n${after}`);
    });

    it("is never written where it cannot stand", () => {
      for (const text of [
        "function f(p: string) { return «fs.readFileSync(p)»; }",
        "async function f(ps: string[]) { return ps.map((p) => «fs.readFileSync(p)»); }",
        "async function f(ps: string[]) { return ps.sort(function (p) { return «fs.readFileSync(p)».length; }); }",
        'async function f(a = «fs.readFileSync("x")») { return a; }',
        'async function f() { return (a = «fs.readFileSync("x")») => a; }',
        "async function f(p: string) { return class { a = «fs.readFileSync(p)»; }; }",
        "async function f(p: string) { return class { static { «fs.readFileSync(p)»; } }; }",
        "async function f(p: string) { return class { constructor() { «fs.readFileSync(p)»; } }; }",
        "async function f(p: string) { return { get a() { return «fs.readFileSync(p)»; } }; }",
        "async function f(p: string) { return function* () { yield «fs.readFileSync(p)»; }; }",
        "async function f(p: any) { class A { @«fs.readFileSync(p)» m() {} } }",
        "async function f(p: any) { @«fs.readFileSync(p)» class A {} }",
        'const top = «fs.readFileSync("x")»;',
        "namespace N { export const a = «fs.readFileSync('x')»; }",
      ]) none(`import fs from "fs";\n${text}`);
    });

    it("does not come between reading a shared value and writing it", () => {
      none(inAsync("this.bytes += «fs.readFileSync(p)».length;"), { leaf: "fs.readFileSync" });
      none(inAsync("this.bytes = this.bytes + «fs.readFileSync(p)».length;"), { leaf: "fs.readFileSync" });
      none(inAsync("bytes += «fs.readFileSync(p)».length;", 'import fs from "fs";\nlet bytes = 0;\n'), { leaf: "fs.readFileSync" });
      none(inAsync("this.all += String({ a: «fs.readFileSync(p)» });"), { leaf: "fs.readFileSync" });
      line("this.bytes = «fs.readFileSync(p)».length;", "this.bytes = (await fs.promises.readFile(p)).length;", { leaf: "fs.readFileSync" });
    });
  });

  describe("a callback", () => {
    const head = 'import fs from "fs";\n';
    const sync = { async: false, leaf: "fs.readFileSync" };
    it("of a promise is made async", () => {
      for (const [before, after] of [
        ["q.then((p) => «fs.readFileSync(p)»);", "q.then(async (p) => await fs.promises.readFile(p));"],
        ["q.then(p => «fs.readFileSync(p)».length);", "q.then(async p => (await fs.promises.readFile(p)).length);"],
        ["q.then(g, function h(p): Buffer { return «fs.readFileSync(p)»; });", "q.then(g, async function h(p): Promise<Buffer> { return await fs.promises.readFile(p); });"],
        ["q.catch(<T,>(p: T) => { «fs.readFileSync(p)»; });", "q.catch(async <T,>(p: T) => { await fs.promises.readFile(p); });"],
        ["q.finally(() => { «fs.readFileSync(p)»; });", "q.finally(async () => { await fs.promises.readFile(p); });"],
      ] as const) turns(head + before, head + after, sync, "Make the callback async: await `fs.promises.readFile` instead of `fs.readFileSync`");
    });
    it("of a timer, an emitter or an array is left alone", () => {
      for (const text of [
        "setTimeout(() => { «fs.readFileSync(p)»; }, 1);", 'e.on("x", (p) => { «fs.readFileSync(p)»; });', "ps.map((p) => «fs.readFileSync(p)»);",
        "q.then(function* (p) { yield «fs.readFileSync(p)»; });", "q.then((p): p is string => «fs.readFileSync(p)»);", "q.finally(1, () => «fs.readFileSync(p)»);",
        "q.then((p = «fs.readFileSync(x)») => p);", "then((p) => «fs.readFileSync(p)»);",
      ]) none(head + text, sync);
    });
  });
});
