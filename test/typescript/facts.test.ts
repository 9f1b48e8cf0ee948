import assert from "node:assert/strict";
import type { Ref } from "../../rules/model/ref.js";
import type { Call } from "../../rules/model/step.js";
import { walk } from "../../rules/model/walk.js";
import { show, showRef } from "./show.js";

/** A map of Refs, written down. */
const shown = (map: ReadonlyMap<string, Ref>): Record<string, string> => Object.fromEntries([...map].map(([name, ref]) => [name, showRef(ref)]));

/** The callee of the last call of a function: what its receiver was known to be. */
function callee(text: string, name?: string): string {
  const { module } = show(text, "/w/a.ts");
  const { func } = module.functions.find((each) => each.func.name === (name ?? "f"))!;
  let last: Call | undefined;
  walk(func.steps, (step) => { if (step.is === "call") last = step; });
  return showRef(last!.ref.callee);
}

describe("the values of names in TypeScript", () => {
  it("are what was bound to them last", () => {
    assert.equal(callee("function f() { const a = open(); a.read(); }"), "open().read");
    assert.equal(callee("function f() { let a = open(); a = shut(); a.read(); }"), "shut().read");
    assert.equal(callee("function f() { const { a, b: { c } } = open(); c.read(); }"), "open().b.c.read");
    assert.equal(callee("function f() { const [, b] = open(); b.read(); }"), "open()[1].read");
    assert.equal(callee("function f() { let a; [a] = open(); a.read(); }"), "open()[0].read");
    assert.equal(callee("function f() { let a; ({ x: a } = open()); a.read(); }"), "open().x.read");
    assert.equal(callee("function f() { const a = { b: open() }; a.c = shut(); a.c.read(); }"), "shut().read");
    assert.equal(callee("async function f() { const a = await open(); a.read(); }"), "await open().read");
    assert.equal(callee("async function f(as) { for await (const a of as) a.read(); }"), "await $0[].read");
    assert.equal(callee("function f() { g(); function g() {} }"), "fn f.g");
    assert.equal(callee("function f() { free.read(); }"), "free.read");
  });

  it("are all they may be where ways meet", () => {
    assert.equal(callee("function f(x) { let v = a; if (x) v = b; v.m(); }"), "(b | a).m");
    assert.equal(callee("function f(x) { let v = a; if (x) { v = b; return; } v.m(); }"), "a.m");
    assert.equal(callee("function f(x) { let v = a; while (x) { v = b; if (x) { v = c; break; } } v.m(); }"), "(a | b | c).m");
    assert.equal(callee("function f() { let v = a; try { v = b; g(); } catch { v.m(); } }"), "(b | a).m");
    assert.equal(callee("function f(x) { let v = a; switch (x) { case 1: v = b; break; case 2: v = c; } v.m(); }"), "(b | c | a).m");
    assert.equal(callee("function f(x) { const v = x ? a : b; v.m(); }"), "(a | b).m");
    assert.equal(callee("function f(x) { const v = x || b; v.m(); }"), "($0 | b).m");
    assert.equal(callee("function f(x) { let v; v ??= b; v.m(); }"), "b.m");
    assert.equal(callee("function f() { let v = a; { let v = b; } v.m(); }"), "a.m");
    assert.equal(callee("function f() { { var v = a; } v.m(); }"), "a.m");
  });

  it("stay small however they are built up", () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `const v${i + 1} = g(v${i}, v${i});`).join("\n");
    assert.ok(callee(`function f(v0) { ${doubled} v40.m(); }`).length < 1000);
    const { func } = show(`function f(x) { let v; ${Array.from({ length: 30 }, (_, i) => `if (x) v = a${i};`).join(" ")} v.m(); }`).module.functions[1]!;
    const { ref } = func.steps.findLast((step) => step.is === "call")!;
    assert.ok(ref.callee.is === "attr" && ref.callee.of.is === "or" && ref.callee.of.of.length <= 8);
  });

  it("are known to inner functions with all that is ever bound to them", () => {
    const { func } = show("function f(p) { let a = g(); let b = 1; const h = () => { a; p; a = k(); }; a = c; }");
    assert.deepEqual(shown(func("f").locals), { p: "$0", a: "(g() | c | k())" });
    assert.deepEqual(shown(show("let db; let n = 0; function f() { db = open(); } { const x = 1; }").func("<module>").locals), { f: "fn f", db: "open()", n: "0", x: "1" });
  });

  it("are literals where those are short", () => {
    const { func } = show(`f("a", 1, -2, true, null, undefined, \`b\`, "${"long ".repeat(20)}", \`\${x}\`, "a" + b, 1 + 2);`);
    const call = func("<module>").steps.at(-1)!;
    assert.ok(call.is === "call");
    assert.deepEqual(call.ref.args.map(showRef), ["\"a\"", "1", "-2", "true", "null", "null", "\"b\"", "text", "text", "text", "?"]);
  });
});

