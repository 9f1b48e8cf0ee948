import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf, isBelow, nameOf, within } from "../../rules/host/paths.js";
import { rootOf } from "../../rules/host/root.js";
import { wasmFile, wasmNames } from "../../rules/host/wasm.js";
import { folder } from "../command/support.js";

describe("the workspace folder of a file", () => {
  it("is the nearest one with a mark of a project, else its own", () => {
    const root = folder({
      "py/pyproject.toml": "", "py/src/pkg/a.py": "", "js/package.json": "{}", "js/lib/a.js": "",
      "git/.git/HEAD": "", "git/a/b/c.py": "", "git/inner/package.json": "{}", "git/inner/x/y.ts": "", "worktree/.git": "gitdir: x", "worktree/a/b.py": "",
    });
    const of = (name: string): string => rootOf(join(root, name)).slice(root.length + 1);
    assert.equal(of("py/src/pkg/a.py"), "py");
    assert.equal(of("js/lib/a.js"), "js");
    assert.equal(of("git/a/b/c.py"), "git");
    assert.equal(of("git/inner/x/y.ts"), "git/inner");
    assert.equal(of("worktree/a/b.py"), "worktree");
  });

  it("is its own folder where no folder bears a mark", () => {
    const root = folder({ "a/b.py": "" });
    assert.equal(rootOf(join(root, "a/b.py")), join(root, "a"));
  });
});

describe("paths", () => {
  it("are taken apart and put together up to the disk's root", () => {
    assert.deepEqual(["/a/b", "/a", "/", "C:/a"].map(folderOf), ["/a", "/", "/", "C:/"]);
    assert.equal(nameOf("/a/b.py"), "b.py");
    assert.deepEqual([within("/", "a"), within("/a", "b")], ["/a", "/a/b"]);
    assert.deepEqual([isBelow("/a/b", "/a"), isBelow("/ab", "/a"), isBelow("/a", "/a"), isBelow("/a", "/")], [true, false, true, true]);
  });
});

describe("the parser's WebAssembly", () => {
  it("is found where the sources are run as they are", () => {
    for (const name of wasmNames) assert.equal(readFileSync(wasmFile(name)).subarray(0, 4).toString("latin1"), "\0asm", name);
  });
});
