import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { programs } from "./programs.js";
import { rowFor, rowsOf, tablePage, tablePath, updatedTable } from "./table.js";

describe("the table of docs/oracle.md", () => {
  const page = readFileSync(tablePath, "utf8");

  it("has a row for each program of the pages, as `npm run update` writes it", async () => {
    const all = programs();
    assert.deepEqual(all.filter((program) => !rowFor(rowsOf(page), program)).map(({ fault, name }) => `${fault}: ${name}`), [], "npm run update");
    assert.equal(await updatedTable(page, all), page, "npm run update");
  });

  it("would be missed otherwise", async () => {
    const [first, ...rest] = rowsOf(page);
    assert.ok(first && rest.length > 50);
    const all = programs();
    assert.equal(all.filter((program) => !rowFor(rest, program)).length, 1);
    // A row of a program that is no more goes.
    assert.equal(await updatedTable(tablePage([...rowsOf(page), { ...first, title: "No such program" }]), all), page);
  });
});
