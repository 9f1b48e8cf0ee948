import assert from "node:assert/strict";
import { RuleTester, type Rule } from "eslint";
import * as parser from "@typescript-eslint/parser";
import evenloop from "../../rules/index.js";
import { faults } from "../../rules/project.js";
import { version } from "../../rules/version.js";

const rules = evenloop.rules as Record<string, Rule.RuleModule>;
const blocking = "`time.sleep` blocks the event loop: every other task stands still while it sleeps.";

describe("the plugin", () => {
  it("says who it is", () => {
    assert.deepEqual(evenloop.meta, { name: "evenloop", version, namespace: "evenloop" });
  });

  it("has a rule for each fault, with what users need to know of it", () => {
    assert.deepEqual(Object.keys(rules), faults.map(({ id }) => id));
    for (const { id, docs, languages, mends, threshold, strict, severity } of faults) {
      const meta = rules[id]!.meta!;
      assert.deepEqual(meta.docs, { description: docs, url: `https://github.com/evenloop/evenloop/blob/main/rules/faults/${id}/README.md`, recommended: severity !== "hint" });
      assert.deepEqual(meta.languages, languages.map((language) => ({ python: "evenloop/python", typescript: "js/js" })[language]));
      assert.deepEqual([meta.fixable, meta.hasSuggestions], mends.length > 0 ? ["code", true] : [undefined, undefined]);
      const defaults = { ...(threshold ? { [threshold.option]: threshold.default } : {}), ...(strict === undefined ? {} : { strict: false }) };
      assert.deepEqual(meta.defaultOptions, Object.keys(defaults).length > 0 ? [defaults] : undefined);
      const [options] = meta.schema as { properties: Record<string, { description: string; enum: string[] }> }[];
      assert.deepEqual(Object.keys(options?.properties ?? {}), Object.keys(defaults));
      if (threshold) assert.ok(Object.hasOwn(threshold.values, threshold.default));
    }
    assert.deepEqual(rules["blocking-call"]!.meta!.defaultOptions, [{ minCost: "medium" }]);
    assert.deepEqual(rules["missing-task-done"]!.meta!.defaultOptions, [{ strict: false }]);
  });
});

// ESLint's own tester: it looks at every fix and suggestion, and that nobody changes the tree.
new RuleTester({ plugins: { evenloop } as never, language: "evenloop/python" }).run("blocking-call in Python that is on no disk", rules["blocking-call"]!, {
  valid: [
    "import time\n\ndef main():\n    time.sleep(1)\n",
    "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n",
    { code: "import os\n\nasync def main(f):\n    os.stat(f)\n", filename: "app.py" },
    { code: "import os\n\nasync def main(f):\n    os.unlink(f)\n", options: [{ minCost: "high" }] },
    "",
  ],
  invalid: [
    {
      code: "import time\n\nasync def main():\n    time.sleep(1)\n",
      output: "import asyncio\nimport time\n\nasync def main():\n    await asyncio.sleep(1)\n",
      errors: [{ message: blocking, line: 4, column: 5, endLine: 4, endColumn: 18 }],
    },
    { code: "import time\n\nasync def work():\n    time.sleep(1)\n", filename: "app.py", output: "import asyncio\nimport time\n\nasync def work():\n    await asyncio.sleep(1)\n", errors: 1 },
    {
      code: "import os\n\nasync def main(f):\n    os.stat(f)\n",
      options: [{ minCost: "low" }],
      filename: "/nowhere/app.pyw",
      errors: [{ line: 4, column: 5, message: /os\.stat/, suggestions: [{ desc: "Run `os.stat` in a thread with `asyncio.to_thread`", output: "import asyncio\nimport os\n\nasync def main(f):\n    await asyncio.to_thread(os.stat, f)\n" }] }],
    },
  ],
});

const forgets = (type: string): string => `async function save()${type} { await fetch("x"); }\nexport async function main() {\n  save();\n}\n`;
const error = (type: string) => ({
  message: "`save()` is not awaited, so what follows does not wait for it and its errors are lost.", line: 3, column: 3, endLine: 3, endColumn: 9,
  suggestions: [{ desc: "Await `save`", output: forgets(type).replace("  save", "  await save") }],
});

new RuleTester().run("forgotten-await in JavaScript that is on no disk", rules["forgotten-await"]!, {
  valid: [
    'import { describe, it, test } from "node:test";\n\ndescribe("a", () => {\n  it("b", async () => {});\n  test("c");\n});\nit("d", async () => {});\n',
    "export const f = async () => { await g(); };\nasync function g() {}\n",
  ],
  invalid: [{ code: forgets(""), errors: [error("")] }, { code: forgets(""), filename: "lib/app.mjs", errors: [error("")] }],
});

new RuleTester({ languageOptions: { parser } }).run("forgotten-await in TypeScript that is on no disk", rules["forgotten-await"]!, {
  valid: ["let a: <T>(x: T) => T;\n"],
  invalid: [
    { code: forgets(": Promise<void>"), errors: [error(": Promise<void>")] },
    { code: `const f = <T>(x: T): T => x;\n${forgets(": Promise<void>")}`, filename: "file.ts", errors: 1 },
    { code: `const a = <p>{1 as number}</p>;\n${forgets(": Promise<void>")}`, languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, errors: 1 },
  ],
});
