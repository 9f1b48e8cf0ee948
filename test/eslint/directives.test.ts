import assert from "node:assert/strict";
import { eslint, folder, lint, recommended } from "./support.js";

const unused = { linterOptions: { reportUnusedDisableDirectives: "error" } };

/** The messages of a text, one line each, as `line rule`, those of directives without a use too; and how many were silenced. */
async function messages(name: string, text: string, ...config: readonly object[]): Promise<[string[], number]> {
  const cwd = folder({ [name]: text });
  const results = await eslint(cwd, recommended(unused, ...config)).lintFiles(["."]);
  return [
    results.flatMap((result) => result.messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`)),
    results.reduce((sum, { suppressedMessages }) => sum + suppressedMessages.length, 0),
  ];
}

const body = (...lines: readonly string[]): string => ["import asyncio", "import time", "", "async def main():", ...lines.map((line) => `    ${line}`), ""].join("\n");

describe("ESLint's directives", () => {
  it("silence Python", async () => {
    assert.deepEqual(await messages("a.py", body("# eslint-disable-next-line evenloop/blocking-call -- the device needs it", "time.sleep(1)")), [[], 1]);
    assert.deepEqual(await messages("a.py", body("time.sleep(1)  # eslint-disable-line evenloop/blocking-call")), [[], 1]);
    assert.deepEqual(await messages("a.py", body("time.sleep(1)  # eslint-disable-line")), [[], 1]);
    assert.deepEqual(await messages("a.py", body("# eslint-disable evenloop/blocking-call", "time.sleep(1)", "# eslint-enable", "time.sleep(1)")), [["8 evenloop/blocking-call"], 1]);
    assert.deepEqual(await messages("a.py", `# eslint-disable evenloop/blocking-call, evenloop/forgotten-await\n${body("time.sleep(1)", "main()")}`), [[], 2]);
  });

  it("silence TypeScript and JavaScript, and are not told to be without use because we had silenced them first", async () => {
    const text = (directive: string) => `import { execSync } from "node:child_process";\nexport async function main() {\n  ${directive}\n  execSync("ls");\n}\n`;
    for (const directive of ["// eslint-disable-next-line evenloop/blocking-call -- once", "// eslint-disable-next-line", "/* eslint-disable evenloop/blocking-call */"]) {
      assert.deepEqual(await messages("a.ts", text(directive)), [[], 1], directive);
    }
    assert.deepEqual((await messages("a.ts", text("// eslint-disable-next-line no-var")))[0], ["3 Unused eslint-disable directive (no problems were reported from 'no-var').", "4 evenloop/blocking-call"]);
  });

  it("are reported where they are of no use, and taken away by --fix, with nothing of the line but them", async () => {
    const text = body("# eslint-disable-next-line evenloop/blocking-call -- once", "await asyncio.sleep(1)  # eslint-disable-line evenloop/forgotten-await, evenloop/blocking-call", "# eslint-enable evenloop/blocking-call");
    assert.deepEqual(await messages("a.py", text), [[
      "5 Unused eslint-disable directive (no problems were reported from 'evenloop/blocking-call').",
      "6 Unused eslint-disable directive (no problems were reported from 'evenloop/forgotten-await' or 'evenloop/blocking-call').",
      "7 Unused eslint-enable directive (no matching eslint-disable directives were found for 'evenloop/blocking-call').",
    ], 0]);
    const [result] = await eslint(folder({ "a.py": text }), recommended(unused), { fix: true }).lintFiles(["."]);
    assert.equal(result!.output, body(" ", "await asyncio.sleep(1)   ", " "));
    const half = body("time.sleep(1)  # eslint-disable-line evenloop/forgotten-await, evenloop/blocking-call");
    const [mended] = await eslint(folder({ "a.py": half }), recommended(unused), { fix: true }).lintFiles(["."]);
    assert.equal(mended!.output, body("time.sleep(1)  # eslint-disable-line evenloop/blocking-call"));
  });

  it("are not those of other tools, nor text", async () => {
    const text = body("time.monotonic()  # noqa", "print('x')  # noqa: T201  # type: ignore", "print('# eslint-disable-line')", "# eslinted, and eslint is fine", "x = 1  # eslint-disabled");
    const [result] = await eslint(folder({ "a.py": text }), recommended(unused), { fix: true }).lintFiles(["."]);
    assert.deepEqual([result!.messages, result!.output], [[], undefined]);
    assert.deepEqual(await messages("a.py", body("time.sleep(1)  # noqa")), [["5 evenloop/blocking-call"], 0]);
  });

  it("name rules that there are", async () => {
    assert.deepEqual((await messages("a.py", body("x = 1  # eslint-disable-line evenloop/nonsense")))[0], ["5 evenloop/nonsense"]);
  });

  it("are counted as without effect where the command line or the configuration says so", async () => {
    const text = body("time.sleep(1)  # eslint-disable-line evenloop/blocking-call");
    const cwd = folder({ "a.py": text });
    assert.equal((await lint(cwd, recommended(), { allowInlineConfig: false })).length, 1);
    assert.deepEqual((await lint(cwd, recommended({ linterOptions: { noInlineConfig: true } }))).map((line) => line.replace(/^\S+ (\S+ '?).*(has no effect).*$/, "$1$2")).sort().length, 2);
  });

  it("may set a rule for a file of Python", async () => {
    const told = async (comment: string) => (await messages("a.py", `${comment}\n${body("time.sleep(1)")}`))[0];
    assert.deepEqual(await told("# eslint evenloop/blocking-call: off"), []);
    assert.deepEqual(await told('# eslint evenloop/blocking-call: ["warn", { "minCost": "high" }]'), ["6 evenloop/blocking-call"]);
    assert.match((await told("# eslint evenloop/blocking-call: [nonsense"))[0]!, /^1 Failed to parse JSON/);
    assert.match((await told('# eslint evenloop/blocking-call: ["warn", { "minCost": "free" }]'))[0]!, /^1 evenloop\/blocking-call/);
  });
});

describe("our own comments in ESLint", () => {
  it("silence in both languages, and are none of ESLint's affair", async () => {
    assert.deepEqual(await messages("a.py", body("time.sleep(1)  # evenloop: ignore[blocking-call] the device needs it")), [[], 0]);
    assert.deepEqual(await messages("a.ts", "async function f() { await fetch('x'); }\nexport async function g() {\n  // evenloop: ignore[forgotten-await] nobody waits\n  f();\n}\n"), [[], 0]);
  });

  it("win over ESLint's where both are there", async () => {
    const [lines] = await messages("a.py", body("# evenloop: ignore[blocking-call]", "time.sleep(1)  # eslint-disable-line evenloop/blocking-call"));
    assert.deepEqual(lines, ["6 Unused eslint-disable directive (no problems were reported from 'evenloop/blocking-call')."]);
  });
});
