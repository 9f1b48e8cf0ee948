import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analysis } from "../../server/analysis.js";
import { evenloop, folder } from "../command/support.js";
import { execute } from "./execute.js";
import type { Outcome } from "./execute.js";
import { alone, pairs, plan, times } from "./plan.js";
import type { Sample } from "./plan.js";

// Other seeds: EVENLOOP_SEED=1000 npm test -- test/property/property.test.ts
// One program alone, whose texts are then shown: EVENLOOP_PROGRAM=<its name> npm test -- test/property/property.test.ts
const one = process.env["EVENLOOP_PROGRAM"];
const samples = one ? alone(one) : plan(Number(process.env["EVENLOOP_SEED"] ?? 0));

/** What the command says with `--format json`. */
interface Told { readonly filePath: string; readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly message: string }[] }

type Version = "right" | "faulty";

describe("generated programs", function () {
  this.timeout(240_000);

  const roots = {} as Record<Version, string>;
  const texts = (version: Version) => new Map(samples.flatMap((sample) => [...sample[version].files.keys()].map((file) => {
    const path = `${sample.name}/${file}`;
    return [path, readFileSync(join(roots[version], path), "utf8")] as const;
  })));

  before(() => {
    for (const version of ["right", "faulty"] as const) roots[version] = folder({
      "package.json": '{"type": "module"}\n',
      "pyproject.toml": '[project]\nname = "programs"\nrequires-python = ">=3.11"\n',
      ...Object.fromEntries(samples.flatMap((sample) => [...sample[version].files].map(([file, text]) => [`${sample.name}/${file}`, text]))),
    });
    if (one) show("right", "faulty");
    running = run("right");
    running.catch(() => undefined);
  });

  /** Runs the programs, but for those that nobody can mend. */
  const run = async (version: Version): Promise<ReadonlyMap<string, Outcome>> => {
    const outcomes = await Promise.all((["python", "typescript"] as const).map(async (language) => {
      const own = samples.filter((sample) => sample.language === language && (version === "right" || sample.mendable));
      const done = await execute(language, own.map(({ name }) => join(roots[version], name)));
      return own.map(({ name }, at) => [name, done[at]!] as const);
    }));
    return new Map(outcomes.flat());
  };
  // The right ones run while the others are looked at.
  let running: Promise<ReadonlyMap<string, Outcome>>;

  /** The findings, one a line, of the command over all programs. */
  const lint = async (version: Version, ...options: string[]): Promise<string[]> => {
    const root = roots[version];
    const { stdout, stderr } = await evenloop(root, [root, "--hints", "--format", "json", ...options], { analysis });
    assert.equal(stderr, "");
    return (JSON.parse(stdout) as Told[]).flatMap(({ filePath, messages }) => messages.map(({ ruleId, line, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? message}`)).sort();
  };
  /** What awaits what never ends does not end either: it is found as well. */
  const spreading = new Set(["endless-gather"]);
  const planted = (sample: Sample): string[] => sample.faulty.found.map((place) => `${sample.name}/${place} evenloop/${sample.fault}`);
  const show = (...versions: Version[]): void => {
    for (const version of versions) for (const [path, text] of texts(version)) console.log(`--- ${version} ${path}\n${text}`);
  };

  it("bear each fault often enough, in each of its languages", function () {
    if (one) this.skip();
    assert.ok(samples.length >= 300, `${samples.length} programs`);
    for (const pair of pairs()) {
      const own = samples.filter(({ fault, language, mendable }) => fault === pair.fault && language === pair.language && (mendable || !pair.mendable));
      assert.ok(own.length >= times / 2, `${pair.fault} is planted ${own.length} times in ${pair.language}: test/property/pieces/ says how`);
    }
    assert.deepEqual(samples.filter(({ faulty }) => faulty.found.length === 0).map(({ name }) => name), [], "without a place at which the fault is to be found");
  });

  it("have no findings where they are right", async () => same(await lint("right"), []));

  it("have the planted fault and no other where they are not", async () => {
    const wanted = samples.flatMap(planted);
    const spread = samples.filter(({ fault }) => spreading.has(fault)).map(({ name, fault }) => ({ name, fault }));
    const found = await lint("faulty");
    same(found.filter((line) => wanted.includes(line) || !spread.some(({ name, fault }) => line.startsWith(`${name}/`) && line.endsWith(`evenloop/${fault}`))), wanted);
  });

  it("do what the right ones do, once one run of the command has mended them", async () => {
    const left = samples.filter(({ mendable }) => !mendable).flatMap(planted);
    const found = await lint("faulty", "--unsafe-fixes");
    const once = texts("faulty");
    if (one) show("faulty");
    same(found, left);
    same(await lint("faulty", "--unsafe-fixes"), left);
    // Nobody's remarks are lost.
    const notes = (text: string): string[] => text.match(/(#|\/\/) note_?\d+/g) ?? [];
    none(samples.flatMap(({ name, faulty }) => [...faulty.files].flatMap(([file, text]) =>
      notes(text).filter((note) => !once.get(`${name}/${file}`)!.includes(note)).map((note) => `${name}/${file} loses ${note}`))));
    const changed = [...texts("faulty")].filter(([path, text]) => once.get(path) !== text).map(([path]) => path);
    none(changed.map((path) => `a second run changes ${path}`));
  });

  it("print what the right ones print", async () => {
    const mended = await run("faulty");
    const right = await running;
    const wrong: string[] = [];
    for (const { name } of samples) {
      const [wanted, got] = [right.get(name)!, mended.get(name)];
      if (wanted.wrong.length > 0) wrong.push(`${name}, which is right: ${wanted.wrong.join("; ")}`);
      else if (got && got.wrong.length > 0) wrong.push(`${name}, mended: ${got.wrong.join("; ")}`);
      else if (got && got.out !== wanted.out) wrong.push(`${name} prints ${JSON.stringify(got.out)} and not ${JSON.stringify(wanted.out)}`);
    }
    none(wrong);
  });
});

/** The two lists are the same, or it is said how they differ. */
function same(found: readonly string[], wanted: readonly string[]): void {
  none([...wanted.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`), ...found.filter((line) => !wanted.includes(line)).map((line) => `too much: ${line}`)]);
}

/** Nothing is wrong, or it is said with which programs, and how one of them is run alone. */
function none(wrong: readonly string[]): void {
  if (wrong.length === 0) return;
  const name = /\d+_(?:python|typescript)_[\w-]+/.exec(wrong[0]!)?.[0];
  assert.fail([`${wrong.length} times:`, ...wrong.slice(0, 40), `one alone: EVENLOOP_PROGRAM=${name} npm test -- test/property/property.test.ts`].join("\n"));
}
