import assert from "node:assert/strict";
import { python } from "../../rules/python/frontend.js";
import { report } from "./facts.js";

/** A test that a Python text (both begin on a line of their own) is lowered to these facts, written as `report` does. */
export function lowers(title: string, source: string, facts: string): void {
  it(title, () => assert.equal(report(python.lower("/w/a.py", source.slice(1))), facts.trim()));
}
