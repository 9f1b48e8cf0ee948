import { casesOf, faultIds } from "../support/pages.js";
import { filesAfter, textsOf } from "../support/suite.js";
import type { Case, Mode, SuiteFile } from "../support/suite.js";
import { boundOf } from "./judge.js";
import { run } from "./run.js";
import type { Report } from "./run.js";

/** A program of a fault's page that is tagged to run. */
export interface Program {
  readonly fault: string;
  readonly of: Case;
  readonly entry: SuiteFile;
  /** What it is called in tests. */
  readonly name: string;
  readonly language: "Python" | "TypeScript" | "JavaScript";
  /** The ways of mending it that leave nothing to find in its language. */
  readonly ways: readonly Way[];
}

/** A way of mending a program, and its files then. */
export interface Way { readonly mode: Mode; readonly files: readonly SuiteFile[] }

/** The programs of all pages. */
export const programs = (): Program[] => faultIds().flatMap((fault) => casesOf(fault).flatMap((of) => of.files.filter((file) => file.run).map((entry) => ({
  fault, of, entry,
  name: `${of.title} (${entry.path.split("/").at(-1)})`,
  language: entry.language === "python" ? "Python" : /\.[cm]?tsx?$/.test(entry.path) ? "TypeScript" : "JavaScript",
  ways: waysToMend(of, entry),
}))));

/** Runs a program as it is and as it is mended. */
export const runBoth = ({ fault, of, entry }: Program, { files }: Way): Promise<[before: Report, after: Report]> =>
  Promise.all([run(textsOf(of.files), entry.path, boundOf(fault)), run(textsOf(files), entry.path)]);

function waysToMend(of: Case, entry: SuiteFile): Way[] {
  return of.mended.map((mended) => ({ mode: mended.mode, files: filesAfter(of, mended) }))
    .filter(({ files }) => files.some((file) => file.path === entry.path) && files.every((file) => file.language !== entry.language || file.expected.every(({ kind }) => kind === "missing")));
}
