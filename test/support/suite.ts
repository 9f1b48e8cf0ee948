import type { LanguageName } from "../../rules/model/module.js";
import { readExpectations } from "./expectation.js";
import type { Expected } from "./expectation.js";
import { parts } from "./markdown.js";
import type { Block } from "./markdown.js";
import { root } from "./memory-host.js";

/** A file of a case, without its expectation comments. */
export interface SuiteFile {
  /** Absolute, in the in-memory workspace. */
  readonly path: string;
  /** None for a file that is not analysed (`toml pyproject.toml`). */
  readonly language: LanguageName | undefined;
  readonly text: string;
  readonly expected: readonly Expected[];
  /** The oracle runs it. */
  readonly run: boolean;
  /** It has syntax errors on purpose. */
  readonly broken: boolean;
  /** Its workspace is looked at as by those who ask for what is strict. */
  readonly strict: boolean;
  readonly block: Block;
}

/** Which fixes a `fixed` block speaks of: the preferred one of every finding, the safe ones alone, or that of this number (from 1). */
export type Mode = "preferred" | "safe" | number;

/** The files of a case after its fixes; of a language that is shown, those without a block of their own stay as they are. */
export interface Mended { readonly mode: Mode; readonly files: readonly SuiteFile[] }

/** A heading of a fault's page and the blocks under it: one workspace. */
export interface Case {
  readonly title: string;
  /** Line of its heading in the page, from 1. */
  readonly line: number;
  readonly files: readonly SuiteFile[];
  readonly mended: readonly Mended[];
}

const languages: Readonly<Record<string, LanguageName>> = {
  py: "python", ts: "typescript", tsx: "typescript", mts: "typescript", cts: "typescript", js: "typescript", jsx: "typescript", mjs: "typescript", cjs: "typescript",
};

/** Reads the cases of a fault's page. Throws, with the line, on a block that it cannot place: code that nothing checks is no documentation. */
export function readSuite(page: string, faults: readonly string[]): Case[] {
  const cases: Case[] = [];
  let open: OpenCase | undefined;
  for (const part of parts(page)) {
    if (part.is === "heading") {
      open = part.level < 3 ? undefined : { title: part.title, line: part.line + 1, files: [], mended: [] };
      continue;
    }
    try {
      const info = readInfo(part.info);
      if (!info) continue;
      if (!open) throw new Error("code stands under a heading of its own (###)");
      if (open.files.length === 0) cases.push(open);
      addBlock(open, info, part, faults);
    } catch (error) {
      throw new Error(`line ${part.line + 1}: ${(error as Error).message}`, { cause: error });
    }
  }
  return cases;
}

/** The texts of a case by path. */
export function textsOf(files: readonly SuiteFile[]): Map<string, string> {
  return new Map(files.map((file) => [file.path, file.text]));
}

/** Whether a case shows what only the strict are told: one of its files says so. */
export const isStrict = (files: readonly SuiteFile[]): boolean => files.some(({ strict }) => strict);

/** The files of a case as a mode of mending leaves them: those of the languages that it shows. */
export function filesAfter(from: Case, mended: Mended): SuiteFile[] {
  const shown = new Set([undefined, ...mended.files.map((file) => file.language)]);
  return from.files.filter((file) => shown.has(file.language)).map((file) => mended.files.find((other) => other.path === file.path) ?? file);
}

interface OpenCase { title: string; line: number; files: SuiteFile[]; mended: { mode: Mode; files: SuiteFile[] }[] }

interface Info { lang: string; name?: string; fixed: boolean; run: boolean; broken: boolean; strict: boolean; mode: Mode }

/** The words behind a fence; undefined for prose. */
function readInfo(text: string): Info | undefined {
  const [lang = "", ...words] = text.split(/\s+/);
  const info: Info = { lang, fixed: false, run: false, broken: false, strict: false, mode: "preferred" };
  const prose = languages[lang] === undefined && !words.some((word) => word.includes("."));
  if (prose) return undefined;
  for (const word of words) {
    if (word === "fixed" || word === "run" || word === "broken" || word === "strict") info[word] = true;
    else if (word === "safe") info.mode = "safe";
    else if (/^\d+$/.test(word)) info.mode = Number(word);
    else if (word.includes(".")) info.name = word;
    else throw new Error(`what does "${word}" mean in "${text}"?`);
  }
  return info;
}

function addBlock(to: OpenCase, info: Info, block: Block, faults: readonly string[]): void {
  const language = languages[info.lang];
  const file: SuiteFile = {
    path: `${root}/${info.name ?? firstName(to, info)}`, language, run: info.run, broken: info.broken, strict: info.strict, block,
    ...(language ? readExpectations(block.text, language, faults) : { text: block.text, expected: [] }),
  };
  const files = info.fixed ? filesOf(to, info.mode) : to.files;
  if (files.some((other) => other.path === file.path)) throw new Error(`${file.path} is there twice: give the block a name`);
  if (info.fixed && !to.files.some((other) => other.path === file.path)) throw new Error(`nothing before it is ${file.path}`);
  files.push(file);
}

/** The name of a block that bears none: `main`, or of a fixed one that of the case's first file in the language. */
function firstName(to: OpenCase, info: Info): string {
  const first = info.fixed ? to.files.find((file) => file.path.endsWith(`.${info.lang}`)) : undefined;
  return first ? first.path.slice(root.length + 1) : `main.${info.lang}`;
}

function filesOf(to: OpenCase, mode: Mode): SuiteFile[] {
  const known = to.mended.find((mended) => mended.mode === mode);
  if (known) return known.files;
  const made = { mode, files: [] };
  to.mended.push(made);
  return made.files;
}