describe("the functions of TypeScript code", () => {
  it("have names that say where they stand", () => {
    const { module } = show(`
      function a() { const b = () => { (function () {}); }; [1].map(() => 1); function c() {} return { d() {} }; }
      function a() {}
      const e = async () => {}, o = { f: () => {}, g() {}, n: { h: function () {} } };
      on("x", () => {}); on("x", function named() {});
      class C { m() { class D { m() {} } } static s() {} #p() {} k = () => {}; constructor() {} }
      exports.z = () => {}; x.y = function () {};
    `);
    assert.deepEqual(module.functions.map(({ func }) => func.name).sort(), [
      "<arrow>", "<module>", "C.#p", "C.constructor", "C.k", "C.m", "C.m.D.m", "C.s", "a", "a#2", "a.<arrow>", "a.b", "a.b.<function>", "a.c", "a.d", "e",
      "named", "o.f", "o.g", "o.n.h", "y", "z",
    ]);
    assert.deepEqual([...module.classes.keys()], ["C", "C.m.D"]);
  });

  it("stand in units, outer ones before those they hold", () => {
    const text = "const x = 1;\nfunction a() { return () => { b(); }; }\nclass C { m() { c(); } }\non(() => d());";
    const { module } = show(text);
    assert.deepEqual(module.functions.map(({ func, from }) => [func.name, from, func.parent]), [
      ["<module>", 0, undefined], ["a", 13, undefined], ["a.<arrow>", 13, "a"], ["C.m", text.indexOf("m()"), undefined], ["<arrow>", text.indexOf("() => d"), undefined],
    ]);
    for (const { func, from } of module.functions.slice(1)) assert.ok(text.slice(func.span[0] + from).match(/^(?:function a|m\(\)|\(\) =>)/), func.name);
  });

  it("say what they are", () => {
    const { func } = show(`
      class C { get p() { return 1; } static s() {} m() {} static async *g() {} abstract a(): void; @dec("x") async d() {} }
      async function f() { return () => {}; }
    `);
    assert.deepEqual(["C.p", "C.s", "C.m", "f", "f.<arrow>", "<module>"].map((name) => func(name).role), ["property", "static", "method", "plain", "plain", "module"]);
    assert.deepEqual([func("C.g").async, func("C.g").generator, func("f").async, func("f").generator], [true, true, true, false]);
    assert.deepEqual([func("f.<arrow>").lambda, func("f").lambda, func("C.a").abstract, func("C.m").abstract], [true, false, true, false]);
    assert.deepEqual([func("C.m").cls, func("f").cls], ["C", undefined]);
    assert.deepEqual(func("C.d").decorators.map(showRef), ["dec(\"x\")"]);
    assert.equal(show("class C { m() { throw new Error(); } }").func("C.m").abstract, true);
  });

  it("have heads: a name, or what stands before the body", () => {
    const head = (text: string): string => {
      const { func, from } = show(text).module.functions[1]!;
      return text.slice(func.head[0] + from, func.head[1] + from);
    };
    assert.equal(head("export async function load() {}"), "load");
    assert.equal(head("class C { @dec() /* x */ async m() {} }"), "m");
    assert.equal(head("class C { constructor(a) {} }"), "constructor");
    assert.equal(head("const a = async (x) => x;"), "async (x) =>");
    assert.equal(head("on(function (x) {});"), "function (x)");
  });

  it("take parameters with their types and defaults", () => {
    const { func } = show(`function f(this: X, a: Promise<A>, b: A[] = [], c: A | null, d: typeof x, e: ns.T, g: "lit", h: Readonly<A>, i: import("m").Z,
      j: () => void, { k }: { k: A }, ...l: A[]) { k.m(); }`);
    assert.deepEqual(func("f").params.map(({ name, type, default: other, rest }) => [name, type && showRef(type), other && showRef(other), rest]), [
      ["a", "~:A", undefined, undefined], ["b", "[:A]", "[]", undefined], ["c", ":A", undefined, undefined], ["d", "x", undefined, undefined],
      ["e", ":ns.T", undefined, undefined], ["g", "\"lit\"", undefined, undefined], ["h", ":A", undefined, undefined], ["i", ":\"m\"#Z", undefined, undefined],
      ["j", undefined, undefined, undefined], ["{}", "{k: :A}", undefined, undefined], ["l", "[:A]", undefined, true],
    ]);
    assert.equal(callee("function f(a, { k }: { k: A }) { k.m(); }"), "$1.k.m");
  });

  it("give what their annotation says, else what they return", () => {
    const returns = (text: string): string => showRef(show(text).module.functions[1]!.func.returns);
    assert.equal(returns("function f(): Promise<A> {}"), "~:A");
    assert.equal(returns("async function f(): Promise<A> {}"), ":A");
    assert.equal(returns("async function f() { if (a) return new A(); return b(); }"), "(new A() | await b())");
    assert.equal(returns("async function f() { return await b(); }"), "await b()");
    assert.equal(returns("const f = (a) => a.b;"), "$0.b");
    assert.equal(returns("async function* f() { yield a(); }"), "[a()]");
    assert.equal(returns("class C { m(): this { return x; } }"), "this");
  });
});

