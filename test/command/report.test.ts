import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import width from "string-width";
import { excerpt } from "../../server/command/excerpt.js";
import { Lines } from "../../rules/lines.js";
import { evenloop, folder, parsed } from "./support.js";

describe("the text report", () => {
  it("shows place, severity, fault, message, the line underlined, the chain and a closing count", async () => {
    const root = folder({
      "app/web.py": "import x\n\nasync def main():\n    user = BLOCK via db.py\n", "app/db.py": "def helper():\n    return LEAF\n", "app/ok.ts": "",
    });
    const ran = await evenloop(root, []);
    assert.equal(ran.stdout, `\
app/web.py:4:12  error  toy-block  block is a fault
   4 │     user = BLOCK via db.py
     │            ^^^^^
     ╰─ main (app/web.py:4) → helper (app/db.py:2) → leaf

✖ 1 problem (1 error) in 1 of 3 files
  --unsafe-fixes mends 1
`);
    assert.equal(ran.stderr, "");
    assert.equal(ran.code, 1);
  });

  it("shows no chain where the call itself is the fault, and full paths outside of the current folder", async () => {
    const [here, there] = [folder({}), folder({ "a.py": "BLOCK" })];
    const ran = await evenloop(here, [there]);
    assert.ok(ran.stdout.startsWith(`${there}/a.py:1:1  error  toy-block  block is a fault\n   1 │ BLOCK\n     │ ^^^^^\n\n`), ran.stdout);
  });

  it("breaks a long chain at its arrows on a terminal only", async () => {
    const root = folder({ "somewhere/web.py": "BLOCK via database.py\n", "somewhere/database.py": "LEAF\n" });
    const chain = async (tty: boolean): Promise<string> => {
      const { stdout } = await evenloop(root, ["--no-color"], { tty, columns: 60 });
      return stdout.slice(stdout.indexOf("╰─"), stdout.indexOf("\n\n"));
    };
    assert.equal(await chain(false), "╰─ main (somewhere/web.py:1) → helper (somewhere/database.py:1) → leaf");
    assert.equal(await chain(true), "╰─ main (somewhere/web.py:1)\n        → helper (somewhere/database.py:1) → leaf");
  });

  it("counts what is sound, what can be mended and what is hidden", async () => {
    const last = async (text: string, ...argv: string[]): Promise<string> => (await evenloop(folder({ "a.py": text, "b.py": "" }), argv)).stdout.split("\n\n").at(-1)!;
    assert.equal(await last(""), "✔ no problems in 2 files\n");
    assert.equal(await last("FORGET FORGET BLOCK WARN CHEAP"),
      "✖ 4 problems (3 errors, 1 warning) in 1 of 2 files\n  --fix mends 2, --unsafe-fixes mends 1 more, --hints shows 1 hint\n");
    assert.equal(await last("CHEAP WARN", "--hints"), "✖ 2 problems (1 warning, 1 hint) in 1 of 2 files\n  --unsafe-fixes mends 1\n");
    assert.equal(await last("FORGET", "--fix"), "✔ mended 1 finding in 1 file\n✔ nothing left in 2 files\n");
    assert.equal(await last("FORGET WARN", "--fix"), "✔ mended 1 finding in 1 file\n✖ 1 problem left (1 warning) in 1 of 2 files\n");
  });

  it("has colours on a terminal or where they are asked for, and nowhere else", async () => {
    const root = folder({ "a.py": "FORGET WARN" });
    const colored = async (argv: string[], options = {}): Promise<boolean> => (await evenloop(root, argv, options)).stdout.includes("\x1b[31m");
    assert.equal(await colored([]), false);
    assert.equal(await colored([], { tty: true }), true);
    assert.equal(await colored(["--color"]), true);
    assert.equal(await colored(["--no-color"], { tty: true }), false);
    assert.equal(await colored([], { tty: true, env: { NO_COLOR: "1" } }), false);
    assert.equal(await colored(["--color"], { env: { NO_COLOR: "1" } }), true);
    assert.equal(await colored([], { tty: true, env: { TERM: "dumb" } }), false);
    assert.equal(await colored([], { env: { FORCE_COLOR: "1" } }), true);
    assert.equal(await colored(["--format", "json"], { tty: true }), false);
    const [plain, painted] = [await evenloop(root, []), await evenloop(root, ["--color"])];
    assert.equal(stripVTControlCharacters(painted.stdout), plain.stdout);
  });
});

