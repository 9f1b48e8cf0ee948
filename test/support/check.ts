import type { Finding } from "../../rules/rule.js";
import { say } from "./expectation.js";
import type { Expected } from "./expectation.js";
import { memoryHost } from "./memory-host.js";
import { mend } from "./mend.js";
import type { Analyse, Analysis, MendedTexts } from "./mend.js";
import { filesAfter, isStrict, textsOf } from "./suite.js";
import type { Case, Mended, Mode, SuiteFile } from "./suite.js";

/** What was found on a line, in the words of the page. */
export interface Observed { readonly line: number; readonly fault: string; readonly chain: string }

/** A finding as an expectation comment would put it. */
export function observe(finding: Finding, text: string): Observed {
  const [from, to] = finding.span;
  const names = finding.trace().map((step) => step.name);
  const written = text.slice(from, to).split("(")[0]!.replace(/\s+/g, "");
  return { line: text.slice(0, from).split("\n").length, fault: finding.fault, chain: names.length > 0 ? names.join(" → ") : written };
}

/** Where the findings of a workspace are not those that its files expect, one line each; `strict`: as the strict are told. */
export function checkFindings(files: readonly SuiteFile[], analysis: Analysis, strict = isStrict(files)): string[] {
  return files.flatMap((file) => {
    if (!file.language) return [];
    const observed = analysis.findings(file.path, { strict }).map((finding) => observe(finding, file.text));
    const problems = analysis.problems(file.path).map((problem) => problem.message);
    const sound = file.broken === problems.length > 0 ? [] : [file.broken ? "ought to have syntax errors" : `does not parse: ${problems.join("; ")}`];
    return [...sound, ...compare(observed, file.expected)].map((line) => `${file.path}: ${line}`);
  });
}

/** A workspace that was mended, and what is wrong with it. */
export interface Verdict { readonly texts: ReadonlyMap<string, string>; readonly faults: readonly string[] }

/** Where a case, mended in one mode, is not as its fixed blocks say. The texts are compared by the caller, who can show them. */
export function checkMended(of: Case, mended: Mended, analyse: Analyse): Verdict {
  const after = filesAfter(of, mended);
  const made = mend(textsOf(of.files), analyse, mended.mode, isStrict(of.files));
  return { texts: made.texts, faults: [...checkFindings(after, analyse(memoryHost(textsOf(after))), isStrict(of.files)), ...checkSettled(made, analyse, mended.mode, isStrict(of.files))] };
}

/**
 * What holds for the fixes of every case, with or without a fixed block: no new syntax error, and no finding left but those
 * that could not be mended; so mending again would change nothing.
 */
export function checkSound(of: Case, analyse: Analyse): Verdict {
  const before = analyse(memoryHost(textsOf(of.files)));
  const strict = isStrict(of.files);
  const made = mend(textsOf(of.files), analyse, "preferred", strict);
  const after = analyse(memoryHost(made.texts));
  const faults = of.files.filter((file) => file.language).flatMap(({ path }) => {
    const unmendable = before.findings(path, { strict }).filter((finding) => finding.fixes().length === 0).length;
    // What is right now may be made quicker still: a hint that nobody can mend is no fault of the fix.
    const left = after.findings(path, { strict }).filter((finding) => finding.severity !== "hint" || finding.fixes().length > 0).length;
    return [
      ...(left > unmendable ? [`${path}: ${left} findings after mending, ${unmendable} cannot be mended`] : []),
      ...(after.problems(path).length > before.problems(path).length ? [`${path}: does not parse once mended`] : []),
    ];
  });
  return { texts: made.texts, faults: [...faults, ...checkSettled(made, analyse, "preferred", strict)] };
}

function checkSettled({ texts, dropped }: MendedTexts, analyse: Analyse, mode: Mode, strict: boolean): string[] {
  const again = mend(texts, analyse, mode, strict).texts;
  return [
    ...dropped.map((finding) => `${finding.path}: a fix would break the file: ${finding.message}`),
    ...[...texts].filter(([path, text]) => again.get(path) !== text).map(([path]) => `${path}: mending it again changes it`),
  ];
}

function compare(observed: readonly Observed[], expected: readonly Expected[]): string[] {
  const left = [...observed];
  const lines: string[] = [];
  const take = (wanted: Expected) => {
    const at = left.findIndex((seen) => seen.line === wanted.line && seen.fault === wanted.fault && (wanted.chain ?? seen.chain) === seen.chain);
    return at >= 0 && left.splice(at, 1).length > 0;
  };
  for (const wanted of expected.filter(({ kind }) => kind !== "missing")) {
    if (!take(wanted)) lines.push(`line ${wanted.line}: not found: ${say(wanted)}`);
  }
  for (const gap of expected.filter(({ kind }) => kind === "missing")) {
    if (take(gap)) lines.push(`line ${gap.line}: is found now: ${say(gap)}`);
  }
  return [...lines, ...left.map((seen) => `line ${seen.line}: not expected: ${say({ ...seen, kind: "found" })}`)];
}
