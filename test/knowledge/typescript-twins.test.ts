import assert from "node:assert/strict";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { typescriptBlockers as blockers } from "../../rules/faults/blocking-call/typescript-blockers/index.js";
import { newer } from "./node-things.js";

type Run = (...args: unknown[]) => unknown;
const require = createRequire(import.meta.url);

/** Arguments for each call on files; paths begin in the folder `d`, which holds `a.txt`, `link` to it, and `sub/b.txt`. */
const onFiles: Readonly<Record<string, (d: string) => unknown[]>> = {
  accessSync: (d) => [`${d}/a.txt`, fs.constants.R_OK],
  appendFileSync: (d) => [`${d}/a.txt`, "more"],
  chmodSync: (d) => [`${d}/a.txt`, 0o600],
  chownSync: (d) => [`${d}/a.txt`, process.getuid?.(), process.getgid?.()],
  copyFileSync: (d) => [`${d}/a.txt`, `${d}/c.txt`, fs.constants.COPYFILE_EXCL],
  cpSync: (d) => [`${d}/sub`, `${d}/copy`, { recursive: true }],
  lchownSync: (d) => [`${d}/link`, process.getuid?.(), process.getgid?.()],
  linkSync: (d) => [`${d}/a.txt`, `${d}/hard.txt`],
  lstatSync: (d) => [`${d}/link`],
  lutimesSync: (d) => [`${d}/link`, 1, 2],
  mkdirSync: (d) => [`${d}/new/deep`, { recursive: true }],
  mkdtempSync: (d) => [`${d}/tmp-`],
  readFileSync: (d) => [`${d}/a.txt`, "utf8"],
  readdirSync: (d) => [d, { recursive: true }],
  readlinkSync: (d) => [`${d}/link`],
  realpathSync: (d) => [`${d}/link`],
  "realpathSync.native": (d) => [`${d}/link`],
  renameSync: (d) => [`${d}/a.txt`, `${d}/sub/a.txt`],
  rmSync: (d) => [`${d}/sub`, { recursive: true }],
  rmdirSync: (d) => [`${d}/empty`],
  statSync: (d) => [`${d}/a.txt`],
  statfsSync: (d) => [d],
  symlinkSync: (d) => [`${d}/sub`, `${d}/second`],
  truncateSync: (d) => [`${d}/a.txt`, 2],
  unlinkSync: (d) => [`${d}/a.txt`],
  utimesSync: (d) => [`${d}/a.txt`, 1, 2],
  writeFileSync: (d) => [`${d}/a.txt`, "new", { flag: "a" }],
};

const text = Buffer.from("a text, a text, a text");
const edKey = crypto.generateKeyPairSync("ed25519").privateKey;

/** Arguments for each call of crypto and zlib. */
const onData: Readonly<Record<string, unknown[]>> = {
  "crypto.checkPrimeSync": [7n],
  "crypto.generateKeyPairSync": ["ec", { namedCurve: "P-256" }],
  "crypto.generateKeySync": ["hmac", { length: 64 }],
  "crypto.generatePrimeSync": [8, { bigint: true, add: 2n }],
  "crypto.hkdfSync": ["sha256", "key", "salt", "info", 16],
  "crypto.pbkdf2Sync": ["password", "salt", 2, 16, "sha256"],
  "crypto.randomFillSync": [Buffer.alloc(8), 2, 4],
  "crypto.scryptSync": ["password", "salt", 16, { N: 2 }],
  // Ed25519 signatures hold no chance.
  "crypto.sign": [null, text, edKey],
  "zlib.brotliCompressSync": [text],
  "zlib.brotliDecompressSync": [zlib.brotliCompressSync(text)],
  "zlib.deflateRawSync": [text, { level: 1 }],
  "zlib.deflateSync": [text],
  "zlib.gunzipSync": [zlib.gzipSync(text)],
  "zlib.gzipSync": [text, { level: 9 }],
  "zlib.inflateRawSync": [zlib.deflateRawSync(text)],
  "zlib.inflateSync": [zlib.deflateSync(text)],
  "zlib.unzipSync": [zlib.gzipSync(text)],
};

const twins = Object.entries(blockers).flatMap(([name, { twin }]) => (twin ? [{ name, twin }] : []));