describe("a source line in a report", () => {
  /** The excerpt's marked part, as the terminal's columns show it. */
  const markedOf = (line: string, from: number, to: number, columns = 80): string => {
    const { text, from: left, length } = excerpt(line, from, to, columns);
    assert.ok(width(text) <= columns, `${width(text)} > ${columns}: ${text}`);
    let column = 0;
    let marked = "";
    for (const character of text) {
      if (column >= left && column < left + length) marked += character;
      column += width(character);
    }
    return marked;
  };

  it("has its underline where the span is, behind tabs and wide characters too", () => {
    assert.equal(markedOf("x = call(1)", 4, 11), "call(1)");
    assert.equal(markedOf("\t\tx\t= call(1)", 6, 13), "call(1)");
    assert.equal(markedOf("名前 = call('漢字')", 5, 15), "call('漢字')");
    assert.equal(markedOf("e = 'e\u0301' + f()", 11, 14), "f()");
    assert.equal(excerpt("a\tb", 2, 3, 80).text, "a   b");
  });

  it("is cut around the span where it is too wide", () => {
    const line = "a = 1; ".repeat(100) + "call(1)" + "; b = 2".repeat(100);
    for (const columns of [40, 80, 200]) assert.equal(markedOf(line, 700, 707, columns), "call(1)");
    assert.equal(markedOf("x".repeat(500), 0, 500, 40), "x".repeat(39) + "…");
    assert.equal(markedOf("    " + "y".repeat(500), 4, 500, 40), "y".repeat(35) + "…");
    assert.equal(markedOf("漢".repeat(300) + "f()", 300, 303, 40), "f()");
  });

  it("cannot make the terminal do anything", () => {
    const { text } = excerpt("a = '\x1b[31m\u202e\x07\x9b' # b", 0, 1, 80);
    assert.equal(text, "a = '·[31m···' # b");
  });

  it("marks at least one column", () => {
    assert.equal(excerpt("ab", 2, 2, 80).length, 1);
    assert.equal(excerpt("", 0, 0, 80).length, 1);
  });
});

describe("places", () => {
  it("count lines by LF, CRLF and CR, and columns in UTF-16 units", () => {
    const lines = new Lines("a\nbc\r\nd\r😀e\n");
    assert.deepEqual([0, 1, 2, 3, 6, 8, 10, 11, 12].map((offset) => Object.values(lines.place(offset))),
      [[1, 1], [1, 2], [2, 1], [2, 2], [3, 1], [4, 1], [4, 3], [4, 4], [5, 1]]);
    assert.deepEqual([1, 2, 3, 4, 5, 6].map((number) => lines.line(number)), ["a", "bc", "d", "😀e", "", ""]);
    assert.deepEqual(new Lines("").place(0), { line: 1, column: 1 });
  });
});

