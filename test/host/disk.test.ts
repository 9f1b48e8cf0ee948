import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diskHost } from "../../rules/host/disk.js";
import type { DiskHost } from "../../rules/host/disk.js";
import { folder } from "../command/support.js";

/** The files a host lists, relative to its root. */
const listed = (host: DiskHost): string[] => host.list().map((path) => path.slice(host.root.length + 1));

/** Why a file cannot be read. */
function cause(root: string, name: string): string {
  const decoded = diskHost(root, { maxBytes: 2_000_000 }).original(join(root, name));
  assert.ok("cause" in decoded);
  return decoded.cause;
}

describe("a workspace on disk", () => {
  it("lists the files that Evenloop reads, in order, and no others", () => {
    const root = folder({
      "b.py": "", "a/x.ts": "", "a.js": "", "a/readme.md": "", "a/y.tsx": "", "z.mjs": "", "z.cts": "", "types.pyi": "", "noext": "", "py": "",
      "node_modules/m/i.js": "", "a/node_modules/m/i.js": "", "a/__pycache__/x.py": "", ".git/hooks/h.py": "", ".hidden/h.py": "",
      "env/pyvenv.cfg": "", "env/lib/e.py": "", "dist/out.js": "",
    });
    assert.deepEqual(listed(diskHost(root)), [".hidden/h.py", "a.js", "a/x.ts", "a/y.tsx", "b.py", "dist/out.js", "z.cts", "z.mjs"]);
  });

  it("respects .gitignore at every level, the inner one deciding", () => {
    const root = folder({
      ".gitignore": "dist/\n*.gen.py\n/top.py\n!keep.gen.py\nbuild/\nCase.py\n",
      "dist/a.js": "", "sub/dist/a.js": "", "x.gen.py": "", "keep.gen.py": "", "top.py": "", "sub/top.py": "", "case.py": "",
      "sub/.gitignore": "inner.py\n!x.gen.py\n!build/\n", "sub/inner.py": "", "sub/x.gen.py": "", "inner.py": "",
      "sub/build/made.py": "", "sub/build/deep/made.py": "", "build/made.py": "",
    });
    assert.deepEqual(listed(diskHost(root)), [
      "case.py", "inner.py", "keep.gen.py", "sub/build/deep/made.py", "sub/build/made.py", "sub/top.py", "sub/x.gen.py",
    ]);
  });

  it("respects what the repository around it ignores, and nothing beyond the repository", () => {
    const root = folder({
      ".gitignore": "*.py\n",
      "repo/.git/info/exclude": "secret.py\n", "repo/.gitignore": "pkg/made.py\nout/\n", "repo/pkg/made.py": "", "repo/pkg/own.py": "", "repo/pkg/secret.py": "",
      "repo/out/o.py": "", "plain/p.py": "",
    });
    assert.deepEqual(listed(diskHost(join(root, "repo/pkg"))), ["own.py"]);
    assert.deepEqual(listed(diskHost(join(root, "plain"))), ["p.py"]);
    assert.deepEqual(listed(diskHost(join(root, "repo/out"))), ["o.py"], "an ignored folder that is asked for is read");
  });

  it("follows links once and never in circles", () => {
    const root = folder({ "in/real/a.py": "", "in/b.py": "", "out/c.py": "", "out/sub/d.py": "", "lone.py": "" });
    const inner = join(root, "in");
    symlinkSync(join(inner, "real"), join(inner, "again"));
    symlinkSync(inner, join(inner, "real/loop"));
    symlinkSync(root, join(inner, "up"));
    symlinkSync(join(root, "out"), join(inner, "linked"));
    symlinkSync(join(root, "out/sub"), join(inner, "linked-part"));
    symlinkSync(join(inner, "b.py"), join(inner, "same.py"));
    symlinkSync(join(root, "lone.py"), join(inner, "lone.py"));
    symlinkSync(join(root, "gone.py"), join(inner, "gone.py"));
    assert.deepEqual(listed(diskHost(inner)), ["b.py", "linked/c.py", "linked/sub/d.py", "lone.py", "real/a.py"]);
  });

  it("reads texts as editors see them: no byte order mark, line ends untouched", () => {
    const root = folder({ "bom.py": "\ufeffx = 1\r\ny = 2\n", "plain.py": "ü\r" });
    const host = diskHost(root);
    assert.equal(host.read(join(root, "bom.py")), "x = 1\r\ny = 2\n");
    assert.deepEqual(host.original(join(root, "bom.py")), { text: "x = 1\r\ny = 2\n", bom: true });
    assert.deepEqual(host.original(join(root, "plain.py")), { text: "ü\r", bom: false });
  });

  it("says why a file cannot be read", () => {
    const root = folder({
      "nul.py": "x = 1\0", "bytes.py": Buffer.from([0x61, 0x0a, 0x0a, 0xe9, 0x0a]),
      "latin.py": Buffer.concat([Buffer.from("#!/usr/bin/python\n# -*- coding: latin-1 -*-\nname = '"), Buffer.from([0xe9]), Buffer.from("'\n")]),
      "wide.py": Buffer.from("\ufeffx = 1", "utf16le"), "huge.py": "#".repeat(2_200_000), "folder.py/x.py": "",
    });
    assert.match(cause(root, "nul.py"), /NUL/);
    assert.match(cause(root, "bytes.py"), /not valid UTF-8 \(line 3\)/);
    assert.match(cause(root, "latin.py"), /encoded in latin-1/);
    assert.match(cause(root, "wide.py"), /UTF-16/);
    assert.match(cause(root, "huge.py"), /2\.1 MB large, and files up to 1\.9 MB/);
    assert.match(cause(root, "none.py"), /no such file/);
    assert.match(cause(root, "folder.py"), /no regular file/);
    assert.equal(diskHost(root).read(join(root, "nul.py")), undefined);
  });

  it("reads a file that declares another encoding but holds only UTF-8", () => {
    const root = folder({ "cookie.py": "# coding: latin-1\nx = 1\n" });
    assert.equal(diskHost(root).read(join(root, "cookie.py")), "# coding: latin-1\nx = 1\n");
  });

  it("tells whether there is a file, through links and for ignored ones too", () => {
    const root = folder({ "a.py": "", "pkg/b.py": "", ".gitignore": "pkg/" });
    symlinkSync(join(root, "pkg"), join(root, "link"));
    symlinkSync(join(root, "nowhere"), join(root, "dead.py"));
    const host = diskHost(root);
    const there = (name: string): boolean => host.exists(join(root, name));
    assert.deepEqual(["a.py", "pkg/b.py", "link/b.py"].map(there), [true, true, true]);
    assert.deepEqual(["pkg", "c.py", "dead.py", "no/such/folder.py", "a.py/x.py"].map(there), [false, false, false, false, false]);
  });

  it("lays open texts over the disk", () => {
    const root = folder({ "a.py": "disk" });
    const host = diskHost(root);
    host.open.set(join(root, "a.py"), "open");
    host.open.set(join(root, "new/b.py"), "new");
    host.open.set("/elsewhere/c.py", "");
    host.open.set(join(root, "note.txt"), "");
    assert.deepEqual(listed(host), ["a.py", "new/b.py"]);
    assert.equal(host.read(join(root, "a.py")), "open");
    assert.ok(host.exists(join(root, "new/b.py")));
    assert.deepEqual(host.original(join(root, "a.py")), { text: "disk", bom: false });
    host.open.clear();
    assert.equal(host.read(join(root, "a.py")), "disk");
    assert.deepEqual(listed(host), ["a.py"]);
  });

  it("keeps one state of the disk where that is wanted, until told that a file changed", () => {
    const root = folder({ "a.py": "first" });
    const [kept, fresh] = [diskHost(root, { keep: true }), diskHost(root)];
    const path = join(root, "a.py");
    assert.deepEqual([kept.read(path), fresh.read(path)], ["first", "first"]);
    writeFileSync(path, "second");
    assert.deepEqual([kept.read(path), fresh.read(path)], ["first", "second"]);
    kept.forget(path);
    assert.equal(kept.read(path), "second");
  });

  it("sees files and folders come and go once it is told", () => {
    const root = folder({ "a.py": "" });
    const host = diskHost(root);
    const path = join(root, "new/deep/b.py");
    assert.deepEqual([listed(host), host.exists(path)], [["a.py"], false]);
    mkdirSync(join(root, "new/deep"), { recursive: true });
    writeFileSync(path, "");
    host.forget(path);
    assert.deepEqual([listed(host), host.exists(path)], [["a.py", "new/deep/b.py"], true]);
    rmSync(join(root, "new"), { recursive: true });
    host.forget(path);
    assert.deepEqual([listed(host), host.exists(path)], [["a.py"], false]);
  });
});
