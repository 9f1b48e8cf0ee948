import { becomes, blockingFixes, stays, type Blocking } from "./typescript-support.js";

const head = 'import fs from "node:fs";\n';
const chain = { depth: 2, leaf: "fs.readFileSync" } as const;

describe("mending a chain in TypeScript", () => {
  const turns = (before: string, after: string, title?: string): void => becomes(blockingFixes(head + before, chain), head + after, title);
  const none = (text: string, given: Blocking = {}): void => stays(blockingFixes(head + text, { ...chain, ...given }));
  const load = "function load(p: string) {\n  return fs.readFileSync(p, 'utf8');\n}\n";
  const made = "async function load(p: string) {\n  return await fs.promises.readFile(p, 'utf8');\n}\n";

  it("makes the helper async and awaits all its calls", () => {
    turns(
      `${load}async function a() { return «load("a")».trim() + load(load("b")); }\nconst b = async () => load("c");\n`,
      `${made}async function a() { return (await load("a")).trim() + await load(await load("b")); }\nconst b = async () => await load("c");\n`,
      "Make `load` async: await `fs.promises.readFile` in it",
    );
  });

  it("takes arrows, function expressions and helpers within a function", () => {
    turns("const load = (p: string) => fs.readFileSync(p);\nasync function f() { «load('a')»; }\n", "const load = async (p: string) => await fs.promises.readFile(p);\nasync function f() { await load('a'); }\n");
    turns("const load = function (p: string) { return fs.readFileSync(p); };\nasync function f() { «load('a')»; }\n", "const load = async function (p: string) { return await fs.promises.readFile(p); };\nasync function f() { await load('a'); }\n");
    turns("async function f() { const load = p => fs.readFileSync(p).length; return «load('a')»; }\n", "async function f() { const load = async p => (await fs.promises.readFile(p)).length; return await load('a'); }\n");
    turns("async function f() { return «load('a')»;\n  function load(p: string) { return fs.readFileSync(p); }\n}\n", "async function f() { return await load('a');\n  async function load(p: string) { return await fs.promises.readFile(p); }\n}\n");
  });

  it("turns the return type into a promise's", () => {
    turns("function load(p: string): Map<string, Buffer> { return new Map([[p, fs.readFileSync(p)]]); }\nasync function f() { «load('a')»; }\n", "async function load(p: string): Promise<Map<string, Buffer>> { return new Map([[p, await fs.promises.readFile(p)]]); }\nasync function f() { await load('a'); }\n");
    turns("function load(p: string): Promise<Buffer> { return Promise.resolve(fs.readFileSync(p)); }\nasync function f() { await «load('a')»; }\n", "async function load(p: string): Promise<Buffer> { return Promise.resolve(await fs.promises.readFile(p)); }\nasync function f() { await load('a'); }\n");
    none("function load(p: any): p is string { return !!fs.readFileSync(p); }\nasync function f() { «load('a')»; }\n");
    none("function load(p: any): asserts p { fs.readFileSync(p); }\nasync function f() { «load('a')»; }\n");
  });

  it("awaits a helper that calls itself", () => {
    turns("function load(p: string): string { return load(String(fs.readFileSync(p))); }\nasync function f() { «load('a')»; }\n", "async function load(p: string): Promise<string> { return await load(String(await fs.promises.readFile(p))); }\nasync function f() { await load('a'); }\n");
  });

  it("adds what the helper needs", () => {
    becomes(
      blockingFixes("import { readFileSync } from 'fs'\nconst load = p => readFileSync(p)\nconst f = async () => {\n  p\n  «load('a')».at(0)\n}\n", { ...chain, path: "/w/a.js" }),
      "import { readFileSync } from 'fs'\nimport { readFile } from 'fs/promises'\nconst load = async p => await readFile(p)\nconst f = async () => {\n  p\n  ;(await load('a')).at(0)\n}\n",
    );
  });

  it("leaves a helper alone that is not only called by async functions of this file", () => {
    const caller = "async function f() { return «load('a')»; }\n";
    for (const other of [
      "export { load };", "export default load;", "module.exports = { load };", "exports.load = load;", "function g() { return load('b'); }", "load('top');",
      "['a'].map(load);", "async function g() { return ['a'].map(load); }", "['a'].map((p) => load(p));", "async function g() { return ['a'].map((p) => load(p)); }", "async function g(a = load('a')) {}",
      "new (load as any)();", "load?.('a');", "type L = typeof load;", "load.x = 1;", "async function g() { this.n += load('a').length; }", "load`a`;",
      "class A { a = load('a'); }", "const other = load;", "function h(load: () => void) { load(); }",
      "async function g() { return <any>load; }", "({ load });", "class B { @load('a') m() {} }",
    ]) none(`${load}${caller}${other}\n`);
    none(`export ${load}${caller}`);
    none(`export const load = (p: string) => fs.readFileSync(p);\n${caller}`);
    none(`export default ${load}${caller}`);
    none(`const load: (p: string) => Buffer = (p) => fs.readFileSync(p);\n${caller}`);
    none(`let load = (p: string) => fs.readFileSync(p);\n${caller}`);
    none(`function load(p: string): Buffer;\n${load}${caller}`);
  });

  it("leaves a helper alone that does not block by one call of its own", () => {
    const caller = "async function f() { return «load('a')»; }\n";
    for (const helper of [
      "function load(p: string) { return fs.readFileSync(p) || fs.readFileSync(p); }", "function load(p: string) { return [p].map((q) => fs.readFileSync(q)); }",
      "function load(p: string) { return inner(p); }\nfunction inner(p: string) { return fs.readFileSync(p); }", "function load(p = fs.readFileSync('a')) { return p; }",
      "function* load(p: string) { yield fs.readFileSync(p); }", "const load = (p: string) => fs.statSync(p);", "const load = fs.readFileSync;",
      "function load(p: string) { return fs.readFileSync(0); }", "function load(p: string) { return fs?.readFileSync(p).length; }",
      "let n = 0;\nfunction load(p: string) { n += fs.readFileSync(p).length; }",
    ]) none(`${helper}\n${caller}`);
    none("class A { load(p: string) { return fs.readFileSync(p); }\n  async f() { return «this.load('a')»; } }\n");
    none("const o = { load(p: string) { return fs.readFileSync(p); } };\nasync function f() { return «o.load('a')»; }\n");
    none(`import { load } from "./load.js";\n${caller}`);
    none(`${load}${caller}`, { blocker: { cost: "high", why: "disk" } });
  });
});
