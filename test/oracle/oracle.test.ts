import assert from "node:assert/strict";
import { casesOf, faultIds } from "../support/pages.js";
import { filesAfter, textsOf } from "../support/suite.js";
import type { Case, Mode, SuiteFile } from "../support/suite.js";
import { boundOf, sight, wrongWith } from "./judge.js";
import { run } from "./run.js";

const attempts = 3;

// Clocks lie now and then on a busy machine: a case may try three times, and each try is printed.
describe("the oracle runs what the pages show", function () {
  this.timeout(90_000);
  const rows: string[][] = [];

  for (const fault of faultIds()) {
    describe(fault, () => {
      for (const of of casesOf(fault)) for (const entry of of.files.filter((file) => file.run)) {
        const name = `${of.title} (${entry.path.split("/").at(-1)})`;
        const ways = waysToMend(of, entry);
        it(`${name} is shown with a fix that leaves nothing to find`, () => assert.ok(ways.length > 0, `line ${of.line}: it has no such fixed block`));

        for (const { mode, files } of ways) {
          it(`${name} is mended (${mode})`, async () => {
            let wrong: string[] = [];
            for (let attempt = 1; attempt <= attempts; attempt++) {
              const [before, after] = await Promise.all([run(textsOf(of.files), entry.path, boundOf(fault)), run(textsOf(files), entry.path)]);
              wrong = wrongWith(fault, before, after, entry.language === "python");
              rows.push([fault, name, `${mode}`, ...sight(fault, before, after), `${attempt}`, wrong.length === 0 ? "good" : "not good"]);
              if (wrong.length === 0) break;
            }
            assert.deepEqual(wrong, []);
          });
        }
      }
    });
  }

  after(() => print([["fault", "case", "fix", "before", "after", "ratio", "try", ""], ...rows]));
});

/** The ways of mending a case that leave nothing to find in the language of `entry`. */
function waysToMend(of: Case, entry: SuiteFile): { mode: Mode; files: SuiteFile[] }[] {
  return of.mended.map((mended) => ({ mode: mended.mode, files: filesAfter(of, mended) }))
    .filter(({ files }) => files.some((file) => file.path === entry.path) && files.every((file) => file.language !== entry.language || file.expected.every(({ kind }) => kind === "missing")));
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  for (const row of rows) console.log(`    ${row.map((cell, at) => cell.padEnd(widths[at]!)).join("  ").trimEnd()}`);
}
