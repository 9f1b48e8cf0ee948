import { equal } from "../model/equal.js";
import type { Func, Module } from "../model/module.js";
import { calmsOf } from "./calms.js";

/** Whether a function looks the same to those who call it or read its names: all but its steps and places. */
export function sameSignature(a: Func, b: Func): boolean {
  return a.name === b.name && a.async === b.async && a.generator === b.generator && a.role === b.role && a.cls === b.cls && a.parent === b.parent &&
    a.abstract === b.abstract && equal(a.params, b.params) && equal(a.returns, b.returns) && equal(a.decorators, b.decorators) &&
    equal(a.locals, b.locals) && equal(a.attributes, b.attributes) && equal(a.sets, b.sets);
}

/** Whether a module looks the same to those who import it, and to its own functions: a Summary without positions. */
export function sameShape(a: Module, b: Module): boolean {
  if (a.functions.length !== b.functions.length) return false;
  for (let i = 0; i < a.functions.length; i++) {
    const [x, y] = [a.functions[i]!.func, b.functions[i]!.func];
    if (x !== y && !sameSignature(x, y)) return false;
  }
  return equal(a.exports, b.exports) && equal(a.classes, b.classes) && equal(a.stars, b.stars) && equal(a.imports, b.imports) && a.commonjs === b.commonjs && a.worker === b.worker &&
    equal([...calmsOf(a)].sort(), [...calmsOf(b)].sort());
}
