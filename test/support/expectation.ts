import type { LanguageName } from "../../rules/model/module.js";

/**
 * What a trailing comment says of its line: `# blocking-call: load → requests.get`. `missing`: it ought to be found and is not;
 * `spurious`: it is found and ought not to be. Both are known gaps, and a gap that closes fails its test until the page says so.
 */
export interface Expectation {
  readonly kind: "found" | "missing" | "spurious";
  readonly fault: string;
  /** The names of the chain joined by arrows; any where undefined. */
  readonly chain?: string;
}

/** An expectation at its line (counted from 1). */
export interface Expected extends Expectation { readonly line: number }

/** A text without its expectation comments, and what they said. Lines keep their numbers. */
export interface Read { readonly text: string; readonly expected: readonly Expected[] }

const marker = { python: "#", typescript: "//" } as const;

/** Takes the expectation comments out of a text. Other comments stay: only one that names a fault of `faults` is an expectation. */
export function readExpectations(text: string, language: LanguageName, faults: readonly string[]): Read {
  const expected: Expected[] = [];
  const lines = text.split("\n").map((line, index) => {
    const split = splitLine(line, language, faults);
    if (!split) return line;
    if (split.code === "") throw new Error(`an expectation stands behind the code it speaks of: ${line}`);
    expected.push(...split.expectations.map((expectation) => ({ ...expectation, line: index + 1 })));
    return split.code;
  });
  return { text: lines.join("\n"), expected };
}

/** The text with expectation comments put behind its lines. */
export function writeExpectations(text: string, language: LanguageName, expected: readonly Expected[]): string {
  const gap = language === "python" ? "  " : " ";
  return text.split("\n").map((line, index) => {
    const here = expected.filter((expectation) => expectation.line === index + 1);
    return here.length === 0 ? line : `${line}${gap}${marker[language]} ${here.map(say).join("; ")}`;
  }).join("\n");
}

/** An expectation in the words of the page. */
export function say(expectation: Expectation): string {
  const kind = expectation.kind === "found" ? "" : `${expectation.kind}: `;
  return kind + expectation.fault + (expectation.chain === undefined ? "" : `: ${expectation.chain}`);
}

/** The code of a line and the expectations behind it: the first comment on the line that holds nothing but expectations. */
function splitLine(line: string, language: LanguageName, faults: readonly string[]) {
  const mark = marker[language];
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + mark.length)) {
    const items = line.slice(at + mark.length).trim().split("; ").map((item) => readItem(item, faults));
    if (items.every((item) => item !== undefined)) return { code: line.slice(0, at).trimEnd(), expectations: items };
  }
  return undefined;
}

function readItem(item: string, faults: readonly string[]): Expectation | undefined {
  const match = /^(?:(missing|spurious): )?([a-z]+(?:-[a-z]+)*)(?:: (.+))?$/.exec(item);
  if (!match) return undefined;
  const [, gap, fault, chain] = match;
  if (!faults.includes(fault!)) {
    if (gap) throw new Error(`no such fault: ${item}`);
    return undefined;
  }
  return { kind: (gap as "missing" | "spurious" | undefined) ?? "found", fault: fault!, ...(chain === undefined ? {} : { chain: chain.trim() }) };
}
