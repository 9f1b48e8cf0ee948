import type { ConfigObject, Language, RuleDefinition, RuleContext, RulesConfig } from "@eslint/core";
import { joined } from "./edits.js";
import { absolute, nameOf } from "./host/paths.js";
import { endings, languageOf } from "./languages.js";
import type { LanguageName } from "./model/module.js";
import { faults } from "./project.js";
import { pythonLanguage } from "./python/language.js";
import { docsUrl, type Edit, type Finding, type Severity } from "./rule.js";
import { typescriptParsing, typesDeny, type Typed } from "./typescript/language.js";
import { problemsOf, workspaceOf } from "./workspaces.js";

type Fault = (typeof faults)[number];

/** The name that users know our rules and language by. */
const namespace = "evenloop";

/** The languages that we bring. */
export const languages = { python: pythonLanguage((path, text) => problemsOf(pythonPath(path), text)) as Language };

/** What ESLint calls the language that we call so. */
const languageIds: Readonly<Record<LanguageName, string>> = { python: `${namespace}/python`, typescript: "js/js" };

/** All faults as rules of ESLint's, by name. */
export const rules: Readonly<Record<string, RuleDefinition>> = Object.fromEntries(faults.map((fault) => [fault.id, ruleOf(fault)]));

/** The configurations that we bring; `plugin` is what they name as ours. */
export const configsOf = (plugin: object): { recommended: ConfigObject[]; all: ConfigObject[] } => ({
  recommended: configOf("recommended", plugin, ({ severity }) => severity !== "hint"),
  all: configOf("all", plugin, () => true),
});

function configOf(name: string, plugin: object, wanted: (fault: Fault) => boolean): ConfigObject[] {
  const entry = (language: LanguageName): ConfigObject => ({
    name: `${namespace}/${name}/${language}`,
    files: endings[language].map((ending) => `**/*${ending}`),
    plugins: { [namespace]: plugin },
    rules: Object.fromEntries(faults.filter((fault) => wanted(fault) && (fault.languages as readonly string[]).includes(language)).map(levelOf)) as RulesConfig,
  });
  return [...typescriptParsing, entry("typescript"), { ...entry("python"), language: languageIds.python }];
}

const levelOf = ({ id, severity }: Fault): [string, "error" | "warn"] => [`${namespace}/${id}`, severity === "error" ? "error" : "warn"];

function ruleOf(fault: Fault): RuleDefinition {
  const { id, docs, threshold, strict, mends } = fault;
  const options = { ...(threshold ? { [threshold.option]: threshold.default } : {}), ...(strict === undefined ? {} : { strict: false }) };
  return {
    meta: {
      type: "problem",
      docs: { description: docs, url: docsUrl(id), recommended: fault.severity !== "hint" },
      languages: fault.languages.map((language) => languageIds[language]),
      ...(mends.length > 0 ? { fixable: "code" as const, hasSuggestions: true } : {}),
      schema: Object.keys(options).length > 0 ? [{
        type: "object", additionalProperties: false,
        properties: {
          ...(threshold ? { [threshold.option]: { description: threshold.docs, enum: Object.keys(threshold.values) } } : {}),
          ...(strict === undefined ? {} : { strict: { description: strict, type: "boolean" } }),
        },
      }] : [],
      ...(Object.keys(options).length > 0 ? { defaultOptions: [options] } : {}),
    },
    create(context) {
      const check = (): void => report(fault, context as unknown as Context);
      return { Program: check, Module: check };
    },
  };
}

/** What we use of a rule's context, in either language. */
type Context = Omit<RuleContext, "sourceCode" | "report"> & { readonly sourceCode: Code; report(descriptor: object): void };

/** The same of a file's source code. */
interface Code extends Typed { readonly text: string; readonly ast: { readonly type: string }; getLocFromIndex(index: number): { line: number; column: number } }

const weights: Readonly<Record<Severity, number>> = { hint: 0, warning: 1, error: 2 };

function report(fault: Fault, context: Context): void {
  const { sourceCode, cwd, languageOptions } = context;
  const path = pathOf(context);
  if (path === undefined) return;
  const workspace = workspaceOf(cwd, languageOptions);
  const least = weights[leastOf(fault, context.options[0])];
  for (const finding of workspace.findings(path, sourceCode.text)) {
    if (finding.fault !== fault.id || (finding.strict && !isStrict(context.options[0])) || weights[finding.severity] < least) continue;
    if (fault.promises && typesDeny(sourceCode, finding.span)) continue;
    const chain = workspace.chain(finding);
    const [start, end] = finding.span.map((offset) => sourceCode.getLocFromIndex(offset));
    context.report({ loc: { start, end }, message: chain === "" ? finding.message : `${finding.message} [${chain}]`, ...mending(finding, sourceCode.text) });
  }
}

const isStrict = (options: unknown): boolean => (options as { readonly strict?: boolean } | undefined)?.strict === true;

/** The least severity that is told. A rule has one for all its findings, so hints stay out of rules that are for more than hints. */
function leastOf({ severity, threshold }: Fault, options: unknown): Severity {
  const asked = threshold && (options as Record<string, string> | undefined)?.[threshold.option];
  return (threshold && threshold.values[asked ?? threshold.default]) ?? (severity === "hint" ? "hint" : "warning");
}

/** The safe fix as a fix, the others as suggestions, the preferred one first. */
function mending(finding: Finding, text: string): object {
  const fixes = finding.fixes().filter(({ edits }) => edits.length > 0).map((fix) => ({ ...fix, edit: () => replacement(joined(text, fix)) }));
  const safe = fixes.find((fix) => fix.safe);
  const suggestions = fixes.filter((fix) => !fix.safe);
  return {
    ...(safe ? { fix: safe.edit } : {}),
    ...(suggestions.length > 0 ? { suggest: suggestions.map(({ title, edit }) => ({ desc: title, fix: edit })) } : {}),
  };
}

const replacement = ({ span, text }: Edit): object => ({ range: span, text });

/**
 * The path that a file is analysed under, with the ending of its language. Code without a file (`<input>`, standard input) gets one in
 * the working folder; of a file with an ending of its own we do not know what its text is.
 */
function pathOf({ filename, cwd, sourceCode, languageOptions }: Context): string | undefined {
  const path = absolute(filename, cwd);
  const language = sourceCode.ast.type === "Module" ? "python" : "typescript";
  if (language === "python") return pythonPath(path);
  if (languageOf(path) === language) return path;
  if (nameOf(path).includes(".")) return undefined;
  const { ecmaFeatures } = ((languageOptions as { parserOptions?: object }).parserOptions ?? {}) as { ecmaFeatures?: { jsx?: boolean } };
  const typescript = sourceCode.parserServices?.esTreeNodeToTSNodeMap !== undefined;
  return path + (!typescript ? ".js" : ecmaFeatures?.jsx ? ".tsx" : ".ts");
}

const pythonPath = (path: string): string => (languageOf(path) === "python" ? path : `${path}.py`);
