import { ESLint, type Linter } from "eslint";
import { relative } from "node:path";
import evenloop from "../../rules/index.js";

export { folder } from "../command/support.js";

/** A configuration, as ESLint's own types want it. */
export type Config = Linter.Config;

/** What a stranger would write: our recommended configuration, then theirs. */
export const recommended = (...more: readonly object[]): Config[] => [...evenloop.configs.recommended, ...more] as Config[];

/** ESLint, as in the folder `cwd` with this configuration. */
export const eslint = (cwd: string, config: readonly object[] = recommended(), options: ESLint.Options = {}): ESLint =>
  new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [...config] as Config[], ...options });

/** Lints a folder; gives one line for each message. */
export async function lint(cwd: string, config: readonly object[] = recommended(), options: ESLint.Options = {}): Promise<string[]> {
  return said(cwd, await eslint(cwd, config, options).lintFiles(["."]));
}

/** One line for each message: place, rule and text. */
export const said = (cwd: string, results: readonly ESLint.LintResult[]): string[] =>
  results.flatMap(({ filePath, messages }) => messages.map((message) => `${relative(cwd, filePath).replaceAll("\\", "/")}:${message.line}:${message.column} ${message.ruleId ?? "-"}: ${message.message}`));

/** A handler in Python that comes to `requests.get` through another file. */
export const python = {
  "web.py": "from db import load_user\n\nasync def handler(name):\n    return load_user(name)\n",
  "db.py": "import requests\n\ndef load_user(name):\n    return requests.get(name).json()\n",
};

/** The same in TypeScript. */
export const typescript = {
  "web.ts": 'import { loadUser } from "./db.js";\n\nexport async function handler(name: string): Promise<string> {\n  return loadUser(name);\n}\n',
  "db.ts": 'import { readFileSync } from "node:fs";\n\nexport const loadUser = (name: string): string => readFileSync(name, "utf8");\n',
};
