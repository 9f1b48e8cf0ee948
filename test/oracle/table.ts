import { home } from "../support/pages.js";
import { tellsSo, toldOf } from "./judge.js";
import { runBoth } from "./programs.js";
import type { Program } from "./programs.js";

/** What is known of a program that was run. */
export interface Row { readonly fault: string; readonly language: string; readonly title: string; readonly before: string; readonly after: string }

/** The page with the table. */
export const tablePath = `${home}docs/oracle.md`;

const intro = `# What the faults do, and what their fixes do

Every program below stands on its fault's page. The tests run it as it is and as it is mended, beside a heartbeat, in real Python or Node: this is
what is seen each time. \`npm run update\` keeps the table in step with the pages; the times of a run are printed with the tests.

| fault | language | program | before | after |
|---|---|---|---|---|
`;

/** The page of some rows. */
export const tablePage = (rows: readonly Row[]): string =>
  intro + rows.map(({ fault, language, title, before, after }) => `| [\`${fault}\`](../rules/faults/${fault}/README.md) | ${language} | ${title} | ${before} | ${after} |\n`).join("");

/** The rows of a page. */
export const rowsOf = (page: string): Row[] => [...page.matchAll(/^\| \[`(.+?)`\]\(.*?\) \| (.+?) \| (.+) \| (.+?) \| (.+?) \|$/gm)]
  .map(([, fault, language, title, before, after]) => ({ fault: fault!, language: language!, title: title!, before: before!, after: after! }));

/** The row of a program, if there is one that says it as it is said today. */
export const rowFor = (rows: readonly Row[], { fault, language, of }: Program): Row | undefined =>
  rows.find((row) => row.fault === fault && row.language === language && row.title === of.title && tellsSo(fault, row.before, row.after));

/** The page with a row for each program: those that it knows stay, the others are run for it. */
export async function updatedTable(page: string, programs: readonly Program[]): Promise<string> {
  const known = rowsOf(page);
  const rows: Row[] = [];
  for (const program of programs) {
    if (rowFor(rows, program)) continue;
    const row = rowFor(known, program) ?? await seen(program);
    if (row) rows.push(row);
  }
  return tablePage(rows);
}

/** What a program is seen to do; undefined where nothing is: then its test fails, and says why. */
async function seen(program: Program): Promise<Row | undefined> {
  const { fault, language, of: { title }, entry, ways: [way] } = program;
  for (let attempt = 0; way && attempt < 3; attempt++) {
    const [before, after] = await runBoth(program, way);
    const [told] = toldOf(fault, before, after, entry.language === "python");
    if (told) return { fault, language, title, before: told[0], after: told[1] };
  }
  return undefined;
}