describe("--format json", () => {
  it("is ESLint's result shape, with the chain", async () => {
    const root = folder({ "web.py": "\r\nsay('😀', BLOCK via db.py)\r\nFORGET\r\nWARN", "db.py": "# first\nLEAF\n" });
    const ran = await evenloop(root, ["--format", "json"]);
    const [db, web] = parsed(ran);
    assert.deepEqual(db, {
      filePath: join(root, "db.py"), messages: [], suppressedMessages: [], errorCount: 0, fatalErrorCount: 0, warningCount: 0,
      fixableErrorCount: 0, fixableWarningCount: 0, usedDeprecatedRules: [],
    });
    const source = "\r\nsay('😀', BLOCK via db.py)\r\nFORGET\r\nWARN";
    assert.deepEqual(web, {
      filePath: join(root, "web.py"),
      messages: [
        {
          ruleId: "evenloop/toy-block", severity: 2, message: "block is a fault", line: 2, column: 11, endLine: 2, endColumn: 16,
          suggestions: [
            { desc: "Mend it", fix: { range: [0, 17], text: "import loop\n\r\nsay('😀', mended" } },
            { desc: "Or so", fix: { range: [12, 17], text: "other" } },
          ],
          trace: [{ file: join(root, "web.py"), line: 2, name: "helper" }, { file: join(root, "db.py"), line: 2, name: "leaf" }],
        },
        { ruleId: "evenloop/toy-forget", severity: 2, message: "forget is a fault", line: 3, column: 1, endLine: 3, endColumn: 7, fix: { range: [30, 36], text: "kept" }, trace: [] },
        { ruleId: "evenloop/toy-forget", severity: 1, message: "warn is a fault", line: 4, column: 1, endLine: 4, endColumn: 5, trace: [] },
      ],
      suppressedMessages: [], errorCount: 2, fatalErrorCount: 0, warningCount: 1, fixableErrorCount: 1, fixableWarningCount: 0, source, usedDeprecatedRules: [],
    });
    assert.deepEqual([ran.code, ran.stderr], [1, ""]);
  });

  it("holds nothing else on standard output, whatever else is said", async () => {
    const root = folder({ "a.py": "FORGET TRAP", "x.md": "", "bad.py": "\0" });
    for (const argv of [[], ["--fix"], ["--diff"], ["--unsafe-fixes", "--hints"], ["x.md", "a.py"], ["--color"]]) {
      assert.ok(Array.isArray(parsed(await evenloop(root, ["--format", "json", ...argv], { tty: true }))), argv.join(" "));
    }
  });

  it("holds the mended text, written or not", async () => {
    const root = folder({ "a.py": "\ufeffFORGET\n", "b.py": "" });
    for (const argv of [["--diff"], ["--fix"]]) {
      const [a, b] = parsed(await evenloop(root, ["--format", "json", ...argv]));
      assert.deepEqual([a.output, a.messages, "output" in b], ["\ufeffkept\n", [], false]);
    }
  });
});

describe("files that cannot be read or parsed", () => {
  it("are one clear message each, and the rest goes on", async () => {
    const root = folder({ "a.py": "x\nSYNTAX SYNTAX FORGET", "b.py": Buffer.from([0xe9]), "c.py": "FORGET" });
    const ran = await evenloop(root, ["--format", "json"]);
    const [a, b, c] = parsed(ran);
    const brief = ({ messages }: any): unknown[] => messages.map((m: any) => [m.ruleId, m.fatal ?? false, m.severity, m.line, m.column, m.endLine, m.endColumn]);
    assert.deepEqual(brief(a), [[null, true, 2, 2, 1, 2, 7], ["evenloop/toy-forget", false, 2, 2, 15, 2, 21]]);
    assert.deepEqual(brief(b), [[null, true, 2, 1, 1, 1, 1]]);
    assert.match(b.messages[0].message, /Cannot be read: it is not valid UTF-8/);
    assert.deepEqual([a.fatalErrorCount, a.errorCount, b.fatalErrorCount, b.errorCount, c.errorCount], [1, 2, 1, 1, 1]);
    assert.equal(ran.code, 1);

    const text = await evenloop(root, []);
    assert.match(text.stdout, /a\.py:2:1 {2}error {2}this is no code\n {3}2 │ SYNTAX SYNTAX FORGET\n {5}│ \^{6}\n/);
    assert.match(text.stdout, /b\.py:1:1 {2}error {2}Cannot be read: it is not valid UTF-8 \(line 1\)\.\n\n/);
  });

  it("are errors even where all else is sound", async () => {
    assert.equal((await evenloop(folder({ "a.py": "\0" }), [])).code, 1);
    assert.equal((await evenloop(folder({ "a.py": "SYNTAX" }), [])).code, 1);
  });

  it("are not linted through a link that leads nowhere", async () => {
    const root = folder({ "a.py": "" });
    symlinkSync(join(root, "gone.py"), join(root, "dead.py"));
    assert.equal(parsed(await evenloop(root, ["--format", "json"])).length, 1);
  });
});
