import type { LanguageName } from "../rules/model/module.js";
import type { Severity } from "../rules/rule.js";

/** What the tables say of a fault. */
export interface Row { readonly id: string; readonly docs: string; readonly severity: Severity; readonly languages: readonly LanguageName[] }

const languageNames: Readonly<Record<LanguageName, string>> = { python: "Python", typescript: "TypeScript, JavaScript" };

/**
 * The text of rules/faults/index.ts for the folders beside it: adding a fault touches its own folder only. Known faults keep
 * the order in which they stand; a new one comes first, for it is rather more particular than they are.
 */
export function indexText(faults: readonly string[], current: string): string {
  const known = [...current.matchAll(/"\.\/([^/"]+)\/rule\.js"/g)].map((match) => match[1]!);
  const ordered = [...faults.filter((fault) => !known.includes(fault)), ...known.filter((fault) => faults.includes(fault))];
  const local = (fault: string) => fault.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return [
    "// `npm run update` keeps this list in step with the folders beside it. The order is yours.",
    ...ordered.map((fault) => `import { rule as ${local(fault)} } from "./${fault}/rule.js";`),
    "",
    "/** Every fault, the more particular before the more general. */",
    `export const rules = [${ordered.map(local).join(", ")}] as const;`,
    "",
  ].join("\n");
}

/** README.md with its table of faults put in between its marks. */
export const withTable = (readme: string, rows: readonly Row[]): string => between(readme, "faults", table(rows));

/** package.json with a setting for the severity of each fault. */
export function withSeverities(manifest: string, rows: readonly Row[]): string {
  const read = JSON.parse(manifest);
  const severity = ({ id, docs }: Row) => [id, { type: "string", enum: ["off", "hint", "warning", "error"], description: docs }] as const;
  read.contributes.configuration.properties["evenloop.severity"].properties = Object.fromEntries(rows.map(severity));
  return `${JSON.stringify(read, null, 2)}\n`;
}

/** README.md with the beginning of what the command says of the examples. */
export function withOutput(readme: string, output: string): string {
  const findings = output.split("\n\n").filter((part) => part.includes("│"));
  return between(readme, "output", `\`\`\`\n${findings.slice(0, 4).join("\n\n").trimEnd()}\n\`\`\``);
}

/** README.md with what the command says of an exercise, and what its quick fix makes of it. */
export function withExercise(readme: string, name: string, { says, changes }: { readonly says: string; readonly changes: string }): string {
  const finding = says.split("\n\n").filter((part) => part.includes("│"));
  const lines = changes.split("\n").filter((line) => /^[-+](?![-+])/.test(line));
  return between(readme, `exercise ${name}`, `\`\`\`\n${finding.join("\n\n").trimEnd()}\n\`\`\`\n\n\`\`\`diff\n${lines.join("\n")}\n\`\`\``);
}

function between(readme: string, mark: string, text: string): string {
  const [begin, end] = [`<!-- ${mark}:begin -->`, `<!-- ${mark}:end -->`];
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}`);
  return `${readme.slice(0, from + begin.length)}\n${text}\n${readme.slice(to)}`;
}

function table(rows: readonly Row[]): string {
  return [
    "| fault | languages | default | what it finds |",
    "|---|---|---|---|",
    ...rows.map(({ id, docs, severity, languages }) => `| [\`${id}\`](rules/faults/${id}/README.md) | ${languages.map((name) => languageNames[name]).join(", ")} | ${severity} | ${docs} |`),
  ].join("\n");
}