describe("knowledge of JavaScript: asynchronous twins", () => {
  let folder: string;
  before(() => { folder = fs.mkdtempSync(join(tmpdir(), "evenloop-twins-")); });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const ofFiles = twins.filter(({ name }) => name.startsWith("fs.") && !newer.has(name));

  it("are known for exactly the calls on files that are tried below", () => {
    assert.deepEqual(ofFiles.map(({ name }) => name.slice("fs.".length)).sort(), Object.keys(onFiles).sort());
  });

  for (const { name, twin } of ofFiles) {
    it(`${name}: ${twin.call} of ${twin.module} does the same and gives the same`, async () => {
      assert.equal(twin.module, "node:fs/promises");
      assert.equal(twin.promisify, undefined);
      const short = name.slice("fs.".length);
      const sync = short.split(".").reduce<unknown>((of, part) => (of as Record<string, unknown>)[part], fs) as Run;
      const other = (require("node:fs/promises") as Record<string, Run>)[twin.call]!;
      const [one, two] = [scene("one"), scene("two")];
      const given = sync(...onFiles[short]!(one));
      const promise = other(...onFiles[short]!(two));
      assert.ok(promise instanceof Promise);
      assert.deepEqual(comparable(await promise, two), comparable(given, one));
      assert.deepEqual(tree(two), tree(one));
    });
  }

  it("of calls on files differ in two corners: a missing file that is no error, and descriptors", async () => {
    const d = scene("corners");
    assert.equal(fs.statSync(`${d}/none`, { throwIfNoEntry: false }), undefined);
    await assert.rejects(Promise.resolve(Reflect.apply(fs.promises.stat, fs.promises, [`${d}/none`, { throwIfNoEntry: false }])), { code: "ENOENT" });
    const descriptor = fs.openSync(`${d}/a.txt`, "r");
    assert.equal(fs.readFileSync(descriptor, "utf8"), "text");
    fs.closeSync(descriptor);
    await assert.rejects(Promise.resolve(Reflect.apply(fs.promises.readFile, fs.promises, [descriptor, "utf8"])), { code: "ERR_INVALID_ARG_TYPE" });
  });

  const ofData = twins.filter(({ twin, name }) => ["node:crypto", "node:zlib"].includes(twin.module) && !newer.has(name));

  it("are known for exactly the calls of crypto and zlib that are tried below", () => {
    assert.deepEqual(ofData.map(({ name }) => name).sort(), Object.keys(onData).sort());
  });

  for (const { name, twin } of ofData) {
    it(`${name}: ${twin.call} of ${twin.module}, promisified, gives the same`, async () => {
      assert.equal(twin.promisify, true);
      const module = require(twin.module) as Record<string, Run>;
      const args = onData[name]!;
      const sync = module[name.slice(name.indexOf(".") + 1)]!;
      const given = sync(...args);
      const awaited = await (promisify(module[twin.call]!) as Run)(...args);
      assert.deepEqual(chance.has(name) ? shape(awaited) : awaited, chance.has(name) ? shape(given) : given);
      assert.notDeepEqual(chance.has(name) ? shape(given) : given, undefined);
    });
  }

  it("of the packages at hand are functions, to be imported by name", async () => {
    const here = twins.filter(({ twin }) => ["esbuild", "tinyglobby", "node:timers/promises"].includes(twin.module));
    assert.ok(here.length > 5);
    for (const { twin } of here) assert.equal(typeof ((await import(twin.module)) as Record<string, unknown>)[twin.call], "function", twin.call);
  });

  it("are what their package calls the same thing without Sync, or the package itself for `sync`", () => {
    const odd = twins.filter(({ name, twin }) => {
      const owner = name.slice(0, name.lastIndexOf("."));
      const ofOwner = [owner, `node:${owner}`, `node:${owner}/promises`].includes(twin.module) || owner.startsWith(`${twin.module}.`);
      return !ofOwner || name !== (twin.call === "default" ? `${owner}.sync` : `${owner}.${twin.call}Sync`);
    });
    assert.deepEqual(odd.map(({ name }) => name).sort(), [
      "atomic-sleep", "crypto.sign", "deasync.sleep", "del.deleteSync", "fs.realpathSync.native", "glob.glob.sync", "mkdirp.mkdirp.sync",
      "rimraf.rimraf.sync", "sleep.msleep", "system-sleep", "thread-sleep",
    ]);
  });

  /** A folder with something of everything in it. */
  function scene(name: string): string {
    const d = fs.mkdtempSync(join(folder, `${name}-`));
    fs.writeFileSync(`${d}/a.txt`, "text");
    fs.mkdirSync(`${d}/sub`);
    fs.mkdirSync(`${d}/empty`);
    fs.writeFileSync(`${d}/sub/b.txt`, "other");
    fs.symlinkSync(`${d}/a.txt`, `${d}/link`);
    return d;
  }

  /** All that is in a folder, with what the calls above change. */
  function tree(d: string): unknown {
    return (fs.readdirSync(d, { recursive: true }) as string[]).sort().map((name) => {
      const path = join(d, name);
      const stats = fs.lstatSync(path);
      const times = name === "link" || name === "a.txt" ? { old: stats.mtimeMs === 2000 } : {};
      const content = stats.isFile() ? fs.readFileSync(path, "utf8") : stats.isSymbolicLink() ? fs.readlinkSync(path).replace(d, "") : "";
      return { name: name.replace(/tmp-\w{6}/, "tmp-"), mode: stats.mode, links: stats.isFile() ? stats.nlink : 0, content, ...times };
    });
  }

  function comparable(value: unknown, d: string): unknown {
    if (value instanceof fs.Stats) return { stats: value.mode, size: value.size };
    if (value !== null && typeof value === "object" && "bsize" in value) return { statfs: value.bsize };
    if (Array.isArray(value)) return [...(value as string[])].sort();
    return typeof value === "string" ? value.replace(fs.realpathSync(d), "").replace(d, "").replace(/tmp-\w{6}/, "tmp-") : value;
  }
});

/** Calls whose results are made by chance: they are compared by what kind of thing they are. */
const chance = new Set(["crypto.generateKeyPairSync", "crypto.generateKeySync", "crypto.generatePrimeSync"]);

function shape(value: unknown): unknown {
  if (value instanceof crypto.KeyObject) return { key: value.type };
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)]));
}
