import assert from "node:assert/strict";
import { typescript } from "../../rules/typescript/frontend.js";

const found = (call: string, at: number | string, path = "/w/main.ts"): string | undefined => {
  const span = typescript.argument(call, at, path);
  return span && call.slice(...span);
};

describe("where an argument of a JavaScript call stands", () => {
  it("is told by its index", () => {
    assert.equal(found("f(a, /* b */ c.d)", 1), "c.d");
    assert.equal(found("new Promise<void>(async (a) => a)", 0), "async (a) => a");
    assert.equal(found("(function () {})(a) // end", 0), "a");
    assert.equal(found("f(<A>b, c)", 0), "<A>b");
    assert.equal(found("f(<A>{b}</A>, c)", 1, "/w/main.tsx"), "c");
  });

  it("is not told of what is not there, or is no call", () => {
    for (const [call, at] of [["f(a)", 1], ["f(a)", "k"], ["f", 0], ["new F", 0], ["", 0]] as const) assert.equal(found(call, at), undefined, call);
  });
});
