import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { sight, toldOf, wrongWith } from "./judge.js";
import { programs, runBoth } from "./programs.js";
import { rowFor, rowsOf, tablePath } from "./table.js";

const attempts = 3;

// Clocks lie now and then on a busy machine: a case may try three times, and each try is printed.
describe("the oracle runs what the pages show", function () {
  this.timeout(90_000);
  const rows: string[][] = [];
  const table = rowsOf(readFileSync(tablePath, "utf8"));
  const all = programs();

  for (const fault of new Set(all.map((program) => program.fault))) {
    describe(fault, () => {
      for (const program of all.filter((one) => one.fault === fault)) {
        const { name, language, of, entry, ways } = program;
        const python = entry.language === "python";
        it(`${name} is shown with a fix that leaves nothing to find`, () => assert.ok(ways.length > 0, `line ${of.line}: it has no such fixed block`));

        for (const way of ways) {
          it(`${name} is mended (${way.mode})`, async () => {
            let wrong: string[] = [];
            for (let attempt = 1; attempt <= attempts; attempt++) {
              const [before, after] = await runBoth(program, way);
              const [row, told] = [rowFor(table, program), toldOf(fault, before, after, python)];
              wrong = wrongWith(fault, before, after, python);
              // What docs/oracle.md says of it is what is seen.
              if (row && wrong.length === 0 && !told.some(([first, then]) => row.before === first && row.after === then)) wrong = [`docs/oracle.md says of it: ${row.before}, ${row.after}`];
              rows.push([fault, language, name, `${way.mode}`, ...sight(fault, before, after), `${attempt}`, wrong.length === 0 ? "good" : "not good"]);
              if (wrong.length === 0) break;
            }
            assert.deepEqual(wrong, []);
          });
        }
      }
    });
  }

  after(() => print([["fault", "language", "program", "fix", "before", "after", "ratio", "try", ""], ...rows]));
});

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  for (const row of rows) console.log(`    ${row.map((cell, at) => cell.padEnd(widths[at]!)).join("  ").trimEnd()}`);
}
