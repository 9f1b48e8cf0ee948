import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { typescriptBlockers as blockers } from "../../rules/faults/blocking-call/typescript-blockers/index.js";
import { typescriptLibrary as library } from "../../rules/typescript/library/index.js";
import { inNode, newer, ofNode, specimens } from "./node-things.js";

const major = Number(process.versions.node.split(".")[0]);

describe("knowledge of JavaScript against this Node", () => {
  let folder: string;
  let of: ReadonlyMap<string, unknown>;
  let release: () => Promise<void>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "evenloop-knowledge-"));
    ({ of, release } = await specimens(folder));
  });
  after(async () => {
    await release();
    rmSync(folder, { recursive: true, force: true });
  });

  const callables = [
    ...new Set([
      ...Object.keys(library.returns), ...Object.keys(library.withoutCallback ?? {}), ...Object.keys(library.callbacks), ...library.looks,
      ...Object.keys(library.consumes), ...Object.keys(blockers),
    ]),
  ].filter(ofNode);
  const classes = Object.keys(library.classes).filter(ofNode);

  it("has every function and method", () => {
    assert.ok(callables.length > 400);
    for (const name of callables.filter((callable) => !newer.has(callable))) {
      assert.equal(typeof inNode(name, of)?.value, "function", name);
    }
  });

  it("has what is newer than Node 20 from some later version on", () => {
    for (const name of newer) {
      assert.ok(callables.includes(name), `${name} is in no table`);
      if (major === 20) assert.equal(inNode(name, of), undefined, name);
      if (major >= 25) assert.equal(typeof inNode(name, of)?.value, "function", name);
    }
  });

  it("has every attribute", () => {
    const attributes = Object.keys(library.attributes).filter(ofNode);
    assert.ok(attributes.length > 8);
    for (const name of attributes) {
      const found = inNode(name, of);
      assert.ok(found, name);
      assert.notEqual(typeof found.value, "function", name);
    }
  });

  it("has every class, with all that its bases have", () => {
    assert.ok(classes.length > 60);
    for (const name of classes) {
      const own = members(name);
      assert.ok(own.size > 0, name);
      for (const base of library.classes[name]!) {
        const missing = [...members(base)].filter((member) => !own.has(member));
        assert.deepEqual(missing, [], `${name} has not all of ${base}`);
      }
    }
  });

  it("takes a callback wherever a table says that the loop calls one later", () => {
    // `fs.x` with a callback and `fs.promises.x` are twins; a function that has neither an Event nor a twin would be a slip of the pen.
    for (const name of Object.keys(library.callbacks).filter((key) => /^fs\.[a-z]\w*$/.test(key) && !["fs.watch", "fs.watchFile"].includes(key))) {
      assert.equal(typeof inNode(`${name}Sync`)?.value, "function", name);
    }
  });

  it("gets a promise from every function that is said to give one", async () => {
    const promising = Object.entries(library.returns)
      .filter(([name, kind]) => kind.startsWith("await") && ofNode(name) && !newer.has(name))
      .map(([name]) => name)
      .filter((name) => !asksNameServers(name));
    assert.ok(promising.length > 95);
    // Last, for the others need it open.
    const last = "fs.promises.FileHandle.close";
    for (const name of [...promising.filter((promise) => promise !== last), last]) {
      const { owner, value } = inNode(name, of)!;
      const given: unknown = Reflect.apply(value as () => unknown, owner, argumentsFor(name));
      assert.ok(given instanceof Promise, name);
      // Without arguments most of them fail: that it is a promise which fails is what counts.
      given.catch(() => {});
    }
  });

  it("lists every promise of fs.promises and of its handles", () => {
    const functions = members("fs.promises");
    for (const name of ["constants", "watch", "glob", "mkdtempDisposable"]) functions.delete(name);
    for (const name of functions) assert.match(library.returns[`fs.promises.${name}`] ?? "", /^await/, name);
    assert.ok(functions.size > 25);
  });

  it("gets a promise from Dir's methods only without a callback", async () => {
    const dir = of.get("fs.Dir") as { read(callback?: () => void): unknown };
    assert.ok(dir.read() instanceof Promise);
    assert.equal(await new Promise((resolve) => { const given = dir.read(() => resolve(given)); }), undefined);
    for (const name of ["fs.Dir.read", "fs.Dir.close"]) assert.match(library.withoutCallback?.[name] ?? "", /^await/);
  });

  /** Names of the methods that an instance of a class has, Object's own apart. */
  function members(name: string): Set<string> {
    const { value } = inNode(name, of)!;
    const names = new Set<string>();
    let holder: unknown = typeof value === "function" ? value.prototype : value;
    for (; holder != null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
      for (const [member, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
        if (typeof method === "function" && !member.startsWith("_")) names.add(member);
      }
    }
    return names;
  }

  /** Functions that would go to the network. The Resolver's are the same, and its name server here is nobody. */
  function asksNameServers(name: string): boolean {
    return /^dns\.promises\.(resolve|reverse)/.test(name);
  }

  /** The few that throw at once when they are not given what they need. */
  function argumentsFor(name: string): unknown[] {
    if (name === "dns.promises.lookupService") return ["127.0.0.1", 9];
    if (name.endsWith(".reverse")) return ["127.0.0.1"];
    if (name.startsWith("dns.promises.")) return ["localhost"];
    if (name === "fs.openAsBlob") return [join(folder, "specimen.txt")];
    return [];
  }
});
