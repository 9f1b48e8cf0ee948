import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { applied, blockingFixes, forgottenFixes, stripped, type Blocking } from "./typescript-support.js";

const esm = 'import fs, { readFileSync } from "node:fs";\nimport * as zlib from "node:zlib";\n';
const main = (line: string): string => `${esm}export async function main() {\n  const p = "data.txt";\n  ${line}\n}\n`;

/** Programs that print the same after their blocking call is mended. */
const same: readonly (readonly [source: string, given?: Blocking])[] = [
  [main('console.log(«fs.readFileSync(p, "utf8")».split(" ").length);')],
  [main('console.log(`${«readFileSync(p)»}`.length, fs.existsSync(p));')],
  [main('console.log(«fs.readFileSync(p, { encoding: "utf8" })» as string + "!");')],
  [main('for (const word of «fs.readFileSync(p, "utf8")».split(" ")) console.log(word);')],
  [main("try { «fs.readFileSync('none.txt')»; } catch (e) { console.log((e as any).code); }")],
  [main("try { return console.log(«fs.statSync('none.txt')».size); } catch (e) { console.log((e as any).code); } finally { console.log('end'); }")],
  [main("console.log((«fs.statSync(p, { bigint: true })»).size ** 2n);")],
  [main("console.log(«fs.statSync(p)».size ** 2);")],
  [main("console.log(typeof «fs.readdirSync('.', { withFileTypes: true })»[0].name);")],
  [main("const readFile = «readFileSync(p)»; console.log(readFile.length);")],
  [main("«fs.writeFileSync('out.txt', 'x', { flag: 'a' })»; console.log(fs.readFileSync('out.txt', 'utf8').endsWith('x')); fs.rmSync('out.txt');")],
  [main("const q = p\n  «fs.readFileSync(q)».subarray(0, 2).forEach((n) => console.log(n))")],
  [main("console.log(q())\n  function q() { return 1 }\n  «fs.readFileSync(p, 'utf8')».split(' ').forEach((s) => console.log(s))")],
  [main("let n = 0; n += «fs.readFileSync(p)».length; console.log(n);")],
  [main("console.log([...«fs.readFileSync(p)», 1].length, new (class { a = p })().a);")],
  [main("const get = async () => «fs.readFileSync(p, 'utf8')»; console.log(await get());")],
  [main("for await (const s of (async function* () { yield «fs.readFileSync(p, 'utf8')»; })()) console.log(s);")],
  [main("console.log(zlib.gunzipSync(«zlib.gzipSync('abc', { level: 9 })»).toString());"), { leaf: "zlib.gzipSync" }],
  [main("console.log(await Promise.resolve(p).then((q) => «fs.readFileSync(q, 'utf8')»));"), { async: false }],
  [main("await Promise.resolve('none').then(function (q): Buffer { return «fs.readFileSync(q)»; }).catch((e) => console.log(e.code));"), { async: false }],
  ['import { hashSync } from "bcrypt";\nexport async function main() {\n  const hash = «hashSync("pw", 10)»;\n  console.log(hash);\n}\n', { leaf: "bcrypt.hashSync" }],
  ['import bcrypt from "bcrypt";\nexport async function main() {\n  console.log(«bcrypt.hashSync("pw", 10)».length);\n}\n', { leaf: "bcrypt.hashSync" }],
  ['#!/usr/bin/env node\n"use strict"\nconst { readFileSync } = require(\'fs\')\nexports.main = async () => {\n  console.log(«readFileSync("data.txt")».length)\n}\n', { path: "/w/a.cjs" }],
  ['const { gzipSync } = require("zlib");\nexports.main = async function () {\n  console.log(«gzipSync("x")».length);\n};\n', { path: "/w/a.cjs", leaf: "zlib.gzipSync" }],
  [`${esm}function load(p: string): string {\n  return readFileSync(p, "utf8").trim();\n}\nexport async function main() {\n  console.log(«load("data.txt")».length + load("data.txt"));\n  try { load("none"); } catch (e) { console.log((e as any).code); }\n}\n`, { depth: 2, leaf: "fs.readFileSync" }],
  [`${esm}const sum = (n: number): number => n === 0 ? fs.readFileSync("data.txt").length : n + sum(n - 1)\nexport async function main() {\n  const x = 1\n  «sum(3)».toString().split("").forEach((s) => console.log(s, x))\n}\n`, { depth: 2, leaf: "fs.readFileSync" }],
];

const library = [
  "const out: string[] = [];", "const later = () => new Promise<void>((done) => setImmediate(done));",
  "async function save(x: unknown) { await later(); out.push(`saved ${x}`); return x; }", "async function fail() { await later(); throw new Error('failed'); }", "",
].join("\n");
const program = (line: string): string => `${library}export async function main() {\n  ${line}\n  console.log(out.join());\n  await later(); await later();\n}\n`;

