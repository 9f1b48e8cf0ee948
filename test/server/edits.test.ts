import assert from "node:assert/strict";
import { editsBetween } from "../../server/language-server/fix-all.js";
import { random } from "../support/random.js";

const pieces = ["a", "bb", "\n", "\r\n", "x = 1\n", "😀", "é", "  ", "\n\n", "\r"];

/** The text after edits in order, by offsets. */
const applied = (text: string, edits: ReturnType<typeof editsBetween>): string =>
  [...edits].reverse().reduce((result, { span: [from, to], text: added }) => result.slice(0, from) + added + result.slice(to), text);

describe("the edits between two texts", () => {
  it("make the one of the other, whatever they are, and cut no character and no line end in two", () => {
    const { below, pick } = random(7);
    for (let i = 0; i < 2000; i++) {
      const some = (most: number): string[] => Array.from({ length: below(most) }, () => pick(pieces));
      const parts = some(30);
      const before = parts.join("");
      parts.splice(below(parts.length + 1), below(4), ...some(5));
      const after = parts.join("");
      const edits = editsBetween(before, after);
      assert.equal(applied(before, edits), after);
      for (const { span } of edits) for (const at of span) {
        assert.ok(!/^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(before.slice(at - 1, at + 1)), JSON.stringify([before, after, edits]));
      }
    }
  });

  it("touch only what differs", () => {
    assert.deepEqual(editsBetween("a\nbcd\ne\n", "a\nbXd\ne\nf\n"), [{ span: [3, 4], text: "X" }, { span: [8, 8], text: "f\n" }]);
    assert.deepEqual(editsBetween("😀\n", "😁\n"), [{ span: [0, 2], text: "😁" }]);
    assert.deepEqual(editsBetween("same", "same"), []);
  });
});
