import assert from "node:assert/strict";
import type { Module } from "../../rules/model/module.js";
import type { Span } from "../../rules/model/span.js";
import type { Step } from "../../rules/model/step.js";
import { walk } from "../../rules/model/walk.js";

/** Asserts what holds for the facts of any text: spans lie in it, names are unique, what is named is there. */
export function sound(module: Module, text: string): void {
  const names = new Set(module.functions.map(({ func }) => func.name));
  assert.equal(names.size, module.functions.length, "names are unique");
  assert.equal(module.functions[0]?.func.name, "<module>");
  for (const { func, from } of module.functions) {
    if (func.parent !== undefined) assert.ok(names.has(func.parent), `${func.name} is in ${func.parent}`);
    if (func.cls !== undefined) assert.ok(module.classes.has(func.cls), `${func.name} is of ${func.cls}`);
    const check = (at: Span, what: string): void =>
      assert.ok(at[0] + from >= 0 && at[0] <= at[1] && at[1] + from <= text.length, `${what} ${at.join("-")} of ${func.name} from ${from}`);
    check(func.span, "span");
    check(func.head, "head");
    const inside = (at: Span, what: string): void => {
      check(at, what);
      assert.ok(at[0] >= func.span[0] && at[1] <= func.span[1], `${what} ${at.join("-")} is in ${func.name} ${func.span.join("-")}`);
    };
    walk(func.steps, (step: Step) => {
      if ("span" in step) inside(step.span, step.is);
      if (step.is === "call") inside(step.name, "name of call");
      if (step.is === "try") for (const { span } of step.handlers) inside(span, "handler");
    });
  }
  for (const { span } of [...module.problems, ...module.ignores]) assert.ok(span[0] >= 0 && span[0] <= span[1] && span[1] <= text.length);
}
