import type { LanguageName } from "../rules/model/module.js";
import type { Severity } from "../rules/rule.js";

/** What the tables say of a fault. */
export interface Row { readonly id: string; readonly docs: string; readonly severity: Severity; readonly languages: readonly LanguageName[] }

const languageNames: Readonly<Record<LanguageName, string>> = { python: "Python", typescript: "TypeScript, JavaScript" };

/** The text of rules/faults/index.ts: adding a fault touches its own folder only. */
export function indexText(faults: readonly string[]): string {
  const local = (fault: string) => fault.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return [
    "// Written by `npm run update` from the folders beside it.",
    ...faults.map((fault) => `import { rule as ${local(fault)} } from "./${fault}/rule.js";`),
    "",
    "/** Every fault, by name. */",
    `export const rules = [${faults.map(local).join(", ")}] as const;`,
    "",
  ].join("\n");
}

const [begin, end] = ["<!-- faults:begin -->", "<!-- faults:end -->"];

/** README.md with its table of faults put in between its marks. */
export function withTable(readme: string, rows: readonly Row[]): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}`);
  return `${readme.slice(0, from + begin.length)}\n${table(rows)}\n${readme.slice(to)}`;
}

function table(rows: readonly Row[]): string {
  return [
    "| fault | languages | default | what it finds |",
    "|---|---|---|---|",
    ...rows.map(({ id, docs, severity, languages }) => `| [\`${id}\`](rules/faults/${id}/README.md) | ${languages.map((name) => languageNames[name]).join(", ")} | ${severity} | ${docs} |`),
  ].join("\n");
}
