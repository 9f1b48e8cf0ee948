import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { createProject } from "../rules/project.js";
import { memoryHost } from "./support/memory-host.js";

const main = "import { Worker } from './worker.js';\nexport async function main() {\n  const worker = new Worker();\n  worker.run();\n}\n";
const base = "export class Base {\n  closing = false;\n  async round() {\n    while (!this.closing) await fetch('a');\n  }\n}\n";
const worker = "import { Base } from './base.js';\nexport class Worker extends Base {\n  async run() {\n    await this.round();\n  }\n  async close() {\n    this.closing = true;\n  }\n}\n";

describe("a worker that is started", () => {
  before(startFrontends);

  it("is one as long as what it calls goes round until it is told to stop", () => {
    const files = new Map([["/w/main.ts", main], ["/w/base.ts", base], ["/w/worker.ts", worker]]);
    const project = createProject(memoryHost(files));
    const count = (): number => project.findings("/w/main.ts").filter(({ fault }) => fault === "forgotten-await").length;
    assert.equal(count(), 0);
    for (const [path, from, to] of [
      ["/w/base.ts", "while (!this.closing) await", "await"],
      ["/w/base.ts", "!this.closing", "!this.items.length"],
      ["/w/base.ts", "await fetch('a');", "{ await fetch('a'); this.closing = true; }"],
      ["/w/worker.ts", "await this.round();", "await fetch('b');"],
    ] as const) {
      const text = files.get(path)!;
      for (const [next, found] of [[text.replace(from, to), 1], [text, 0]] as const) {
        files.set(path, next);
        project.update(path);
        assert.equal(count(), found, next);
      }
    }
  });

  it("is not to be awaited in a list where its workers are told to stop behind that", () => {
    const listed = (loop: string): readonly string[] => {
      const text = `import { next } from "./feed.js";
const jobs = [1, 2];
async function work(signal?: AbortSignal) { ${loop} await next(); }
export async function main(stop: AbortController) {
  const workers = [work(stop.signal)];
  await next();
  stop.abort();
}
`;
      const findings = createProject(memoryHost(new Map([["/w/main.ts", text]]))).findings("/w/main.ts").filter(({ fault }) => fault === "forgotten-await");
      assert.equal(findings.length, 1);
      return findings[0]!.fixes().map(({ title }) => title);
    };
    assert.equal(listed("").length, 1);
    assert.equal(listed("for (let i = 0; i < 3; i++)").length, 1);
    assert.deepEqual(listed("while (!signal?.aborted)"), []);
    assert.deepEqual(listed("while (!signal.aborted)"), []);
    // What comes to an end of its own may be waited for, and so may what ends itself.
    assert.equal(listed("while (!signal?.aborted && jobs.length > 0)").length, 1);
    assert.equal(listed("const own = new AbortController(); while (!own.signal.aborted)").length, 1);
  });
});
