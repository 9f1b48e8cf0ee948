import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";
import { typesDeny, type Typed } from "../../rules/typescript/language.js";
import { eslint, folder, recommended } from "./support.js";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** What is found of `writeFile("a", "b");`, by whether types are known, where those say that it gives `type`. */
async function lines(type: string): Promise<{ readonly typed: number; readonly untyped: number }> {
  const cwd = folder({
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, module: "esnext", moduleResolution: "bundler", target: "es2022", types: [] } }),
    "types.d.ts": `declare module "node:fs/promises" {\n  interface Calm { then(done: () => void): void }\n  interface Thenable { then(done: () => void, failed: () => void): void }\n  export function writeFile(path: string, text: string): ${type};\n}\n`,
    "a.ts": 'import { writeFile } from "node:fs/promises";\n\nexport async function main(): Promise<void> {\n  writeFile("a", "b");\n}\n',
  });
  symlinkSync(modules, join(cwd, "node_modules"));
  const found = async (...config: readonly object[]) => (await eslint(cwd, recommended(...config)).lintFiles(["a.ts"])).flatMap(({ messages }) => messages).length;
  return {
    untyped: await found(),
    typed: await found({ files: ["**/*.ts"], languageOptions: { parser: tseslint.parser, parserOptions: { project: "./tsconfig.json", tsconfigRootDir: cwd } } }),
  };
}

describe("a forgotten promise, where types are known", function () {
  this.timeout(60_000);

  it("is none if they say that it is no promise", async () => assert.deepEqual(await lines("void"), { untyped: 1, typed: 0 }));
  it("is none if they say that it cannot be rejected", async () => assert.deepEqual(await lines("Calm"), { untyped: 1, typed: 0 }));
  it("is one if they say that it is", async () => assert.deepEqual(await lines("Promise<void>"), { untyped: 1, typed: 1 }));
  it("is one if it may be one", async () => assert.deepEqual(await lines("Thenable | undefined"), { untyped: 1, typed: 1 }));
  it("is one if they say nothing", async () => assert.deepEqual(await lines("any"), { untyped: 1, typed: 1 }));

  it("is one whatever a program answers that is none of ours", () => {
    const node = { range: [0, 3] as const };
    const services = (program: object) => ({ parserServices: { program, esTreeNodeToTSNodeMap: { get: () => ({}) } }, getNodeByRangeIndex: () => node }) as unknown as Typed;
    assert.equal(typesDeny({}, [0, 3]), false);
    assert.equal(typesDeny({ parserServices: {} }, [0, 3]), false);
    assert.equal(typesDeny(services({}), [0, 3]), false);
    assert.equal(typesDeny(services({ getTypeChecker: () => { throw new Error("gone"); } }), [0, 3]), false);
    assert.equal(typesDeny(services({ getTypeChecker: () => ({ getTypeAtLocation: () => 1 }) }), [0, 3]), false);
  });
});