/** Programs that print something else, and right, after their forgotten await is mended. */
const other: readonly (readonly [source: string, given: Parameters<typeof forgottenFixes>[1], right: readonly string[]])[] = [
  [program("«save(1)»;"), {}, ["saved 1"]],
  [program("for (const x of [1, 2]) «save(x)»;"), {}, ["saved 1,saved 2"]],
  [program("const none = null\n  «save(none)»"), {}, ["saved null"]],
  [program("if («save(0)») console.log('kept');"), { how: "tested" }, ["saved 0"]],
  [program("console.log(`got ${«save(1)»}`);"), { how: "tested" }, ["got 1", "saved 1"]],
  [program("out.push(String(«save(3)» as any ** 2));").replace(" as any ** 2", " === 3"), { how: "tested" }, ["saved 3,true"]],
  [program("const x = «save(1)»;"), { how: "kept", kept: "x" }, ["saved 1"]],
  [program("const load = async () => { try { return «fail()»; } catch { return 'caught'; } };\n  console.log(await load().catch(() => 'lost'));"), { how: "returned-in-try" }, ["caught", ""]],
  [program("[«save(1)», save(2)];"), { how: "inside" }, ["saved 1,saved 2"]],
  [program("const ps = [1, 2].map((x) => «save(x)»)"), { how: "inside", kept: "ps" }, ["saved 1,saved 2"]],
  [program("const ps = []\n  for (const x of [1, 2]) {\n    ps.push(«save(x)»)\n  }"), { how: "inside", kept: "ps" }, ["saved 1,saved 2"]],
  [program("«[1, 2].map(async (x) => { await save(x); })»;"), {}, ["saved 1,saved 2"]],
  [`${library}«save(1)»;\nexport const main = () => console.log(out.join());\n`, { scope: "module" }, ["saved 1"]],
];

const runner = `
import { pathToFileURL } from "node:url";
const log = console.log;
const all = {};
for (const file of process.argv.slice(2)) {
  const lines = (all[file] = []);
  console.log = (...values) => void lines.push(values.map(String).join(" "));
  try {
    const module = await import(pathToFileURL(file));
    await (module.main ?? module.default.main)();
  } catch (error) {
    lines.push("thrown: " + error.stack);
  }
}
log(JSON.stringify(all));
`;

// What a native package looks like from outside.
const bcrypt = "exports.hashSync = (text, rounds) => `${text}${rounds}`;\nexports.hash = async (text, rounds) => exports.hashSync(text, rounds);\n";

describe("mended TypeScript, run in Node", () => {
  let folder: string;
  let printed: Record<string, readonly string[]>;
  const files: { readonly path: string; readonly text: string }[] = [];

  /** Puts a program down before and after its fix; gives the names of both files. */
  const pair = (name: string, found: ReturnType<typeof blockingFixes>): void => {
    assert.equal(found.fixes.length, 1, found.text);
    const end = found.path.endsWith(".cjs") ? "cjs" : "mjs";
    const mended = applied(found.path, found.text, found.fixes[0]!);
    files.push({ path: `${name}.before.${end}`, text: stripped(found.path, found.text) }, { path: `${name}.after.${end}`, text: stripped(found.path, mended) });
  };
  const output = (name: string, when: "before" | "after"): readonly string[] =>
    Object.entries(printed).find(([file]) => file.startsWith(`${name}.${when}.`))![1];

  before(async () => {
    same.forEach(([source, given], index) => pair(`same${index}`, blockingFixes(source, given)));
    other.forEach(([source, given], index) => pair(`other${index}`, forgottenFixes(source, given)));
    folder = await mkdtemp(join(tmpdir(), "evenloop-mend-"));
    await mkdir(join(folder, "node_modules/bcrypt"), { recursive: true });
    const support = [{ path: "run.mjs", text: runner }, { path: "data.txt", text: "some words here" }, { path: "node_modules/bcrypt/index.js", text: bcrypt }];
    await Promise.all([...support, ...files].map(({ path, text }) => writeFile(join(folder, path), text)));
    const { stdout } = await promisify(execFile)(process.execPath, ["run.mjs", ...files.map(({ path }) => path)], { cwd: folder });
    printed = JSON.parse(stdout) as Record<string, readonly string[]>;
  });
  after(() => rm(folder, { recursive: true }));

  same.forEach(([source], index) => {
    it(`prints the same: ${/.*«.*/.exec(source)![0].trim()}`, () => {
      const lines = output(`same${index}`, "before");
      assert.ok(lines.length > 0 && !lines.join().includes("thrown"), lines.join());
      assert.deepEqual(output(`same${index}`, "after"), lines);
    });
  });

  other.forEach(([source, , right], index) => {
    it(`prints what is right: ${/.*«.*/.exec(source)![0].trim()}`, () => {
      assert.notDeepEqual(output(`other${index}`, "before"), right);
      assert.deepEqual(output(`other${index}`, "after"), right);
    });
  });
});
