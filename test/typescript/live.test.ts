import assert from "node:assert/strict";
import { typescript } from "../../rules/typescript/frontend.js";
import { randomEdit } from "../support/edits.js";
import { random } from "../support/random.js";
import { pieces, sources } from "./sources.js";

describe("an open TypeScript file", () => {
  for (const [path, text] of Object.entries(sources)) {
    it(`says after any edits what a fresh look at ${path} says`, () => {
      for (let seed = 1; seed <= 20; seed++) {
        const chance = random(seed);
        const live = typescript.open(path, text);
        let now = text;
        for (let i = 0; i < 15; i++) {
          // Now and then the text is whole again, so that it does not end as rubble.
          now = chance.below(5) === 0 ? text : randomEdit(now, chance, pieces);
          const module = live.edit(now);
          assert.deepEqual(module, typescript.lower(path, now), `seed ${seed}, edit ${i}, ${path}:\n${now}`);
        }
        live.close();
      }
    }).timeout(20_000);
  }
});
