import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { checkFindings, checkMended, checkSound } from "./support/check.js";
import { compilePython, compileTypeScript } from "./support/compile.js";
import type { Compiled } from "./support/compile.js";
import { analyse } from "./support/analyse.js";
import { memoryHost } from "./support/memory-host.js";
import { casesOf, faultIds } from "./support/pages.js";
import { filesAfter, textsOf } from "./support/suite.js";
import type { Case } from "./support/suite.js";

// Each fault's page is its suite: every heading with code is a case (test/support/suite.ts says how it is read).
for (const fault of faultIds()) {
  describe(fault, () => {
    before(async function () {
      // All that mends is loaded here, and compiled on the way: a busy machine takes its time.
      this.timeout(60_000);
      await startFrontends();
    });

    const mendedTexts: (Compiled & { readonly language: string })[] = [];
    const note = (of: Case, texts: ReadonlyMap<string, string>) => {
      for (const { path, language, text } of of.files) {
        if (language) mendedTexts.push({ name: path, language, was: text, text: texts.get(path)! });
      }
    };

    for (const of of casesOf(fault)) {
      describe(`${of.title} (line ${of.line})`, () => {
        it("is found", () => assert.deepEqual(checkFindings(of.files, analyse(memoryHost(textsOf(of.files)))), []));

        it("is sound once it is mended", () => {
          const { texts, faults } = checkSound(of, analyse);
          note(of, texts);
          assert.deepEqual(faults, []);
        });

        for (const mended of of.mended) {
          it(`is mended as the page says (${mended.mode})`, () => {
            const { texts, faults } = checkMended(of, mended, analyse);
            note(of, texts);
            for (const { path, text } of filesAfter(of, mended)) assert.equal(texts.get(path), text, path);
            assert.deepEqual(faults, []);
          });
        }
      });
    }

    it("leaves code that the languages' own compilers take", () => {
      const of = (language: string) => mendedTexts.filter((text) => text.language === language);
      assert.deepEqual([...compilePython(of("python")), ...compileTypeScript(of("typescript"))], []);
    });
  });
}
