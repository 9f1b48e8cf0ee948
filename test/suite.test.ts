import assert from "node:assert/strict";
import type { Finding } from "../rules/rule.js";
import { updatedPage } from "../scripts/suite.js";
import { checkFindings, checkMended, checkSound } from "./support/check.js";
import { writeExpectations } from "./support/expectation.js";
import { parts, withTexts } from "./support/markdown.js";
import { memoryHost } from "./support/memory-host.js";
import type { Analyse } from "./support/mend.js";
import { filesAfter, readSuite, textsOf } from "./support/suite.js";
import type { Case } from "./support/suite.js";

// A toy fault in place of the real ones: what is under test is whether a page that is wrong fails.
const faults = ["loud-word"];

/** Finds `LOUD(chain)`; the preferred fix, a suggestion, says `quiet`; the second, a safe one, says `still`. `KEEP(…)` has no fix, `(((` is a syntax error. */
const analyse: Analyse = (host) => ({
  update: () => undefined,
  findings: (path) => [...host.read(path)!.matchAll(/(LOUD|KEEP)\((.*?)\)/g)].map((match): Finding => {
    const at = match.index;
    const fix = (text: string, safe: boolean) => ({ title: text, safe, edits: [{ span: [at, at + 4] as const, text }] });
    return {
      fault: "loud-word", path, span: [at, at + match[0].length], severity: "error", message: "loud",
      trace: () => match[2]!.split(",").filter((name) => name !== "").map((name) => ({ path, span: [0, 0], name })),
      fixes: () => (match[1] === "LOUD" ? [fix("quiet", false), fix("still", true)] : []),
    };
  }),
  problems: (path) => (host.read(path)!.includes("(((") ? [{ span: [0, 0], message: "unreadable" }] : []),
});

const block = (info: string, ...lines: string[]): string => ["```" + info, ...lines, "```", ""].join("\n");
const read = (...blocks: string[]): Case => readSuite(`### A case\n${blocks.join("\n")}`, faults)[0]!;
const found = (of: Case): string[] => checkFindings(of.files, analyse(memoryHost(textsOf(of.files))));
const findings = (...blocks: string[]): string[] => found(read(...blocks));

