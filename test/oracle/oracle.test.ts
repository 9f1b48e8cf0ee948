import assert from "node:assert/strict";
import { casesOf, faultIds } from "../support/pages.js";
import { filesAfter, textsOf } from "../support/suite.js";
import type { Case, SuiteFile } from "../support/suite.js";
import { ms, wrongAfter, wrongEffect, wrongHold } from "./judge.js";
import { run } from "./run.js";

const attempts = 3;

// Clocks lie now and then on a busy machine: a case may try three times, and each try is printed.
describe("the oracle runs what the pages show", function () {
  this.timeout(90_000);
  const rows: string[][] = [];

  for (const fault of faultIds()) {
    describe(fault, () => {
      for (const { of, entry, name, after } of experiments(fault)) {
        it(name, async () => {
          let wrong: string[] = [];
          for (let attempt = 1; attempt <= attempts; attempt++) {
            const [left, right] = await Promise.all([run(textsOf(of.files), entry.path), run(textsOf(after), entry.path)]);
            const judged = fault === "blocking-call" ? wrongHold(left, right) : wrongEffect(left, right, entry.language === "python");
            wrong = [...wrongAfter(right), ...judged];
            rows.push([fault, name, ms(left), ms(right), (right.held / left.held).toFixed(2), `${attempt}`, wrong.length === 0 ? "good" : "not good"]);
            if (wrong.length === 0) break;
          }
          assert.deepEqual(wrong, []);
        });
      }
    });
  }

  after(() => print([["fault", "case", "before", "after", "ratio", "try", ""], ...rows]));
});

/** Each file tagged `run`, with each way of mending it that leaves nothing to find. */
function experiments(fault: string): { of: Case; entry: SuiteFile; name: string; after: SuiteFile[] }[] {
  return casesOf(fault).flatMap((of) => of.files.filter((file) => file.run).flatMap((entry) => {
    const wholly = of.mended.map((mended) => ({ mended, after: filesAfter(of, mended) }))
      .filter(({ after }) => after.every((file) => file.language !== entry.language || file.expected.every(({ kind }) => kind === "missing")));
    assert.ok(wholly.length > 0, `${fault}/README.md, line ${of.line}: nothing to run "${of.title}" against`);
    return wholly.map(({ mended, after }) => ({ of, entry, after, name: `${of.title} (${entry.path.split("/").at(-1)}, ${mended.mode})` }));
  }));
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  for (const row of rows) console.log(`    ${row.map((cell, at) => cell.padEnd(widths[at]!)).join("  ").trimEnd()}`);
}
