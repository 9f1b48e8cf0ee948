import assert from "node:assert/strict";
import { python } from "../../rules/python/frontend.js";
import { pythonStarted } from "../support/wasm.js";

const found = (call: string, at: number | string): string | undefined => {
  const span = python.argument(call, at, "/w/main.py");
  return span && call.slice(...span);
};

describe("where an argument of a Python call stands", () => {
  before(() => pythonStarted);

  it("is told by its index, or by its keyword", () => {
    assert.equal(found("f(a, b.c, *d, k=e.f, **g)", 1), "b.c");
    assert.equal(found("f(a, # one\n  b, k=e.f)", 1), "b");
    assert.equal(found("f(a, k=e.f)", "k"), "e.f");
    assert.equal(found("loop\n.call_soon(\n  lambda: g(1))", 0), "lambda: g(1)");
    assert.equal(found("f(x for x in xs)", 0), "(x for x in xs)");
  });

  it("is not told of what is not there, or cannot be read", () => {
    for (const [call, at] of [["f(a, k=b)", 1], ["f(a)", "k"], ["f", 0], ["f(", 0], ["", 0]] as const) assert.equal(found(call, at), undefined, call);
  });
});
