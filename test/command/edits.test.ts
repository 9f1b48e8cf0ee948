import assert from "node:assert/strict";
import type { Fix } from "../../rules/rule.js";
import { applied, compatible, joined } from "../../rules/edits.js";

const text = "0123456789";
const fix = (...edits: [from: number, to: number, text: string][]): Fix =>
  ({ title: "", safe: true, edits: edits.map(([from, to, text]) => ({ span: [from, to], text })) });

/** The text after the first round, and how many fixes were in it. */
const round = (...fixes: Fix[]): [string, number] => {
  const taken = compatible(fixes);
  return [applied(text, taken), taken.length];
};

describe("the edits of several fixes", () => {
  it("are made together where they do not touch", () => {
    assert.deepEqual(round(fix([0, 1, "a"]), fix([5, 6, "b"], [8, 8, "+"])), ["a1234b67+89", 2]);
    assert.deepEqual(round(fix([2, 4, "x"]), fix([4, 6, "y"])), ["01xy6789", 2]);
    assert.deepEqual(round(fix([8, 9, "z"]), fix([0, 0, "a"])), ["a01234567z9", 2], "in any order");
  });

  it("wait where they overlap, whole fixes at a time", () => {
    assert.deepEqual(round(fix([2, 5, "x"]), fix([4, 6, "y"])), ["01x56789", 1]);
    assert.deepEqual(round(fix([2, 5, "x"]), fix([0, 1, "a"], [4, 6, "y"])), ["01x56789", 1], "no half of a fix");
    assert.deepEqual(round(fix([2, 5, "x"]), fix([3, 4, "y"]), fix([7, 8, "z"])), ["01x56z89", 2]);
    assert.deepEqual(round(fix([2, 5, "x"]), fix([5, 5, "y"])), ["01x56789", 1], "an insertion at the edge");
    assert.deepEqual(round(fix([5, 5, "await "]), fix([5, 5, "await "])), ["01234await 56789", 1], "two insertions mean two things");
    assert.deepEqual(round(fix([0, 0, "import a\n"]), fix([0, 0, "import b\n"])), ["import a\n0123456789", 1]);
  });

  it("share the lines that both add", () => {
    assert.deepEqual(round(fix([0, 0, "import a\n"], [2, 3, "x"]), fix([0, 0, "import a\n"], [5, 6, "y"])), ["import a\n01x34y6789", 2]);
  });

  it("of one fix are joined into one replacement", () => {
    assert.deepEqual(joined(text, fix([1, 2, "a"], [5, 5, "+"])), { span: [1, 5], text: "a234+" });
    assert.deepEqual(joined(text, fix([3, 6, ""])), { span: [3, 6], text: "" });
  });
});
