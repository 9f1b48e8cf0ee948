import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { rules } from "../rules/faults/index.js";
import { indexText, withExercise, withOutput, withSeverities, withTable } from "../scripts/generated.js";
import { undocumented, unshown } from "./support/completeness.js";
import { exampleOutput, exerciseOutput, exercises } from "./support/examples.js";
import { readTree } from "./support/imports.js";
import { casesOf, faultIds, home, pagePath } from "./support/pages.js";
import { readSuite } from "./support/suite.js";

const text = (path: string): string => readFileSync(home + path, "utf8");

describe("every fault", () => {
  it("is a folder in the list that `npm run update` writes", () => {
    assert.equal(text("rules/faults/index.ts"), indexText(faultIds(), text("rules/faults/index.ts")));
    assert.deepEqual(rules.map((rule) => rule.id).sort(), faultIds());
  });

  it("has a row in README's table", () => {
    assert.equal(withTable(text("README.md"), rules), text("README.md"));
  });

  it("has a setting for its severity in the editor", () => {
    assert.equal(withSeverities(text("package.json"), rules), text("package.json"));
  });

  it("is shown in README as the command says it today", async () => {
    assert.equal(withOutput(text("README.md"), await exampleOutput()), text("README.md"));
  });

  for (const name of exercises) it(`is solved in README as the command solves it today (${name})`, async () => {
    assert.equal(withExercise(text("README.md"), name, await exerciseOutput(name)), text("README.md"));
  });

  for (const rule of rules) {
    it(`${rule.id} has a page that shows it in each of its languages`, () => {
      assert.ok(existsSync(pagePath(rule.id)), "README.md");
      assert.deepEqual(unshown(rule, casesOf(rule.id)), []);
    });
  }

  it("would be missed otherwise", () => {
    const page = "### A\n```py\na  # b-c\n```\n### B\n```ts\na\n```\n```ts fixed\nb\n```\n";
    const cases = readSuite(page, ["b-c"]);
    const rule = { languages: ["python", "typescript"], mends: ["python", "typescript"] } as const;
    assert.deepEqual(unshown(rule, cases), [
      "python: 1 of 12 cases", "python: no case that is silent", "python: no case that is run", "python: no fixed block",
      "typescript: 1 of 12 cases", "typescript: no case with a finding", "typescript: no case that is run",
    ]);
    const full = readSuite(Array.from({ length: 12 }, (_, i) => `### ${i}\n\`\`\`py run\na${i === 0 ? "" : "  # b-c"}\n\`\`\`\n`).join(""), ["b-c"]);
    assert.deepEqual(unshown({ languages: ["python"], mends: [] }, full), []);
    assert.deepEqual(unshown({ languages: ["python"], mends: [] }, full.slice(1)), ["python: 11 of 12 cases", "python: no case that is silent"]);
    assert.match(indexText(["a-b", "new-fault", "c"], 'import { rule as c } from "./c/rule.js";\nimport { rule as aB } from "./a-b/rule.js";'), /\[newFault, c, aB\]/);
    assert.doesNotMatch(indexText(["c"], 'import { rule as aB } from "./a-b/rule.js";'), /aB/);
    assert.notEqual(withTable(text("README.md"), rules.slice(1)), text("README.md"));
    assert.notEqual(withSeverities(text("package.json"), rules.slice(1)), text("package.json"));
  });
});

describe("every exported thing", () => {
  it("says in a comment what it is", () => {
    assert.deepEqual(undocumented(new Map([...readTree()].filter(([path]) => /^(rules|server)\//.test(path)))), []);
  });

  it("would be missed otherwise", () => {
    const file = "/** Is a. */\nexport const a = 1;\nexport const b = 2;\n// No doc.\nexport function c(): void {}\n/** */\nexport type D = 1;\nconst e = 1;\nexport { e };\n";
    assert.deepEqual(undocumented(new Map([["rules/x.ts", file]])), ["rules/x.ts: b", "rules/x.ts: c", "rules/x.ts: D"]);
  });
});
