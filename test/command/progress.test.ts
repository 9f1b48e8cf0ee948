import assert from "node:assert/strict";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { diskHost } from "../../rules/host/disk.js";
import { startProgress, watched } from "../../server/command/progress.js";
import { folder } from "./support.js";

/** A run of 10 steps that ends at `end` milliseconds; gives what was drawn. */
function drawn(isTTY: boolean, end: number): string {
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let time = 0;
  const progress = startProgress(output, () => time);
  progress.expect(10);
  for (let step = 1; step <= 10; step++) {
    time = (end * step) / 10;
    progress.step();
  }
  progress.stop();
  return String(output.read() ?? "");
}

describe("the progress bar", () => {
  it("is drawn on a terminal once a run takes long, and wiped away at its end", () => {
    const bar = drawn(true, 5000);
    assert.match(stripVTControlCharacters(bar), /evenloop █+░+ 20%/);
    assert.match(bar, /\x1b\[[02]?K/, "the line is cleared");
    assert.ok(bar.lastIndexOf("K") > bar.lastIndexOf("%"));
  });

  it("is not drawn in a short run, nor where there is no terminal", () => {
    assert.equal(drawn(true, 500), "");
    assert.equal(drawn(false, 60_000), "");
  });

  it("counts each file of the workspace once, when it is read", () => {
    const root = folder({ "a.py": "", "b.py": "", "c.toml": "" });
    let [steps, expected] = [0, 0];
    const host = watched(diskHost(root), { step: () => steps++, expect: (more) => (expected += more), stop: () => undefined });
    for (const name of ["a.py", "a.py", "c.toml"]) host.read(join(root, name));
    assert.deepEqual([steps, expected], [1, 2]);
  });
});
