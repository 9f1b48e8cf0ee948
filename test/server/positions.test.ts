import assert from "node:assert/strict";
import { encodingFor, Text } from "../../server/language-server/positions.js";
import type { Encoding } from "../../server/language-server/positions.js";
import { random } from "../support/random.js";
import { able, folder, introduce, open, pull, spawned, uri } from "./support.js";

const encodings: readonly Encoding[] = ["utf-8", "utf-16"];
const pieces = ["a", "é", "中", "😀", "\n", "\r\n", "\r", "time.sleep(1)", "\t"];

/** The column of an offset, counted afresh from the beginning of its line. */
function column(content: string, offset: number, encoding: Encoding): number {
  const line = content.slice(0, offset).split(/\r\n|\n|\r/).at(-1)!;
  return encoding === "utf-8" ? Buffer.byteLength(line) : line.length;
}

/** Offsets at which a client may point: not within a character or a line's end. */
const offsets = (content: string): number[] =>
  [...content, ""].reduce<number[]>((found, character) => [...found, found.at(-1)! + character.length], [0]).slice(0, -1)
    .filter((offset) => content.slice(offset - 1, offset + 1) !== "\r\n");

describe("positions", () => {
  it("are counted in the first encoding that the client names, of those that are known", () => {
    assert.deepEqual([undefined, [], ["utf-32"], ["utf-8"], ["utf-16", "utf-8"], ["utf-8", "utf-16"], ["utf-32", "utf-8"]].map((offered) => encodingFor(offered)), ["utf-16", "utf-16", "utf-16", "utf-8", "utf-16", "utf-8", "utf-8"]);
  });

  for (const encoding of encodings) {
    it(`lead to their offsets and back (${encoding})`, () => {
      const { below, pick } = random(3);
      for (let i = 0; i < 50; i++) {
        const content = Array.from({ length: below(40) }, () => pick(pieces)).join("");
        const text = Text.of(content, encoding);
        for (const offset of offsets(content)) {
          const position = text.positionAt(offset);
          assert.equal(position.character, column(content, offset, encoding));
          assert.equal(text.offsetAt(position), offset, JSON.stringify([content, offset]));
        }
      }
    });

    it(`take a client's edits as the client makes them (${encoding})`, () => {
      const { below, pick } = random(11);
      let content = "import time\n\nasync def f():\n    x = '😀'; time.sleep(1)\n";
      let text = Text.of(content, encoding);
      for (let i = 0; i < 600; i++) {
        const changes = [];
        for (let n = 1 + below(3); n > 0; n--) {
          const places = offsets(content);
          const [from, to] = [pick(places), pick(places)].sort((a, b) => a - b) as [number, number];
          const end = below(3) === 0 ? to : from;
          const added = pick(pieces);
          const before = Text.of(content, encoding);
          changes.push(below(40) === 0 ? { text: (content = added + content) } : { range: before.rangeOf([from, end]), text: added });
          if ("range" in changes.at(-1)!) content = content.slice(0, from) + added + content.slice(end);
        }
        text = text.edited(changes);
        assert.equal(text.content, content);
      }
    });
  }

  it("beyond a line's end, or within a character, are taken for the next place before them", () => {
    const text = Text.of("a😀b\nc", "utf-8");
    assert.deepEqual([[0, 0], [0, 1], [0, 3], [0, 5], [0, 6], [0, 99], [1, 99], [9, 0]].map(([line, character]) => text.offsetAt({ line: line!, character: character! })), [0, 1, 1, 3, 4, 4, 6, 6]);
  });

  for (const encoding of encodings) it(`of diagnostics are right behind wide characters (${encoding})`, async () => {
    const text = "import time\nasync def main():\n    x = '中😀'; time.sleep(1)\n";
    const root = folder({ "main.py": text });
    const client = await spawned();
    const { capabilities } = await introduce(client, { capabilities: { ...able, general: { positionEncodings: [encoding] } }, roots: [root] });
    assert.equal(capabilities.positionEncoding, encoding);
    open(client, uri(root, "main.py"), text);
    const start = encoding === "utf-8" ? 4 + 4 + 1 + 3 + 4 + 1 + 2 : 4 + 4 + 1 + 1 + 2 + 1 + 2;
    assert.deepEqual((await pull(client, uri(root, "main.py"))).items[0].range, { start: { line: 2, character: start }, end: { line: 2, character: start + 13 } });
    // An edit behind them is counted alike: `1` becomes `21`.
    client.notify("textDocument/didChange", { textDocument: { uri: uri(root, "main.py"), version: 2 }, contentChanges: [{ range: { start: { line: 2, character: start + 11 }, end: { line: 2, character: start + 11 } }, text: "2" }] });
    assert.equal((await pull(client, uri(root, "main.py"))).items[0].range.end.character, start + 14);
  });
});
