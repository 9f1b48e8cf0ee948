import assert from "node:assert/strict";
import { parts as blockerParts, pythonBlockers as blockers } from "../../rules/faults/blocking-call/python-blockers/index.js";
import { parts, pythonLibrary as library } from "../../rules/python/library/index.js";
import { keyed, names, shelf } from "./python-names.js";

const tables = ["aliases", "classes", "returns", "attributes", "elements", "enters", "callbacks", "decorators", "consumes"] as const;
const kinds = [library.returns, library.attributes, library.elements, library.enters].flatMap((table) => Object.entries(table));

describe("knowledge of Python: the tables", () => {
  it("says nothing twice", () => {
    for (const table of tables) {
      const size = parts.reduce((sum, part) => sum + Object.keys(part[table] ?? {}).length, 0);
      assert.equal(Object.keys(library[table]).length, size, table);
    }
    assert.equal(library.looks.size, parts.reduce((sum, part) => sum + (part.looks?.size ?? 0), 0), "looks");
    assert.equal(Object.keys(blockers).length, blockerParts.reduce((sum, part) => sum + Object.keys(part).length, 0), "blockers");
  });

  it("knows each thing by its canonical name alone", () => {
    assert.deepEqual(names.filter((name) => shelf.canonical(name) !== name), []);
    assert.deepEqual(Object.values(library.aliases).filter((name) => shelf.canonical(name) !== name), [], "an alias is followed once");
  });

  it("lists every class that has members, that a kind names or that another inherits from", () => {
    const owners = keyed.flatMap((table) => Object.keys(table)).map((name) => name.slice(0, name.lastIndexOf(".")));
    const holders = owners.filter((owner) => /(^|\.)_?[A-Z]\w*$/.test(owner));
    const given = kinds.map(([, kind]) => kind.replace(/^((await|list|call)( |$))+/, "")).filter((kind) => kind !== "" && kind !== "?");
    const bases = Object.values(library.classes).flat();
    const modules = ["PIL.Image", "MySQLdb", "xml.etree.ElementTree"];
    assert.deepEqual([...new Set([...holders, ...given, ...bases])].filter((cls) => !shelf.card(cls).isClass && !modules.includes(cls)), []);
  });

  it("writes kinds as the resolver reads them", () => {
    for (const [name, kind] of kinds) assert.match(kind, /^(await|(await )?(list )?(\?|[^ ]+)|call [^ ]+)$/, name);
  });

  it("says of no blocking call that it gives a coroutine", () => {
    assert.deepEqual(Object.keys(blockers).filter((name) => library.returns[name]?.startsWith("await")), []);
  });

  it("blames who runs a lazy iterator, not who makes it", () => {
    const consumed = Object.keys(blockers).filter((name) => name.endsWith(".__iter__")).map((name) => name.slice(0, -".__iter__".length));
    for (const name of consumed) assert.equal(blockers[`${name}.__iter__`]?.offload, "no", `${name}: to_thread cannot take an iterator's steps`);
    const lazy = consumed.filter((name) => /\.[a-z_]+$/.test(name) && name !== "sys.stdin");
    assert.ok(lazy.includes("os.walk") && lazy.includes("pathlib.Path.glob") && lazy.includes("concurrent.futures.as_completed"));
    const drivers = ["psycopg2.extensions.cursor", "subprocess.Popen.stdout", "subprocess.Popen.stderr", "os.popen"];
    assert.deepEqual(lazy.filter((name) => Object.hasOwn(blockers, name) && !drivers.includes(name)), []);
    for (const name of lazy) assert.ok(shelf.card(name).isClass, `${name}: calling it gives nothing that could be iterated`);
  });

  it("leaves files in memory alone", () => {
    for (const cls of ["io.StringIO", "io.BytesIO"]) {
      for (const method of ["read", "write", "readlines", "flush", "__iter__"]) assert.equal(shelf.card(shelf.member(cls, method)).blocker, undefined, `${cls}.${method}`);
    }
    assert.ok(shelf.card(shelf.member("io.TextIOWrapper", "read")).blocker);
  });

  it("finds what subclasses inherit", () => {
    const inherited: readonly (readonly [string, string, string])[] = [
      ["pathlib.PosixPath", "read_text", "pathlib.Path.read_text"],
      ["sys.stdin", "write", "io.TextIOWrapper.write"],
      ["sys.stdin", "readline", "sys.stdin.readline"],
      ["ssl.SSLSocket", "recv", "socket.socket.recv"],
      ["queue.PriorityQueue", "get", "queue.Queue.get"],
      ["multiprocessing.JoinableQueue", "get", "multiprocessing.Queue.get"],
      ["concurrent.futures.ThreadPoolExecutor", "__exit__", "concurrent.futures.Executor.__exit__"],
      ["asyncio.StreamReader|asyncio.StreamWriter", "drain", "asyncio.StreamWriter.drain"],
      ["django.db.models.Manager", "get", "django.db.models.QuerySet.get"],
      ["sqlmodel.Session", "commit", "sqlalchemy.orm.Session.commit"],
    ];
    for (const [cls, method, found] of inherited) {
      assert.equal(shelf.member(cls, method), found);
      assert.ok(shelf.knows(found), found);
    }
  });

  it("writes conditions as they are read", () => {
    for (const [name, { unless = [], only = [] }] of Object.entries(blockers)) {
      for (const condition of [...unless, ...only]) assert.match(condition, /^(\d|\d\|[a-z_|]+|[a-z_]+)(=(True|False|None|\d+))?$/, name);
    }
  });
});