describe("the classes of TypeScript code", () => {
  it("have bases, members and statics", () => {
    const { module, member } = show("class A extends ns.B { a = 1; b: Db; d = () => this.e(); static s = g(); static t() {} get p() {} set p(v) {} set q(v) {} m() {} }");
    const { bases, statics } = module.classes.get("A")!;
    assert.deepEqual(bases.map(showRef), ["ns.B"]);
    assert.deepEqual(shown(statics), { s: "g()", t: "fn A.t" });
    assert.deepEqual(["a", "b", "d", "p", "q", "m"].map((name) => member("A", name)), ["1", ":Db", "fn A.d", "fn A.p", "fn A.q", "fn A.m"]);
  });

  it("set attributes in their methods", () => {
    const { func } = show("class A { constructor(private r: Db, @Inject() plain) { this.x = open(r); } m() { this.x = 1; [].map(() => { this.y = 2; }); function g() { this.z = 3; } } }");
    assert.deepEqual(shown(func("A.constructor").attributes), { r: "$0", x: "open($0)" });
    assert.deepEqual(shown(func("A.m").attributes), { x: "1" });
    assert.deepEqual(shown(func("A.m.<arrow>").attributes), { y: "2" });
    assert.deepEqual(shown(func("A.m.g").attributes), {});
  });

  it("know what `this` is", () => {
    assert.equal(callee("class A { m() { this.n(); } }", "A.m"), "this.n");
    assert.equal(callee("class A { m() { return () => this.n(); } }", "A.m.<arrow>"), "this.n");
    assert.equal(callee("class A { static m() { this.n(); } }", "A.m"), "cls.n");
    assert.equal(callee("class A { static { this.n(); } }", "<module>"), "class A.n");
    assert.equal(callee("class A { m() { super.n(); } }", "A.m"), "super.n");
    assert.equal(callee("class A { constructor() { super(); } }", "A.constructor"), "super.constructor");
  });

  it("run their field initialisers when an instance is made", () => {
    const written = show("class A { c = f(this.d); constructor() { g(); } }");
    assert.equal(written.steps("A.<fields>"), "load this.d; f(this.d) (escapes)");
    assert.equal(written.steps("A.constructor"), "constructor (dropped); g() (dropped)");
    assert.equal(written.member("A", "c"), "f(this.d)");
    const implied = show("class A extends B { c = f(); }");
    assert.equal(implied.steps("A.constructor"), "A (dropped); f() (escapes)");
    assert.equal(implied.member("A", "constructor"), "fn A.constructor");
    assert.equal(show("class A { c = 1; }").member("A", "constructor"), undefined);
  });

  it("take one of several signatures", () => {
    const { module } = show("class A { n(a: string): void; n(a: any) { f(); } abstract m(): void; } function o(a: string): void; function o(a: any) {} declare function p(): Promise<X>;");
    assert.deepEqual(module.functions.map(({ func }) => func.name).sort(), ["<module>", "A.m", "A.n", "o", "p"]);
  });

  it("may be interfaces, as far as those speak of promises", () => {
    const { module, member, func } = show("interface R extends S { db: Db; get(id: string): Promise<Row>; count(): number; }");
    assert.equal(member("R", "get"), "fn R.get");
    assert.equal(showRef(func("R.get").returns), "~:Row");
    assert.equal(func("R.get").abstract, true);
    assert.equal(member("R", "db"), ":Db");
    assert.equal(member("R", "count"), undefined);
    assert.deepEqual(module.classes.get("R")!.bases.map(showRef), ["S"]);
  });
});

