import assert from "node:assert/strict";
import { builtinModules } from "node:module";
import { parts as blockerParts, typescriptBlockers as blockers } from "../../rules/faults/blocking-call/typescript-blockers/index.js";
import { parts, typescriptLibrary as library } from "../../rules/typescript/library/index.js";
import { inNode } from "./node-things.js";
import { shelf } from "./shelf.js";

const tables = ["aliases", "classes", "returns", "withoutCallback", "attributes", "elements", "callbacks", "decorators", "consumes"] as const;
const keyed = [
  library.classes, library.returns, library.withoutCallback ?? {}, library.attributes, library.elements, library.callbacks,
  library.consumes, blockers,
];
const keys = [...new Set([...keyed.flatMap((table) => Object.keys(table)), ...library.looks])].filter((key) => !key.startsWith("?."));

/** Objects whose names are written like those of classes, and static members of classes of the language. */
const spaces = new Set(["Array", "Atomics", "Bun", "Deno", "JSON", "Map", "Math", "Number", "Object", "Promise", "Reflect", "WebAssembly"]);

describe("knowledge of JavaScript: the tables", () => {
  it("says nothing twice", () => {
    for (const table of tables) {
      const size = parts.reduce((sum, part) => sum + Object.keys(part[table] ?? {}).length, 0);
      assert.equal(Object.keys(library[table] ?? {}).length, size, table);
    }
    assert.equal(library.looks.size, parts.reduce((sum, part) => sum + (part.looks?.size ?? 0), 0), "looks");
    assert.equal(Object.keys(blockers).length, blockerParts.reduce((sum, part) => sum + Object.keys(part).length, 0), "blockers");
  });

  it("gives a name one kind: with and without a callback are two tables", () => {
    const both = Object.keys(library.withoutCallback ?? {}).filter((name) => Object.hasOwn(library.returns, name));
    assert.deepEqual(both, []);
  });

  it("knows each thing by its canonical name alone", () => {
    const others = keys.filter((key) => shelf.canonical(key) !== key);
    assert.deepEqual(others, []);
    const chained = Object.values(library.aliases).filter((target) => shelf.canonical(target) !== target);
    assert.deepEqual(chained, [], "an alias is followed once");
  });

  it("lists every class that has members or that a kind names, and every base", () => {
    const holders = keys.flatMap((key) => {
      const owner = key.slice(0, Math.max(0, key.lastIndexOf(".")));
      return /(^|[./])[A-Z]\w*$/.test(owner) && !spaces.has(owner) && shelf.canonical(owner) === owner ? [owner] : [];
    });
    const named = kinds().flatMap((kind) => (/^(await |list )*[^ ?]+$/.test(kind) && !kind.endsWith("await") ? [kind.split(" ").at(-1)!] : []));
    const bases = Object.values(library.classes).flat();
    const unlisted = [...new Set([...holders, ...named, ...bases])].filter((cls) => !Object.hasOwn(library.classes, cls));
    assert.deepEqual(unlisted, []);
  });

  it("writes kinds as the resolver reads them", () => {
    for (const kind of kinds()) assert.match(kind, /^(await|(await |list )*(\?|[^ ]+)|call [^ ]+)$/);
    for (const kind of kinds().filter((text) => text.startsWith("call "))) {
      const [value] = shelf.kind(kind);
      assert.ok(value?.is === "external" && shelf.knows(value.name), `${kind}: a callable of which nothing is known`);
    }
    const made = new Set(kinds().map((kind) => kind.replace("call ", "")));
    for (const key of keys.filter((name) => name.includes("()"))) assert.ok(made.has(key.slice(0, key.indexOf("()") + 2)), `nothing gives ${key}`);
  });

  it("names arguments by index, and members of options by name", () => {
    for (const [name, list] of Object.entries(library.callbacks)) for (const { at } of list) assert.match(at, /^(\d|[a-z]\w*)$/, name);
    for (const [name, { unless = [], only = [] }] of Object.entries(blockers)) {
      for (const condition of [...unless, ...only]) assert.match(condition, /^(\d|[a-z]\w*=)$|^(\d|[a-z]\w*)=(true|false|null|\d+)$/, name);
    }
  });

  it("never takes a function of a module for a method of the same name", () => {
    const emitters = Object.keys(library.classes).filter((cls) => shelf.ancestors(cls).includes("events.EventEmitter"));
    assert.ok(emitters.includes("events") && emitters.includes("http2.Http2SecureServer") && emitters.length > 50);
    for (const cls of emitters) for (const method of ["on", "once"]) assert.equal(shelf.member(cls, method), `events.EventEmitter.${method}`, cls);
    assert.equal(shelf.member("http2.Http2SecureServer", "listen"), "net.Server.listen");
    // `Response.json(data)` makes a Response.
    assert.equal(library.returns["Response.json"], undefined);
    assert.equal(shelf.member("Response", "text"), "Body.text");
  });

  it("knows what a package is that is itself a class, however it is written", () => {
    const members = {
      "better-sqlite3": ["exec", "better-sqlite3.Database.exec"], ws: ["Server", "ws.WebSocketServer"], ioredis: ["get", "ioredis.Redis.get"],
      koa: ["use", "koa.Application.use"], stream: ["Readable", "stream.Readable"],
    };
    for (const [cls, [member, name]] of Object.entries(members)) {
      assert.ok(shelf.card(cls).isClass, cls);
      assert.equal(shelf.member(cls, member!), name);
    }
  });
});

describe("knowledge of JavaScript: aliases", () => {
  it("knows Node's modules with and without node:", () => {
    const plain = builtinModules.filter((name) => !name.startsWith("_") && !name.includes(":") && !name.includes("/"));
    for (const name of [...plain, "sqlite", "test"]) assert.equal(shelf.canonical(`node:${name}.x`), `${name}.x`);
    for (const name of builtinModules.filter((module) => module.endsWith("/promises") && !module.startsWith("inspector"))) {
      assert.equal(shelf.canonical(`node:${name}.x`), `${name.replace("/", ".")}.x`);
      assert.equal(shelf.canonical(`${name}.x`), `${name.replace("/", ".")}.x`);
    }
  });

  it("leads from fs-extra to what fs has", () => {
    const passedOn = Object.entries(library.aliases).filter(([name]) => name.startsWith("fs-extra."));
    assert.ok(passedOn.length > 40);
    for (const [name, target] of passedOn) assert.ok(inNode(target), name);
  });

  it("reads names through them", () => {
    const expected = {
      "node:fs/promises.readFile": "fs.promises.readFile",
      "node:fs.promises.readFile": "fs.promises.readFile",
      "graceful-fs.readFileSync": "fs.readFileSync",
      "fs-extra.readFileSync": "fs.readFileSync",
      "fs-extra.copySync": "fs-extra.copySync",
      "fs-extra.readFile": "fs-extra.readFile",
      "node:timers.setTimeout": "setTimeout",
      "node:timers/promises.setTimeout": "timers.promises.setTimeout",
      "globalThis.setTimeout": "setTimeout",
      "node:crypto.webcrypto.subtle.digest": "crypto.subtle.digest",
      "libsql.Database": "better-sqlite3.Database",
    };
    for (const [name, canonical] of Object.entries(expected)) assert.equal(shelf.canonical(name), canonical);
  });
});

function kinds(): readonly string[] {
  return [library.returns, library.withoutCallback ?? {}, library.attributes, library.elements].flatMap((table) => Object.values(table));
}
