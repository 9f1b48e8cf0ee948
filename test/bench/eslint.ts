import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ESLint as ESLintClass, Linter } from "eslint";
import { median, row } from "./measure.js";

const rounds = 6;

/** (d) What our rules add to an ESLint run: ESLint's own sources, parsed by typescript-eslint, under the rules that most people have. */
export async function eslint(): Promise<void> {
  console.log("\n(d) our rules in an ESLint run with @typescript-eslint/parser and js.configs.recommended, CPU");
  // Names in variables: ESLint stays outside of the bundle.
  const [library, rules] = ["eslint", "@eslint/js"];
  const { ESLint } = (await import(library)) as { ESLint: typeof ESLintClass };
  const { default: js } = (await import(rules)) as { default: { configs: { recommended: Linter.Config } } };
  const parser = createRequire(import.meta.url)("@typescript-eslint/parser") as Linter.Parser;
  const { default: evenloop } = await import("../../rules/index.js");
  const theirs: Linter.Config[] = [{ files: ["**/*.js"], languageOptions: { parser, sourceType: "commonjs" } }, js.configs.recommended];
  const ours = [...evenloop.configs.recommended, ...theirs] as Linter.Config[];

  const sources = join(createRequire(import.meta.url).resolve("eslint/package.json"), "../lib");
  let findings = 0;
  /** A run over a fresh copy, so that nothing is known of it from the last. */
  const run = async (config: Linter.Config[]): Promise<number> => {
    const cwd = mkdtempSync(join(tmpdir(), "evenloop-bench-"));
    try {
      cpSync(sources, cwd, { recursive: true });
      const session = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config });
      const start = process.cpuUsage();
      const results = await session.lintFiles(["."]);
      const { user, system } = process.cpuUsage(start);
      findings = results.flatMap(({ messages }) => messages).filter(({ ruleId }) => ruleId?.startsWith("evenloop/")).length;
      return (user + system) / 1e6;
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  };
  const [without, withOurs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    without.push(await run(theirs));
    withOurs.push(await run(ours));
  }
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js")).length;
  const added = median(withOurs.map((seconds, round) => seconds / without[round]! - 1).slice(1));
  row(`eslint/lib: ${files} files, ${findings} findings: added by our rules`, `${(added * 100).toFixed(0)} %`, `must ≤ 20, aim 10 (without ${median(without).toFixed(2)} s, with ${median(withOurs).toFixed(2)} s; first round ${((withOurs[0]! / without[0]! - 1) * 100).toFixed(0)} %)`);
}
