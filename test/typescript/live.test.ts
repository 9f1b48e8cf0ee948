import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Func, Module } from "../../rules/model/module.js";
import { typescript } from "../../rules/typescript/frontend.js";
import { randomEdit } from "../support/edits.js";
import { random } from "../support/random.js";
import { pieces, sources } from "./sources.js";

/** The functions of a module by name. */
const funcs = (module: Module): Map<string, Func> => new Map(module.functions.map(({ func }) => [func.name, func]));

/** The names of functions that are other objects than before, the module's body aside. */
function renewed(before: Module, after: Module): string[] {
  const old = funcs(before);
  return [...funcs(after)].filter(([name, func]) => name !== "<module>" && old.get(name) !== func).map(([name]) => name);
}

/** Asserts that the facts are those of a fresh look. */
function fresh(module: Module, path: string, text: string, which = ""): void {
  // The quick answer first: the assertion's own takes long, for it prepares to say where two differ.
  if (!isDeepStrictEqual(module, typescript.lower(path, text))) assert.deepEqual(module, typescript.lower(path, text), `${which}${path}:\n${text}`);
}

describe("an open TypeScript file", () => {
  for (const [path, text] of Object.entries(sources)) {
    it(`says after any edits what a fresh look at ${path} says`, () => {
      for (let seed = 1; seed <= 15; seed++) {
        const chance = random(seed);
        const live = typescript.open(path, text);
        let now = text;
        for (let i = 0; i < 12; i++) {
          // Now and then the text is whole again, so that it does not end as rubble.
          now = chance.below(5) === 0 ? text : randomEdit(now, chance, pieces);
          fresh(live.edit(now), path, now, `seed ${seed}, edit ${i}, `);
        }
        live.close();
      }
    }).timeout(20_000);
  }

  const path = "/w/a.ts";
  const text = "const s = load();\nfunction a() { one(); }\nclass C {\n  f = make();\n  m() { return () => two(); }\n  n() { three(); }\n}\nlast();\n";

  it("lowers only the function that is typed in", () => {
    const live = typescript.open(path, text);
    const before = live.module;
    const now = text.replace("one()", "one(1)");
    fresh(live.edit(now), path, now);
    assert.deepEqual(renewed(before, live.module), ["a"]);
    assert.equal(live.lowered, 1);
  });

  it("lowers a method with what is nested in it, and moves what stands behind", () => {
    const live = typescript.open(path, text);
    const before = live.module;
    const now = text.replace("two()", "two(await x)");
    fresh(live.edit(now), path, now);
    assert.deepEqual(renewed(before, live.module), ["C.m", "C.m.<arrow>", "C.constructor"]);
    assert.equal(live.lowered, 2);
  });

  it("takes over functions that stand in changed surroundings", () => {
    const live = typescript.open(path, text);
    const before = live.module;
    const now = `import x from "y";\n${text.replace("last()", "later()").replace("one()", "one(1)")}`;
    fresh(live.edit(now), path, now);
    assert.deepEqual(renewed(before, live.module), ["a", "C.constructor"]);
  });

  it("sees when a function begins or ceases to know a name of the module", () => {
    const live = typescript.open(path, text);
    for (const now of [text.replace("one()", "s"), text, text.replace("three()", "s = f()"), text]) fresh(live.edit(now), path, now);
  });

  it("sees when a method of an object begins or ceases to know its object", () => {
    const object = (value: string): string => `make({\n  a() {\n    return ${value};\n  },\n});\n`;
    const live = typescript.open(path, object("x"));
    for (const value of ["this.x", "x", "this.x + this.y"]) fresh(live.edit(object(value)), path, object(value));
  });

  it("has the errors of its text, though TypeScript forgets some where it takes parts over", () => {
    const before = "class C {\n  static table: T = {\n    f: function (n: number, m = 0) {\n      return function (): number {\n        if (m > 0) {\n        }\n";
    const after = `     };
    },
    g: function (n: number, m = 0) {
      return function (o: number): number {
        if (m > 0) {
        }
      };
    },
  };
  static h(
  ): C | undefined {
    if (is(<number>k)) {
    }
  }
  static i(
  ): P<number> | number | undefined {
    if (k) {
    }
  }
}
function j(
): S {
  if (k.type in C.table) {
    return C.table[k.type](
    );
  }
}
`;
    const live = typescript.open(path, `${before} ${after}`);
    fresh(live.edit(`${before}.${after}`), path, `${before}.${after}`);
  });

  it("merges what functions of before and the text of now bind to the same name", () => {
    const shared = "let last;\nfunction a() { last = pages; }\nlast = pages;\n";
    const live = typescript.open(path, shared);
    fresh(live.edit(`${shared}more();\n`), path, `${shared}more();\n`);
  });

  it("lowers nothing when nothing changes, and keeps its facts when it is closed", () => {
    const live = typescript.open(path, text);
    const before = live.module;
    assert.equal(live.edit(text), before);
    assert.equal(live.lowered, 0);
    live.close();
    assert.equal(live.module, before);
  });

  it("recovers from a text that cannot be read at all", () => {
    const live = typescript.open(path, text);
    const deep = "(".repeat(100_000);
    fresh(live.edit(deep), path, deep);
    assert.equal(live.module.problems.length, 1);
    fresh(live.edit(text), path, text);
  });
});
