import assert from "node:assert/strict";
import type { Files } from "../../rules/model/frontend.js";
import { python } from "../../rules/python/frontend.js";
import { oldestPython } from "../../rules/python/imports.js";
import { forgetSettings } from "../../rules/python/pyproject.js";
import { memoryHost } from "../support/memory-host.js";

/** Files with these texts, or empty ones. */
const workspace = (files: Readonly<Record<string, string>> | readonly string[]): Files =>
  memoryHost(new Map(Array.isArray(files) ? files.map((path) => [path, ""]) : Object.entries(files)));

describe("imports in Python", () => {
  const files = workspace([
    "/w/app/__init__.py", "/w/app/main.py", "/w/app/db/__init__.py", "/w/app/db/pool.py", "/w/app/db/sql/query.py", "/w/tool.py",
    "/w/src/lib/__init__.py", "/w/src/lib/deep/mod.py", "/w/scripts/run.py", "/w/scripts/helper.py", "/w/both.py", "/w/both/__init__.py", "/w/stubs.pyi",
  ]);
  const finds = (specifier: string, from: string, expected: string | undefined): void =>
    assert.equal(python.resolve(specifier, from, files), expected, `${specifier} from ${from}`);

  it("relative ones go up from the file's package", () => {
    finds(".main", "/w/app/__init__.py", "/w/app/main.py");
    finds(".", "/w/app/main.py", "/w/app/__init__.py");
    finds(".db", "/w/app/main.py", "/w/app/db/__init__.py");
    finds(".db.pool", "/w/app/main.py", "/w/app/db/pool.py");
    finds("..main", "/w/app/db/pool.py", "/w/app/main.py");
    finds("..", "/w/app/db/pool.py", "/w/app/__init__.py");
    finds("...tool", "/w/app/db/pool.py", "/w/tool.py");
    finds("....", "/w/app/main.py", undefined);
    finds(".gone", "/w/app/main.py", undefined);
  });

  it("absolute ones are tried from each root", () => {
    finds("app.db.pool", "/w/app/main.py", "/w/app/db/pool.py");
    finds("app.db.sql.query", "/w/app/main.py", "/w/app/db/sql/query.py");
    finds("tool", "/w/app/db/pool.py", "/w/tool.py");
    finds("lib", "/w/app/main.py", "/w/src/lib/__init__.py");
    finds("lib.deep.mod", "/w/scripts/run.py", "/w/src/lib/deep/mod.py");
    finds("helper", "/w/scripts/run.py", "/w/scripts/helper.py");
    finds("helper", "/w/app/main.py", undefined);
    finds("db", "/w/app/main.py", undefined);
    finds("both", "/w/tool.py", "/w/both/__init__.py");
    finds("os", "/w/tool.py", undefined);
    finds("stubs", "/w/tool.py", undefined);
    finds("", "/w/tool.py", undefined);
  });

  for (const [backend, text, place] of [
    ["setuptools' package-dir", '[tool.setuptools]\npackage-dir = {"" = "code"}', "/w/code/pkg/mod.py"],
    ["a single package of setuptools", '[tool.setuptools.package-dir]\npkg = "code/deep"', "/w/code/deep/mod.py"],
    ["setuptools' find", '[tool.setuptools.packages.find]\nwhere = ["./code/"]', "/w/code/pkg/mod.py"],
    ["poetry", '[tool.poetry]\npackages = [{ include = "pkg", from = "code" }, { include = "other" }]', "/w/code/pkg/mod.py"],
    ["hatch", '[tool.hatch.build.targets.wheel]\npackages = ["code/pkg"]', "/w/code/pkg/mod.py"],
  ] as const) {
    it(`packages lie where ${backend} says`, () => {
      const found = workspace({ "/w/pyproject.toml": text, [place]: "", "/w/tests/a.py": "" });
      assert.equal(python.resolve("pkg.mod", "/w/tests/a.py", found), place);
      assert.equal(python.resolve("pkg.gone", "/w/tests/a.py", found), undefined);
    });
  }

  it("the nearest pyproject.toml counts", () => {
    const found = workspace({
      "/w/pyproject.toml": '[project]\nrequires-python = ">=3.8"\n[tool.setuptools.packages.find]\nwhere = ["outer"]',
      "/w/part/pyproject.toml": '[project]\nrequires-python = ">=3.12"\n[tool.setuptools.packages.find]\nwhere = ["inner"]',
      "/w/outer/m.py": "", "/w/part/inner/m.py": "",
    });
    assert.equal(python.resolve("m", "/w/part/deep/a.py", found), "/w/part/inner/m.py");
    assert.equal(python.resolve("m", "/w/other/a.py", found), "/w/outer/m.py");
    assert.deepEqual(oldestPython("/w/part/deep/a.py", found), [3, 12]);
    assert.deepEqual(oldestPython("/w/a.py", found), [3, 8]);
  });

  it("the oldest Python is what requires-python lets pass", () => {
    const oldest = (line: string): readonly [number, number] => oldestPython("/w/a.py", workspace({ "/w/pyproject.toml": line }));
    for (const [specifier, expected] of [
      [">=3.10", [3, 10]], [">= 3.7, < 4", [3, 7]], ["<4,>=3.11", [3, 11]], ["~=3.8", [3, 8]], ["==3.9.*", [3, 9]], [">3.6", [3, 6]], ["3.12", [3, 12]], [">=3", [3, 0]],
      ["<4", [3, 9]], ["!=3.8", [3, 9]], ["nonsense", [3, 9]], [">=3.8,>=3.10", [3, 10]],
    ] as const) assert.deepEqual(oldest(`[project]\nrequires-python = "${specifier}"`), expected, specifier);
    assert.deepEqual(oldest('[tool.poetry.dependencies]\npython = "^3.10"'), [3, 10]);
    assert.deepEqual(oldest('[tool.poetry.dependencies]\npython = "^3.10 || ^3.8"'), [3, 8]);
    assert.deepEqual(oldest("[project"), [3, 9]);
    assert.deepEqual(oldest("project = 1\ntool = []"), [3, 9]);
    assert.deepEqual(oldestPython("/w/a.py", workspace([])), [3, 9]);
  });

  it("settings are read again once they are forgotten", () => {
    const texts = new Map([["/w/pyproject.toml", '[project]\nrequires-python = ">=3.10"']]);
    const host = memoryHost(texts);
    assert.deepEqual(oldestPython("/w/a.py", host), [3, 10]);
    texts.set("/w/pyproject.toml", '[project]\nrequires-python = ">=3.13"');
    assert.ok(!forgetSettings("/w/other.toml", host));
    assert.deepEqual(oldestPython("/w/a.py", host), [3, 10]);
    assert.ok(forgetSettings("/w/pyproject.toml", host));
    assert.deepEqual(oldestPython("/w/a.py", host), [3, 13]);
  });
});
