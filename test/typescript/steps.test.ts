import assert from "node:assert/strict";
import { show } from "./show.js";

/** What a text does, by the name of the function that is asked for, and the steps expected of it. */
type Case = readonly [text: string, steps: string, name?: string];

const cases: Readonly<Record<string, readonly Case[]>> = {
  "records calls and what becomes of their results": [
    ["f(); new C(); a?.b?.(); super.x();", "f() (dropped); new C() (dropped); a?.b?.() (dropped); super.x() (dropped)"],
    ["tag`a${g()}`;", "g() (passed tag 1); tag`a${g()}` (dropped)"],
    ["void g(); (g()); g()!; g() as T; (a, g());", "g() (escapes); g() (dropped); g() (dropped); g() (dropped); g() (dropped)"],
    ["async () => { await g(); await (g() as P); }", "g() (awaited); g() (awaited)", "<arrow>"],
    ["!g(); `${g()}`; g() === 1; -g(); g()[0]; typeof g(); 'x' in g(); g() + 1;", Array(8).fill("g() (tested)").join("; ")],
    ["if (g()) {} for (;g();) {} switch (g()) {}", "g() (tested); loop test{g() (tested)} {}; g() (tested)"],
    ["g().then(h());", "g() (.then); h() (passed g().then 0); g().then(h()) (dropped)"],
    ["k(1, g(), ...h(), g());", "g() (passed k 1); h() (passed k -1); iterate h(); g() (passed k -1); k(1, g(), ...h(), g()) (dropped)"],
    ["k([g(), ...h()], { a: h(), ...g() });", "g() (in (passed k 0)); h() (passed k 0); iterate h(); h() (in (passed k 1)); g() (.{}); k([g(), ...h()], { a: h(), ...g() }) (dropped)"],
    ["x.y = g(); x[0] = g(); free = g(); [p] = g(); export default g();", Array(5).fill("g() (escapes)").join("; ")],
    ["function f() { throw g(); }", "g() (escapes); raise", "f"],
    ["const f = () => g();", "g() (returned)", "f"],
    ["function* f() { yield g(); yield* h(); }", "g() (yielded); h() (yielded); iterate h()", "f"],
    ["a(b(), c)(d());", "b() (passed a 0); a(b(), c) (escapes); d() (passed a(b(), c) 0); a(b(), c)(d()) (dropped)"],
    ["let e = <A b={f()} {...g()}>{h()}<i.J/></A>;", "f() (escapes); g() (escapes); h() (escapes); load i.J"],
  ],
  "keeps what is pushed to a local array in it, as long as nothing else has got hold of it": [
    ["const a = []; a.push(f(), ...g());", "bind a; f() (in (kept a)); g() (kept a); iterate g(); a.push(f(), ...g()) (dropped)"],
    ["const a = []; if (a.length) a.push(f()); h(a); a.push(g());",
      "bind a; read a (.length); load a.length; branch {f() (in (kept a)); a.push(f()) (dropped) | }; read a (passed h 0); h(a) (dropped); read a (.push); g() (passed [].push 0); a.push(g()) (dropped)"],
    ["let a = []; a = b; a.push(f()); const c = g(); c.push(f());",
      "f() (passed b.push 0); a.push(f()) (dropped); g() (kept c); bind c; read c (.push); f() (passed g().push 0); c.push(f()) (dropped)"],
    ["const a = []; a.push(f()); () => a;", "f() (in (escapes)); a.push(f()) (dropped)"],
  ],
  "follows a result through the operators that hand it on": [
    ["c() ? g() : h();", "c() (tested); branch {g() (dropped) | h() (dropped)}"],
    ["g() || h();", "g() (dropped); branch {h() (dropped) | }"],
    ["function f() { return g() ?? h(); }", "g() (returned); branch {h() (returned) | }; return", "f"],
    ["g() && h() && k();", "g() (tested); branch {h() (tested) | }; branch {k() (dropped) | }"],
    ["x ??= g();", "branch {g() (escapes) | }"],
  ],
  "knows what a function keeps under a name": [
    ["async function f() { const t = g(); const u = t; await u; }", "g() (kept t); bind t; read t (kept u); bind u; read u (awaited)", "f"],
    ["async function f() { let t; while (x) { if (t) await t; t = g(); } }",
      "bind t; loop {read t (tested); branch {read t (awaited) | }; g() (kept t); bind t}", "f"],
    ["async function f(q) { const t = await q.get(); t.x(); await q.put(t); const u = await q.put(1); u.x(); }",
      "q.get() (awaited); bind t; read t (.x); t.x() (dropped); read t (passed $0.put 0); q.put(t) (awaited); q.put(1) (awaited); u.x() (dropped)", "f"],
    ["function f(x) { let t = false; if (x) g(); if (!t && x) h(); else { t = true; } }", "branch {g() (dropped) | }; flagged branch {h() (dropped) | }", "f"],
    ["async function f(p) { p = g(); await p; }", "g() (kept p); bind p; read p (awaited)", "f"],
    ["async function f() { let t; await (t = g()); }", "bind t; g() (kept t); bind t; read t (awaited)", "f"],
    ["function f(c) { const t = c ? g() : h(); t.x(); }", "branch {g() (kept t) | h() (kept t)}; bind t; read t (.x); t.x() (dropped)", "f"],
    ["async function f() { const ts = [g(), h()]; await Promise.all([...ts, k()]); }",
      "g() (in (kept ts)); h() (in (kept ts)); bind ts; read ts (passed Promise.all 0); k() (in (passed Promise.all 0)); Promise.all([...ts, k()]) (awaited)", "f"],
    ["function f(a, b) { const c = a; a = b; c; b; }", "", "f"],
  ],
  "lets go of what others know or what a name hides": [
    ["function f() { const t = g(); return () => t; }", "g() (escapes); return", "f"],
    ["const t = g(); function f() { t; } t;", "g() (escapes)"],
    ["export const t = g(); t;", "g() (escapes)"],
    ["const t = g(); export { t as u };", "g() (escapes)"],
    ["const t = g(); t.x;", "g() (kept t); bind t; read t (.x); load t.x"],
    ["function f() { const t = g(); { const t = h(); t.x(); } t.y(); }", "g() (kept t); bind t; h() (escapes); t.x() (dropped); read t (.y); t.y() (dropped)", "f"],
  ],
  "records attributes that are read, once for each value": [
    ["function f(a) { a.b; a.b; a.b.c; a.e = a.f; a.g += 1; a.h(); a?.i; }", "load a.b; load a.b.c; load a.f; load a.g; a.h() (dropped); load a?.i", "f"],
  ],
  "lays out branches and loops": [
    ["if (a) f(); else if (b) g();", "branch {f() (dropped) | branch {g() (dropped) | }}"],
    ["for (let i = f(); g(); h()) k();", "f() (kept i); bind i; loop test{g() (tested)} {k() (dropped)} after{h() (dropped)}"],
    ["while (true) f(); for (;;) { break; } while (1) {}", "endless loop {f() (dropped)}; endless loop {break}; endless loop {}"],
    ["function f() { let run = true; const on = true; const g = () => on; while (run) {} while (!(!on)) {} while (!run) {} }", "endless loop {}; endless loop {}; loop {}", "f"],
    ["function f(a) { let run = true; let on = true; const g = () => { on = false; }; while (run) { run = a; } while (on) {} while (a) {} }", "loop {}; loop {}; loop {}", "f"],
    ["do { f(); } while (g());", "endless loop {f() (dropped); g() (tested); branch { | break}}"],
    ["do { if (a) continue; f(); } while (g());",
      "endless loop {#1: endless loop {branch {break #1 | }; f() (dropped); break #1}; g() (tested); branch { | break}}"],
    ["[...xs, ...f(), ...(a ? g() : b)]; k(...await h());",
      "f() (dropped); iterate f(); branch {g() (dropped) | }; iterate (a ? g() : b); h() (awaited); iterate await h(); k(...await h()) (dropped)"],
    ["for (const a of f()) g(a); for (const k in f()) g(k);", "f() (.{}); iterate f(); loop {g(a) (dropped)}; f() (tested); loop {g(k) (dropped)}"],
    ["async () => { for await (const a of f()) a.g(); }", "f() (.{}); iterate async f(); loop {a.g() (dropped)}", "<arrow>"],
    ["o: for (;;) { for (;;) { if (a) continue o; break; } }", "o: endless loop {endless loop {branch {continue o | }; break}}"],
    ["x: { if (a) break x; f(); }", "x: endless loop {branch {break x | }; f() (dropped); break x}"],
  ],
  "lays out switches": [
    ["switch (x) { case a(): b(); break; case 2: c(); case 3: d(); break; default: e(); }",
      "a() (tested); branch {b() (dropped) | branch {c() (dropped) | }; d() (dropped) | e() (dropped)}"],
    ["switch (x) { case 1: case 2: f(); }", "branch {f() (dropped) | }"],
    ["for (;;) { switch (x) { case 1: if (y) break; continue; } f(); }",
      "#2: endless loop {#1: endless loop {branch {branch {break #1 | }; continue #2 | }; break #1}; f() (dropped)}"],
  ],
  "lays out try statements": [
    ["async function f() { try { return g(); } catch { return h(); } }", "try {g() (returned-in-try); return} catch {h() (returned); return}", "f"],
    ["async function f() { try { return g(); } catch { return h(); } finally { k(); } }",
      "try {g() (returned-in-try); return} catch {h() (returned-in-try); return} finally {k() (dropped)}", "f"],
    ["async function f() { try { a(); } finally { return g(); } }", "try {a() (dropped)} finally {g() (returned); return}", "f"],
    ["function f() { try { [1].map(() => g()); } catch {} }", "g() (returned)", "f.<arrow>"],
  ],
  "leaves out what cannot be relied on": [
    ["async function f() { foo(; bar(); }\nfunction g() { baz(); }", "bar() (dropped)", "f"],
    ["async function f() { foo(; bar(); }\nfunction g() { baz(); }", "baz() (dropped)", "g"],
    ["app.get(\"/\", async () => { foo(; bar(); }); ok();", "app.get(\"/\", async () => { foo(; bar(); }) (dropped); ok() (dropped)"],
    ["while (a(]) b(); c();", "c() (dropped)"],
    ["if (c(]) { function f() { a(; b(; } }", ""],
    ["class C { m() { f(); } ] n() { g(); } }", "f() (dropped)", "C.m"],
  ],
};

describe("the steps of TypeScript code", () => {
  for (const [title, list] of Object.entries(cases)) {
    it(title, () => {
      for (const [text, steps, name] of list) assert.equal(show(text, "/w/a.tsx").steps(name), steps, text);
    });
  }

  it("says where a call stands and what it is called", () => {
    const text = "// a comment\n  await  this.db\n    .get( 1 );";
    const [call] = show(text).module.functions[0]!.func.steps.filter((step) => step.is === "call");
    assert.equal(text.slice(...call!.span), "this.db\n    .get( 1 )");
    assert.equal(text.slice(...call!.name), "get");
  });
});