describe("the modules of TypeScript code", () => {
  it("import", () => {
    const { module, func } = show(`import d, { a as b, default as e } from "x"; import * as n from "y"; import type { T } from "z"; import r = require("w");
      const { p, q: { s } } = require("v"); const m = await import("u"); import "side"; export * from "t"; function f() { require("late"); }`);
    assert.deepEqual(shown(func("<module>").locals), {
      f: "fn f", d: "\"x\"#default", b: "\"x\"#a", e: "\"x\"#default", n: "\"y\"", T: "\"z\"#T", r: "\"w\"", p: "\"v\"#p", s: "\"v\"#q.s", m: "\"u\"",
    });
    assert.deepEqual(module.imports, ["x", "y", "z", "w", "v", "u", "side", "t", "late"]);
  });

  it("export by name", () => {
    const { module } = show(`const a = f(); export { a as b }; export { c as d, default as k } from "x"; export * from "y"; export * as z from "w";
      export const { g, h: [i] } = j(); export default a; export function fn() {} export class C {} export let late; function set() { late = l(); }`);
    assert.deepEqual(shown(module.exports), {
      b: "f()", d: "\"x\"#c", k: "\"x\"#default", z: "\"w\"", g: "j().g", i: "j().h[0]", default: "f()", fn: "fn fn", C: "class C", late: "l()",
    });
    assert.deepEqual(module.stars, ["y"]);
    assert.equal(module.commonjs, false);
    assert.equal(show("function f() { export default a; export { b }; export * from \"c\";").module.exports.size, 0);
    assert.deepEqual(["export default () => {}", "export default function () {}", "export default class {}"].map((text) => show(text).exported("default")),
      ["fn default", "fn default", "class default"]);
  });

  it("export as CommonJS does", () => {
    const { module } = show("module.exports = { a: f, b() {} }; exports.c = () => 1; module.exports.d = 2; exports.e = exports.g = void 0; exports.e = h;", "/w/a.cjs");
    assert.deepEqual(shown(module.exports), { a: "f", b: "fn b", default: "{a: f, b: fn b}", c: "fn c", d: "2", e: "h" });
    assert.equal(module.commonjs, true);
    assert.deepEqual(shown(show("exports = module.exports = class A {};").module.exports), { default: "class exports" });
    assert.deepEqual(show("__exportStar(require(\"./x\"), exports);").module.stars, ["./x"]);
    assert.equal(show("function f(exports) { exports.a = 1; }").module.commonjs, false);
    assert.equal(show("export = f;").exported("default"), "f");
  });

  it("have namespaces, which are objects", () => {
    assert.equal(show("export namespace N { export const run = async () => {}; const hidden = 1; export namespace M { export function f() {} } }").exported("N"),
      "{run: fn run, M: {f: fn f}}");
    assert.equal(show("declare global { function x(): void } declare module \"y\" { export function z(): void }").module.functions.length, 1);
  });

  it("may be scripts, and may be wrong", () => {
    assert.equal(show("#!/usr/bin/env node\nf();").module.shebang, true);
    assert.equal(show("f();").module.shebang, false);
    assert.deepEqual(show("f(").module.problems, [{ span: [2, 2], message: "Syntax error: ')' expected." }]);
    assert.deepEqual(show("const a = <T>b;").module.problems, []);
    assert.deepEqual(show("const a = <T>b</T>;", "/w/a.js").module.problems, []);
    assert.notDeepEqual(show("const a = <T>b;", "/w/a.tsx").module.problems, []);
  });
});

