import assert from "node:assert/strict";
import { insert, ordered } from "../../rules/typescript/write/edits.js";
import { callAt, parse } from "../../rules/typescript/write/syntax.js";

describe("writing TypeScript", () => {
  it("puts edits in order and joins those that meet at an insertion", () => {
    const rename = { span: [4, 6], text: "b" } as const;
    assert.deepEqual(ordered([{ span: [9, 9], text: "z" }, rename, insert(4, "a"), insert(6, "c")]), [{ span: [4, 6], text: "abc" }, { span: [9, 9], text: "z" }]);
    assert.deepEqual(ordered([insert(4, "x"), insert(4, "y")]), [{ span: [4, 4], text: "xy" }]);
    assert.deepEqual(ordered([{ span: [6, 7], text: "c" }, rename]), [rename, { span: [6, 7], text: "c" }]);
  });

  it("finds a call by its span alone, and nothing where the text has changed", () => {
    const file = parse({ path: "/w/a.tsx", text: "<a b={f(g(1))} />; new f(1); f`x`;" });
    const found = (text: string): string | undefined => {
      const from = file.text.indexOf(text);
      return callAt(file, [from, from + text.length])?.getText();
    };
    for (const text of ["f(g(1))", "g(1)", "new f(1)", "f`x`"]) assert.equal(found(text), text);
    for (const text of ["f", "g(1", "f(1)", "1"]) assert.equal(found(text), undefined, text);
  });

  it("reads each kind of file as what it is", () => {
    const calls = (path: string, text: string): boolean => callAt(parse({ path, text }), [text.indexOf("f("), text.indexOf("f(") + 3]) !== undefined;
    assert.ok(calls("/w/a.ts", "<T>f()") && calls("/w/a.mts", "<T>f()") && calls("/w/a.cts", "<T>f()"));
    assert.ok(calls("/w/a.tsx", "<T>{f()}</T>") && calls("/w/a.js", "<T>{f()}</T>") && calls("/w/a.jsx", "<T>{f()}</T>"));
  });
});
