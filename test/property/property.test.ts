import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LanguageName } from "../../rules/model/module.js";
import { analysis } from "../../server/analysis.js";
import { evenloop, folder } from "../command/support.js";
import { execute } from "./execute.js";
import { generate } from "./program.js";
import type { Program } from "./program.js";
import { inPython } from "./python.js";
import { inTypeScript } from "./typescript.js";
import type { Written } from "./written.js";

/** How many programs there are; other seeds: EVENLOOP_SEED=1000 npm test -- test/property/property.test.ts */
const count = 60;
const first = Number(process.env["EVENLOOP_SEED"] ?? 0);

/** One program, right and with its fault. */
interface Sample { readonly name: string; readonly language: LanguageName; readonly program: Program; readonly right: Written; readonly faulty: Written }

const samples = Array.from({ length: count }, (_, at): Sample => {
  const program = generate(first + at);
  const [language, write] = at % 2 === 0 ? ["python", inPython] as const : ["typescript", inTypeScript] as const;
  return { name: `program_${program.seed}_${language}`, language, program, right: write(program, false), faulty: write(program, true) };
});

/** What the command says with `--format json`. */
interface Told { readonly filePath: string; readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly message: string }[] }

describe("generated programs", function () {
  this.timeout(120_000);

  const write = (version: "right" | "faulty"): string => folder({
    "package.json": '{"type": "module"}\n',
    ...Object.fromEntries(samples.flatMap((sample) => [...sample[version].files].map(([file, text]) => [`${sample.name}/${file}`, text]))),
  });
  const lint = async (root: string, ...options: string[]): Promise<string[]> => {
    const { stdout, stderr } = await evenloop(root, [root, "--hints", "--format", "json", "--rule", "blocking-call", "--rule", "forgotten-await", ...options], { analysis });
    assert.equal(stderr, "");
    return (JSON.parse(stdout) as Told[]).flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId}`)).sort();
  };

  it("have no findings where they are right", async () => assert.deepEqual(await lint(write("right")), []));

  const planted = samples.map(({ name, program, faulty: { planted } }) => {
    assert.ok(planted, `${name} has no fault`);
    return { line: `${name}/${planted.file}:${planted.line} evenloop/${program.fault}`, mendable: planted.mendable };
  });
  /** How what is found differs from what is to be found. */
  const differences = (found: readonly string[], wanted: readonly { readonly line: string }[]) => ({
    missing: wanted.filter(({ line }) => !found.includes(line)).map(({ line }) => line),
    more: found.filter((line) => !wanted.some((other) => other.line === line)),
  });
  const none = { missing: [], more: [] };

  it("have one finding, the planted fault, where they are not", async () => assert.deepEqual(differences(await lint(write("faulty")), planted), none));

  it("do what the right ones do, once one run of the command has mended them", async () => {
    const [right, mended] = [write("right"), write("faulty")];
    assert.deepEqual(differences(await lint(mended, "--unsafe-fixes"), planted.filter(({ mendable }) => !mendable)), none);

    const texts = () => samples.map(({ name, faulty }) => [...faulty.files.keys()].map((file) => readFileSync(join(mended, name, file), "utf8")));
    const once = texts();
    await lint(mended, "--unsafe-fixes");
    assert.deepEqual(texts(), once, "a second run changes something");

    for (const language of ["python", "typescript"] as const) {
      const own = samples.filter((sample) => sample.language === language);
      const [expected, outcomes] = await Promise.all([right, mended].map((root) => execute(language, own.map(({ name }) => join(root, name)))));
      for (const [at, { name }] of own.entries()) {
        assert.deepEqual(expected![at]!.wrong, [], `${name}, which is right`);
        assert.deepEqual(outcomes![at], expected![at], name);
      }
    }
  });
});
