import assert from "node:assert/strict";
import type { Loop } from "../../rules/model/step.js";
import { walk } from "../../rules/model/walk.js";
import { show, showRef } from "./show.js";

/** What a function sets that others know of, and what its loops ask: "still" where a round changes nothing. */
function facts(text: string, name = "f"): { sets: string; loops: string[] } {
  const { steps, sets } = show(text).func(name);
  const loops: Loop[] = [];
  walk(steps, (step) => void (step.is === "loop" && loops.push(step)));
  return { sets: (sets ?? []).map(showRef).join(" "), loops: loops.map(({ asks, still }) => `${(asks ?? []).map(showRef).join(" ")}${still ? " still" : ""}`) };
}

describe("flags in TypeScript", () => {
  it("are names of others and attributes of what others know of", () => {
    assert.equal(facts("let a = 0; function f(o) { a = 1; o.b = 2; o.b = 3; let d; d = 1; make().e = 2; }").sets, "a $0.b");
    assert.equal(facts("class C { f() { this.a = 1; } }", "C.f").sets, "");
  });

  it("are asked by loops, by name where another function may set them", () => {
    assert.deepEqual(facts("function f() { let a = true; while (a) g(); on(() => { a = false; }); }").loops, ["a still"]);
    assert.deepEqual(facts("function f() { let a = true; while (a) { g(); a = h; } on(() => { a = false; }); }").loops, [""]);
    assert.deepEqual(facts("function f() { let a = 0; while (a < 1) a++; }").loops, [""]);
  });

  it("leave a loop still only where a round sets nothing", () => {
    const loop = (body: string): string => facts(`let c = 0; class C { *f(o) { while (this.a) { ${body} } } g(o) { while (this.a) { ${body} } } }`, body.includes("yield") ? "C.f" : "C.g").loops[0]!;
    assert.equal(loop("const b = 1; g(b);"), "this.a still");
    for (const body of ["this.b = 1;", "this.b++;", "o.b = 1;", "o[0] = 1;", "delete o.b;", "c = 1;", "c++;", "yield 1;"]) assert.equal(loop(body), "this.a", body);
    assert.deepEqual(facts("class C { f() { do g(); while (this.a); } }", "C.f").loops, ["this.a still"]);
  });

  it("leave a loop idle where a round leaves all as it found it", () => {
    const idle = (loop: string): boolean => {
      let found = false;
      walk(show(`async function* f(o, s) { ${loop} }`).func("f").steps, (step) => void (found ||= step.is === "loop" && step.idle === true));
      return found;
    };
    for (const loop of [
      "while (o.a) {}", "while (!o?.a() || (s as T)!.b < 1);", "for (;;) { if (o.a) break; else if (s) return 1; continue; }", "do { s = o.now(); } while (s < 1);", "for (let i = 0; o.a; o.b());",
      "while (s) { const a = o.c; log(a, typeof a); }", "for (; s; s = o.a) {}",
    ]) assert.equal(idle(loop), true, loop);
    for (const loop of [
      "while (o.a) s++;", "while (o.a) o.b = 1;", "while (o.a) o = o.a;", "while ((s = o.b())) {}", "while (await o.a()) {}", "while (s) yield;", "while (s--) {}", "while (o[0]) {}", "while (/a/g.test(s)) {}",
      "while (s) { let a; }", "while (s) { a = 1; a = 2; }", "while (s) try { o.a(); } catch {}", "while (s) for (const x of o) ;", "for (const x of o) ;", "while (s) s += 1;", "while (s) [a] = o;", "while (delete o.a) {}",
    ]) assert.equal(idle(loop), false, loop);
  });
});
