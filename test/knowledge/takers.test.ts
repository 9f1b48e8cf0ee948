import assert from "node:assert/strict";
import { pythonTakers } from "../../rules/faults/async-callback/python-takers.js";
import { typescriptTakers } from "../../rules/faults/async-callback/typescript-takers.js";
import { ask, shelf as python } from "./python-names.js";
import { shelf as typescript } from "./shelf.js";

const names = Object.keys(pythonTakers).filter((name) => !name.startsWith("?."));

describe("knowledge of who takes plain functions", () => {
  it("has the names under which the resolver finds them", () => {
    for (const [shelf, takers] of [[python, pythonTakers], [typescript, typescriptTakers]] as const) {
      assert.deepEqual(Object.keys(takers).filter((name) => shelf.canonical(name) !== name), []);
      const classes = Object.keys(takers).map((name) => name.slice(0, Math.max(0, name.lastIndexOf(".")))).filter((owner) => /(^|\.)[A-Z]\w*$/.test(owner));
      // JavaScript's own classes need no row: what `new Map` gives is a Map.
      assert.deepEqual(classes.filter((cls) => !shelf.card(cls).isClass && !/^(Map|Set|Object|JSON)$/.test(cls)), []);
    }
  });

  it("is what Python itself says", () => {
    const { facts } = ask({ names });
    for (const name of names) {
      const fact = facts[name];
      assert.ok(fact?.callable, name);
      const [first, keyword] = pythonTakers[name]!.at.split("|") as [string, string?];
      const { parameters } = fact;
      if (!parameters) continue;
      if (keyword !== undefined) assert.equal(parameters[Number(first)]?.name, keyword, name);
      else if (!/^\d/.test(first)) assert.ok(parameters.some((parameter) => parameter.name === first), name);
    }
  });
});
