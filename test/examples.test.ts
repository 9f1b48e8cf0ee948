import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { analysis } from "../server/analysis.js";
import { run } from "../server/command/run.js";
import { home } from "./support/pages.js";
import { tsx } from "./support/tsx.js";

// Each program of examples/ says at its end what is found in it: "Found: FAULT at `CODE`". Mended, it has nothing left to mend, and runs.
const programs = (folder: string): string[] => readdirSync(join(home, "examples", folder)).filter((name) => /\.(?:py|ts)$/.test(name)).map((name) => `${folder}/${name}`);
const all = ["python", "typescript", "exercises"].flatMap(programs);

/** One finding in JSON, as far as it is looked at here. */
interface Message { readonly ruleId: string; readonly line: number; readonly fix?: object; readonly suggestions?: readonly object[] }

describe("the examples", function () {
  this.timeout(120_000);
  let mended = "";
  let first: ReadonlyMap<string, readonly Message[]> = new Map();
  let then: ReadonlyMap<string, readonly Message[]> = new Map();

  before(async () => {
    mended = realpathSync(mkdtempSync(join(tmpdir(), "evenloop-examples-")));
    cpSync(join(home, "examples"), mended, { recursive: true });
    // As in the repository: modules may await at their top level.
    writeFileSync(join(mended, "package.json"), '{ "type": "module" }\n');
    first = await findings(mended);
    await command(mended, "--fix", "--unsafe-fixes");
    then = await findings(mended);
  });

  after(() => rmSync(mended, { recursive: true, force: true }));

  for (const program of all) {
    describe(program, () => {
      it("has the faults that it says", () => {
        assert.deepEqual((first.get(program) ?? []).map(({ ruleId, line }) => [ruleId, line]), expected(readFileSync(join(home, "examples", program), "utf8")));
      });

      if (program.startsWith("exercises/")) it("is solved by quick fixes alone", () => {
        assert.ok((first.get(program) ?? []).length > 0);
        assert.deepEqual(then.get(program), []);
      });
      else it("has nothing left that can be mended", () => {
        assert.deepEqual((then.get(program) ?? []).filter(({ fix, suggestions }) => fix ?? (suggestions && suggestions.length > 0)), []);
      });

      it("runs once it is mended", async () => assert.deepEqual(await ran(join(mended, program)), { code: 0, stderr: "" }));
    });
  }

  it("are told of in their READMEs", () => {
    const pages = ["README.md", "exercises/README.md"].map((name) => readFileSync(join(home, "examples", name), "utf8")).join();
    assert.deepEqual(all.filter((program) => !pages.includes(basename(program))), []);
  });
});

/** What a program says of itself, as fault and line, in the order of the lines. */
function expected(text: string): [string, number][] {
  const lines = text.split("\n");
  return [...text.matchAll(/^(?:#|\/\/) Found: ([a-z-]+) at `(.+)`$/gm)].map(([said, fault, code]): [string, number] => {
    const found = lines.flatMap((line, i) => (line !== said && line.includes(code!) && !/^(?:#|\/\/) Found: /.test(line) ? [i + 1] : []));
    assert.equal(found.length, 1, `${said}: this must stand on one line`);
    return [`evenloop/${fault!}`, found[0]!];
  }).sort(([, a], [, b]) => a - b);
}

async function command(folder: string, ...args: readonly string[]): Promise<string> {
  const chunks: Buffer[] = [];
  const collect = (into: Buffer[]): Writable => new Writable({ write: (chunk: Buffer, _, done) => (into.push(chunk), done()) });
  const io = { cwd: folder, env: { NO_COLOR: "1" }, stdin: Readable.from([]), stdout: collect(chunks), stderr: collect([]) };
  await run(["python", "typescript", "exercises", "--hints", "--exit-zero", ...args], io, analysis);
  return Buffer.concat(chunks).toString("utf8");
}

async function findings(folder: string): Promise<ReadonlyMap<string, readonly Message[]>> {
  const results = JSON.parse(await command(folder, "--format", "json")) as { filePath: string; messages: Message[] }[];
  return new Map(results.map(({ filePath, messages }) => [filePath.slice(folder.length + 1).replaceAll("\\", "/"), messages]));
}

/** How a program ends, and what it complains of; one that does not end is ended. */
function ran(path: string): Promise<{ code: number | string; stderr: string }> {
  const [program, args] = path.endsWith(".py") ? ["python3", ["-X", "dev", path]] as const : [process.execPath, ["--import", tsx, path]] as const;
  return new Promise((done) => {
    execFile(program, args, { timeout: 20_000 }, (error, _, stderr) => done({ code: error ? (error.code ?? error.signal ?? "ended") : 0, stderr }));
  });
}