describe("comments in TypeScript that silence findings", () => {
  /** The silenced stretches of a text, with what they silence. */
  const ignores = (text: string): string[] =>
    show(text, "/w/a.tsx").module.ignores.map(({ span, faults }) => `${text.slice(...span)}: ${faults?.join(",") ?? "all"}`);

  it("are our own", () => {
    assert.deepEqual(ignores("a();\nb(); // evenloop: ignore[blocking-call] it is fast\nc();"), ["b(); // evenloop: ignore[blocking-call] it is fast: blocking-call"]);
    assert.deepEqual(ignores("// evenloop: ignore\nb();\nc();"), ["// evenloop: ignore\nb();: all"]);
    assert.deepEqual(ignores("/* evenloop: ignore[a, b] */\r\nb();\r\nc();"), ["/* evenloop: ignore[a, b] */\r\nb();: a,b"]);
    assert.deepEqual(ignores("f(a, // evenloop: ignore\n b);"), ["f(a, // evenloop: ignore: all"]);
    assert.deepEqual(ignores("x;\n// evenloop: ignore"), ["// evenloop: ignore: all"]);
  });

  it("are ESLint's", () => {
    assert.deepEqual(ignores("// eslint-disable-next-line evenloop/blocking-call, no-x\nb();\nc();"), ["b();: blocking-call"]);
    assert.deepEqual(ignores("b(); // eslint-disable-line\nc();"), ["b(); // eslint-disable-line: all"]);
    assert.deepEqual(ignores("// eslint-disable-next-line no-x\nb();"), []);
    assert.deepEqual(ignores("a();\n/* eslint-disable evenloop/x */\nb();\n/* eslint-enable */\nc();"), ["/* eslint-disable evenloop/x */\nb();\n: x"]);
    assert.deepEqual(ignores("<a>{/* eslint-disable-next-line */}\n{b()}</a>"), ["{b()}</a>: all"]);
  });

  it("are comments, not text", () => {
    for (const text of ["a(\"// evenloop: ignore\");", "a(`${b} // evenloop: ignore`);", "<a>// evenloop: ignore</a>;", "a(/x[/]/, '/* evenloop: ignore */');", "evenloop: ignore;"]) {
      assert.deepEqual(ignores(text), [], text);
    }
    assert.deepEqual(ignores("a(`${b /* evenloop: ignore */} c`);").length, 1);
    assert.deepEqual(ignores("a(\"//\"); // evenloop: ignore").length, 1);
  });
});
