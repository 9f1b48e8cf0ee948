import { checkFindings, observe } from "../test/support/check.js";
import { writeExpectations } from "../test/support/expectation.js";
import type { Expected } from "../test/support/expectation.js";
import { withTexts } from "../test/support/markdown.js";
import type { Block } from "../test/support/markdown.js";
import { memoryHost } from "../test/support/memory-host.js";
import { mend } from "../test/support/mend.js";
import type { Analyse, Analysis } from "../test/support/mend.js";
import { filesAfter, isStrict, readSuite, textsOf } from "../test/support/suite.js";
import type { SuiteFile } from "../test/support/suite.js";

/** A fault's page with its expectations and fixed blocks as the code gives them today, and what a person has to write. */
export interface Updated { readonly page: string; readonly notices: readonly string[] }

/** Derives what can be derived in a page. The diff is for a person to judge: it says what the code does, not what it ought to do. */
export function updatedPage(page: string, faults: readonly string[], analyse: Analyse): Updated {
  const texts = new Map<Block, string>();
  const notices: string[] = [];
  for (const of of readSuite(page, faults)) {
    const before = analyse(memoryHost(textsOf(of.files)));
    for (const file of of.files) texts.set(file.block, withFindings(file, file.text, before, isStrict(of.files)));
    for (const mended of of.mended) {
      const { texts: after, analysis } = mend(textsOf(of.files), analyse, mended.mode, isStrict(of.files));
      for (const file of mended.files) texts.set(file.block, withFindings(file, after.get(file.path)!, analysis, isStrict(of.files)));
      for (const { path } of filesAfter(of, mended).filter((file) => file.text !== after.get(file.path) && !mended.files.includes(file))) {
        notices.push(`${of.title} (line ${of.line}): ${path} changes (${mended.mode}), and no fixed block shows it`);
      }
    }
  }
  return { page: withTexts(page, texts), notices };
}

/** The text with what is found in it today. */
function withFindings(file: SuiteFile, text: string, analysis: Analysis, strict: boolean): string {
  if (!file.language) return text;
  if (text === file.text && checkFindings([{ ...file, strict, broken: analysis.problems(file.path).length > 0 }], analysis).length === 0) {
    return writeExpectations(text, file.language, file.expected);
  }
  const observed = analysis.findings(file.path, { strict }).map((finding) => observe(finding, text));
  // What a person chose to say stays, where it is still so: a gap, or a chain left out.
  const known = text === file.text ? [...file.expected] : [];
  const found = observed.map(({ line, fault, chain }): Expected => {
    const at = known.findIndex((said) => said.line === line && said.fault === fault && (said.chain ?? chain) === chain);
    const said = at < 0 ? undefined : known.splice(at, 1)[0];
    return said && said.kind !== "missing" ? said : { kind: "found", line, fault, chain };
  });
  return writeExpectations(text, file.language, [...found, ...known.filter(({ kind }) => kind === "missing")]);
}
