import assert from "node:assert/strict";
import { errors, hangs, hold, output, total, unawaited, wrongAfter } from "./judge.js";
import { run } from "./run.js";
import type { Report } from "./run.js";

// The oracle's own proof: it sees a held loop and each kind of error, in both languages, and is content with sound programs.
const python = (...lines: string[]): Promise<Report> => run(new Map([["/w/main.py", lines.join("\n")]]), "/w/main.py", bound);
const node = (...lines: string[]): Promise<Report> => run(new Map([["/w/main.ts", lines.join("\n")]]), "/w/main.ts", bound);
const bound = 2_000;

describe("the oracle", function () {
  this.timeout(60_000);

  it("sees who holds the loop", async () => {
    const [held, free, heldToo, freeToo] = await Promise.all([
      python("import time", "async def main():", "    time.sleep(0.2)", "    print('x')"),
      python("import asyncio", "async def main():", "    await asyncio.sleep(0.2)", "    print('x')"),
      node('import { execSync } from "node:child_process";', "export async function main() { execSync('sleep 0.2'); console.log('x' as string); }"),
      node('import { setTimeout } from "node:timers/promises";', "export async function main() { await setTimeout(200); console.log('x'); }"),
    ]);
    for (const [before, after] of [[held, free], [heldToo, freeToo]] as const) {
      assert.ok(before.held >= 150, ms(before));
      assert.ok(after.held <= before.held / 2, `${ms(before)}, ${ms(after)}`);
      assert.equal(after.stdout, "x\n");
      assert.deepEqual([...hold.wrong(before, after, true), ...wrongAfter(after)], []);
      assert.equal(hold.wrong(before, before, true).length, 1);
      assert.equal(hold.wrong(after, after, true).length, 2);
      assert.equal(hold.wrong(before, { ...after, stdout: "y\n" }, true).length, 1);
    }
  });

  it("sees an await that was forgotten", async () => {
    const [forgotten, awaited, detached, waited] = await Promise.all([
      python("async def f(): print('f')", "async def main():", "    f()"),
      python("async def f(): print('f')", "async def main():", "    await f()"),
      node('import { setTimeout } from "node:timers/promises";', "async function f() { await setTimeout(1); console.log('f'); }", "export async function main() { f(); console.log('end'); }"),
      node('import { setTimeout } from "node:timers/promises";', "async function f() { await setTimeout(1); console.log('f'); }", "export async function main() { await f(); console.log('end'); }"),
    ]);
    assert.deepEqual(forgotten.warnings, ["coroutine 'f' was never awaited"]);
    assert.deepEqual([...unawaited.wrong(forgotten, awaited, true), ...unawaited.wrong(detached, waited, false)], []);
    assert.equal(unawaited.wrong(awaited, awaited, true).length, 2);
    assert.equal(unawaited.wrong(waited, waited, false).length, 1);
    assert.equal(wrongAfter(forgotten).length, 1);
  });

  it("sees errors, wherever they go", async () => {
    const reports = await Promise.all([
      python("async def main():", "    await asyncio.sleep(0)"),
      python("import asyncio", "async def f(): 1 / 0", "async def main():", "    t = asyncio.create_task(f())", "    await asyncio.sleep(0)", "    del t"),
      python("raise SystemExit(3)"),
      node("export async function main() { await later(); }"),
      node("export async function main() { void (async () => { throw new TypeError('lost'); })(); }"),
      node("export async function main() { setTimeout(() => { throw new RangeError('late'); }, 1); }"),
    ].map((report) => report.catch((error: Error) => ({ errors: [error.message] }))));
    assert.deepEqual(reports.map(({ errors }) => errors.join()), [
      "NameError: name 'asyncio' is not defined", "ZeroDivisionError: division by zero", "main.py came to no end of its own: exit 3 ",
      "ReferenceError: later is not defined", "TypeError: lost", "RangeError: late",
    ]);
  });

  it("sees who comes to no end, and ends it", async () => {
    const [hung, ended, stubborn, hungToo, endedToo] = await Promise.all([
      python("import asyncio", "async def main():", "    print('x')", "    await asyncio.Event().wait()"),
      python("import asyncio", "async def main():", "    print('x')", "    await asyncio.sleep(0.01)"),
      python("import threading", "async def main():", "    threading.Thread(target=threading.Event().wait).start()"),
      node("export async function main() { console.log('x'); await new Promise(() => undefined); }"),
      node("export async function main() { console.log('x'); await null; }"),
    ]);
    assert.deepEqual([hung, ended, stubborn, hungToo, endedToo].map((report) => report.ended), [false, true, false, false, true]);
    for (const [before, after] of [[hung, ended], [hungToo, endedToo]] as const) {
      assert.equal(before.stdout, "x\n");
      assert.deepEqual([...hangs.wrong(before, after, true), ...wrongAfter(after)], []);
      assert.equal(hangs.wrong(after, after, true).length, 1);
      assert.equal(wrongAfter(before).length, 1);
    }
  });

  it("sees how long it takes, and what is not printed", async () => {
    const [slow, fast, slowToo, fastToo] = await Promise.all([
      python("import asyncio", "async def main():", "    await asyncio.sleep(0.4)", "    print('x')"),
      python("import asyncio", "async def main():", "    await asyncio.sleep(0.1)", "    print('x')"),
      node('import { setTimeout } from "node:timers/promises";', "export async function main() { await setTimeout(400); console.log('x'); }"),
      node('import { setTimeout } from "node:timers/promises";', "export async function main() { await setTimeout(100); console.log('x'); }"),
    ]);
    for (const [before, after] of [[slow, fast], [slowToo, fastToo]] as const) {
      assert.deepEqual([...total.wrong(before, after, true), ...wrongAfter(after)], []);
      assert.equal(total.wrong(before, before, true).length, 1);
      assert.equal(total.wrong(before, { ...after, stdout: "y\n" }, true).length, 1);
      assert.equal(output.wrong(before, after, true).length, 1);
      assert.deepEqual(output.wrong(before, { ...after, stdout: "x\ny\n" }, true), []);
      assert.equal(errors.wrong(before, after, true).length, 1);
    }
  });
});

const ms = (report: Report): string => `${report.held} ms`;
