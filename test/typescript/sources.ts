/** Realistic texts that tests edit at random. */
export const sources: Readonly<Record<string, string>> = {
  "/w/server.ts": `#!/usr/bin/env node
import fs, { readFile as read } from "node:fs";
import * as path from "node:path";
import type { Db, Row } from "./db.js";
import config = require("./config.cjs");

export interface Options { readonly root: string; db?: Db }

const started = boot();
let shared: Promise<void> | undefined;

/** Keeps rows. */
@Injectable()
export class Store extends Base<Row> implements Disposable {
  static #count = 0;
  static { Store.#count = init(); }
  private readonly cache = new Map<string, Row>();
  readonly size: number = 0;
  onChange = async (row: Row): Promise<void> => { await this.save(row); };
  constructor(private readonly db: Db, public options: Options = { root: "/" }) {
    super();
    this.conn = db.open(options.root);
  }
  static async make(db: Db): Promise<Store> { return new this(db); }
  get count() { return Store.#count; }
  set count(value) { Store.#count = value; }
  async load(id: string, { retries = 3, signal }: { retries?: number; signal: AbortSignal }): Promise<Row> {
    const task = this.db.get(id);
    outer: for (let i = 0; i < retries; i++) {
      for await (const row of this.db.rows()) {
        if (row.bad) continue outer;
        switch (row.kind) {
          case "a": await row.save(); break;
          case "b": if (signal.aborted) break outer;
          default: row.touch();
        }
      }
    }
    try { return fetch(id); } catch (error) { throw new Wrapped(error); } finally { fs.closeSync(1); }
    return task;
  }
  @Log("x") async save(row: Row) {
    do { this.cache.set(row.id, row); } while (row = await row.next());
    const all = [...this.cache.values()].map((each) => each.flush());
    await Promise.all(all);
  }
}

export async function boot({ root }: Options = config) {
  let previous;
  while (true) {
    if (previous) await previous;
    previous = tick();
    shared = previous;
    const text = fs.readFileSync(path.join(root, "a.txt"), "utf8"); // evenloop: ignore[blocking-call] at start only
    if (!text) break;
  }
  const worker = () => { log(previous); };
  return worker;
}

function overloaded(a: string): void;
function overloaded(a: number): void;
function overloaded(a: unknown) { return a ?? read("x", (err, data) => { if (err) throw err; console.log(data?.length); }); }

namespace Tools { export const run = async () => { await started; }; export function stop() { return run(); } }
enum Color { Red, Green = compute() }
declare module "x" { export function y(): void }

app.get("/", async (req, res) => {
  const [a, b] = await Promise.all([load(req.id), boot()]);
  res.json({ a, b, ...(await extra()), c: shared });
  void overloaded("x");
});
export default started;
export { overloaded as over, Tools };
export * from "./more.js";
export * as ns from "./ns.js";
`,
  "/w/page.tsx": `import React, { useEffect, useState } from "react";
import { load } from "./api";

const cache: Record<string, Promise<string>> = {};
export const Page: React.FC<{ id: string }> = ({ id, children }) => {
  const [text, setText] = useState<string>();
  useEffect(() => {
    let alive = true;
    load(id).then((value) => { if (alive) setText(value); });
    return () => { alive = false; };
  }, [id]);
  const save = async () => {
    cache[id] ??= load(id);
    const { data } = await cache[id];
    setText(\`got \${data} in \${Date.now()}\`);
  };
  return (
    <div className="page" {...children}>
      {/* eslint-disable-next-line evenloop/blocking-call */}
      <button onClick={save} disabled={!text}>Save {text} // not a comment</button>
      {text && <Markdown.Block text={text}>it's</Markdown.Block>}
      <>{[1, 2].map((n) => <li key={n} onClick={async () => { await load(String(n)); }}>{n}</li>)}</>
    </div>
  );
};
function Other<T,>({ value }: { value: T }) { return value ? <b>{format(value)}</b> : null; }
export default Page;
`,
  "/w/legacy.js": `"use strict";
/* eslint-disable evenloop/forgotten-await */
var fs = require("fs"), join = require("path").join;
var { promisify } = require("util");
const pool = require("./pool")();
exports.count = 0;
module.exports = { list, load: async function (name) { return await read(name); }, join };
module.exports.extra = () => pool.query("select 1");

function list(dir, done) {
  var self = this, left = 0, result;
  fs.readdir(dir, function (err, names) {
    if (err) return done(err);
    for (var i = 0; i < names.length; i++) {
      left++;
      (function (name) {
        fs.stat(join(dir, name), (e, stat) => { result = stat; if (--left === 0) done(null, result); });
      })(names[i]);
    }
  });
  return self;
}
const read = promisify(fs.readFile);
let last;
async function* pages(url) {
  let next = url;
  try {
    while (next) { const page = await get(next); yield page; next = page.next; last = page; }
    yield* rest(url);
  } catch { last = null } finally { await close(); }
}
Store.prototype.get = function (key) { this.hits = (this.hits || 0) + 1; return key in this.map ? this.map[key] : sql\`get \${key}\`; };
/* eslint-enable */
(async () => {
  for await (const page of pages("/")) console.log(page, /re[/]x/.test(page));
  last = pages, delete exports.count;
  await import("./late.mjs");
})();
`,
};

/** What people type, and what breaks a text. */
export const pieces: readonly string[] = [
  "x", " ", "\n", ";", "(", ")", "{", "}", "[", "]", "await ", "async ", "return ", "()", " = ", ".", "\"", "'", "`", "/*", "*/", "// ", "=>",
  "await f();", "const t = f();", "t;", "function g() { return 1; }", "class C { m() {} }", "if (x) {", "} else {", "fs.readFileSync(p)",
  "yield ", "this.x", "<", ">", "/", "${", "@", "#", ",", "?", ":", "export ", "import y from \"y\";\n", "try {", "} catch {}", "break;", "1", "\u{1F600}",
  "\u0000", "\\u0061", "// evenloop: ignore\n", "shared = f();", "last = f();", "require(\"z\")", "=", "x => x", "static ", "get ", "case 1:",
];