describe("a page as a suite", () => {
  describe("is read", () => {
    it("into cases with files, names and defaults", () => {
      const page = `# Page\n## Part\n### One\ntext\n${block("py", "a")}${block("py pkg/__init__.py run", "b")}\n#### Two\n${block("sh", "c")}${block("ts", "d")}${block("toml pyproject.toml", "e")}\n### Words only\n`;
      const cases = readSuite(page, faults);
      assert.deepEqual(cases.map((of) => [of.title, of.line, of.files.map((file) => [file.path, file.language, file.text, file.run])]), [
        ["One", 3, [["/w/main.py", "python", "a\n", false], ["/w/pkg/__init__.py", "python", "b\n", true]]],
        ["Two", 12, [["/w/main.ts", "typescript", "d\n", false], ["/w/pyproject.toml", undefined, "e\n", false]]],
      ]);
    });

    it("with fixed blocks that belong to files", () => {
      const of = read(block("py", "a"), block("py helper.py", "b"), block("py fixed", "c"), block("py fixed helper.py", "d"), block("py fixed safe", "e"), block("py fixed 2", "f"));
      assert.deepEqual(of.mended.map(({ mode, files }) => [mode, files.map((file) => [file.path, file.text])]), [
        ["preferred", [["/w/main.py", "c\n"], ["/w/helper.py", "d\n"]]], ["safe", [["/w/main.py", "e\n"]]], [2, [["/w/main.py", "f\n"]]],
      ]);
    });

    it("and takes out expectations, no other comment", () => {
      const of = read(block("py", "a  # loud-word: b → c; spurious: loud-word", "d  # why # loud-word", "e  # quiet-word: f", "g = '#'  # missing: loud-word: h"));
      assert.equal(of.files[0]!.text, "a\nd  # why\ne  # quiet-word: f\ng = '#'\n");
      assert.deepEqual(of.files[0]!.expected, [
        { kind: "found", fault: "loud-word", chain: "b → c", line: 1 }, { kind: "spurious", fault: "loud-word", line: 1 },
        { kind: "found", fault: "loud-word", line: 2 }, { kind: "missing", fault: "loud-word", chain: "h", line: 4 },
      ]);
    });

    it("and written back as it was", () => {
      const page = `### A case\n${block("ts", "a // loud-word: b → c; missing: loud-word", "", "b")}\nend\n`;
      const file = readSuite(page, faults)[0]!.files[0]!;
      assert.equal(withTexts(page, new Map([[file.block, writeExpectations(file.text, "typescript", file.expected)]])), page);
      assert.equal(parts(withTexts(page, new Map([[file.block, "x\ny\n"]]))).length, 2);
    });

    for (const [why, page] of [
      ["code outside of a case", block("py", "a")],
      ["two files of one name", `### A case\n${block("py", "a")}${block("py", "b")}`],
      ["a fixed block of no file", `### A case\n${block("py fixed", "a")}`],
      ["an unknown word", `### A case\n${block("py runn", "a")}`],
      ["a gap in an unknown fault", `### A case\n${block("py", "a  # missing: loud-wrod")}`],
      ["an expectation on a line of its own", `### A case\n${block("py", "# loud-word")}`],
      ["a block that is not closed", "### A case\n```py\na\n"],
    ] as const) it(`not with ${why}`, () => assert.throws(() => readSuite(page, faults)));
  });

  describe("passes", () => {
    it("where each finding is expected, and each gap is still one", () => {
      assert.deepEqual(findings(block("py", "LOUD(a,b)  # loud-word: a → b", "LOUD()  # loud-word: LOUD", "LOUD(x) LOUD(y)  # loud-word: x; spurious: loud-word", "low()  # missing: loud-word", "low()")), []);
    });

    it("where broken code is said to be broken", () => assert.deepEqual(findings(block("py broken", "(((", "LOUD(a)  # loud-word: a")), []));

    it("where the fixes do what the blocks say", () => {
      const of = read(block("py", "LOUD(a)  # loud-word", "KEEP(b)  # loud-word"), block("py fixed", "quiet(a)", "KEEP(b)  # loud-word: b"), block("py fixed safe", "still(a)", "KEEP(b)  # loud-word"));
      for (const mended of of.mended) {
        const { texts, faults: wrong } = checkMended(of, mended, analyse);
        assert.deepEqual([wrong, texts.get("/w/main.py")], [[], mended.files[0]!.text]);
      }
      assert.deepEqual(checkSound(of, analyse).faults, []);
    });
  });

  describe("is updated", () => {
    const wrong = `# Page\n### A case\n${block("py", "LOUD(a)  # loud-word: b", "low()  # loud-word", "KEEP(c)", "low() # missing: loud-word: d")}${block("py fixed", "old")}${block("py fixed safe", "old")}### Another\n${block("ts", "LOUD(e) // missing: loud-word: e", "LOUD(f) // spurious: loud-word")}end\n`;
    const right = `# Page\n### A case\n${block("py", "LOUD(a)  # loud-word: a", "low()", "KEEP(c)  # loud-word: c", "low()  # missing: loud-word: d")}${block("py fixed", "quiet(a)", "low()", "KEEP(c)  # loud-word: c", "low()")}${block("py fixed safe", "still(a)", "low()", "KEEP(c)  # loud-word: c", "low()")}### Another\n${block("ts", "LOUD(e) // loud-word: e", "LOUD(f) // spurious: loud-word")}end\n`;

    it("to what is found today, known gaps kept", () => assert.equal(updatedPage(wrong, faults, analyse).page, right));

    it("and then passes, and stays", () => {
      assert.equal(updatedPage(right, faults, analyse).page, right);
      for (const of of readSuite(right, faults)) {
        assert.deepEqual(found(of), []);
        for (const mended of of.mended) assert.deepEqual(checkMended(of, mended, analyse).faults, []);
      }
    });

    it("and asks for the blocks it cannot place", () => {
      const page = `### A case\n${block("py", "LOUD(a)")}${block("py helper.py", "LOUD(a)")}${block("py fixed", "")}`;
      assert.deepEqual(updatedPage(page, faults, analyse).notices, ["A case (line 1): /w/helper.py changes (preferred), and no fixed block shows it"]);
    });
  });

  describe("fails", () => {
    for (const [why, line, expected] of [
      ["where a finding is missing", "low()  # loud-word: a", "line 1: not found: loud-word: a"],
      ["where one is not expected", "LOUD(a)", "line 1: not expected: loud-word: a"],
      ["where there is one more", "LOUD(a) LOUD(a)  # loud-word: a", "line 1: not expected: loud-word: a"],
      ["where a gap has closed", "LOUD(a)  # missing: loud-word", "line 1: is found now: missing: loud-word"],
      ["where a false alarm is gone", "low()  # spurious: loud-word", "line 1: not found: spurious: loud-word"],
    ] as const) it(why, () => assert.deepEqual(findings(block("py", line)), [`/w/main.py: ${expected}`]));

    it("where the chain is another", () => {
      assert.deepEqual(findings(block("py", "LOUD(a,b)  # loud-word: a")), [
        "/w/main.py: line 1: not found: loud-word: a", "/w/main.py: line 1: not expected: loud-word: a → b",
      ]);
    });

    it("where code does not parse, or parses though it ought not to", () => {
      assert.deepEqual(findings(block("py", "(((")), ["/w/main.py: does not parse: unreadable"]);
      assert.deepEqual(findings(block("py broken", "a")), ["/w/main.py: ought to have syntax errors"]);
    });

    it("where something is left once it is mended", () => {
      const of = read(block("py", "LOUD(a)  # loud-word", "KEEP(b)  # loud-word"), block("py fixed", "quiet(a)", "KEEP(b)"));
      assert.deepEqual(checkMended(of, of.mended[0]!, analyse).faults, ["/w/main.py: line 2: not expected: loud-word: b"]);
    });

    it("where a file of the language changes, and no block shows it", () => {
      const of = read(block("py", "LOUD(a)  # loud-word"), block("py helper.py", "LOUD(a)  # loud-word"), block("ts", "LOUD(a) // loud-word"), block("py fixed", "quiet(a)"));
      assert.deepEqual(checkMended(of, of.mended[0]!, analyse).texts.get("/w/helper.py"), "quiet(a)\n");
      assert.deepEqual(filesAfter(of, of.mended[0]!).map((file) => [file.path, file.text]), [["/w/main.py", "quiet(a)\n"], ["/w/helper.py", "LOUD(a)\n"]]);
    });

    it("where a fix never ends, or breaks the code", () => {
      const of = read(block("py", "LOUD(a)  # loud-word"));
      const by = (text: string): Analyse => (host) => ({
        ...analyse(host),
        findings: (path) => analyse(host).findings(path).map((finding) => ({ ...finding, fixes: () => [{ title: "put", safe: true, edits: [{ span: [0, 0], text }] }] })),
      });
      const left = "/w/main.py: 1 findings after mending, 0 cannot be mended";
      assert.deepEqual(checkSound(of, by("more ")).faults, [left, "/w/main.py: mending it again changes it"]);
      assert.deepEqual(checkSound(of, by("(((")).faults, [left, "/w/main.py: a fix would break the file: loud"]);
    });
  });
});
