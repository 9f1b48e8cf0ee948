import { equal } from "../model/equal.js";
import type { FunctionJob, Job } from "./functions.js";
import { addValue, lookup } from "./scope.js";
import { ask, problemsIn } from "./source.js";
import type { Source, Unit } from "./source.js";

/** Takes a unit over from the text before, where it and its place are the same as they were. */
export function reuse(source: Source, job: Job): boolean {
  const { before } = source;
  const old = before?.units.get(job.name);
  if (!before || !old || job.is !== "function" || !alike(source, job, old)) return false;
  const { unit } = job;
  if (!before.text.startsWith(source.text.slice(unit.from, unit.from + unit.length), old.from)) return false;
  // Its names would be others than before.
  if (old.asked.slice(1).some((key) => source.taken.has(key))) return false;
  for (const key of old.asked.slice(1)) ask(source, unit, key);
  for (const func of old.funcs) unit.funcs.push(func);
  for (const name of old.classes) {
    source.classes.set(name, before.classes.get(name)!);
    unit.classes.push(name);
  }
  for (const name of old.free) {
    const variable = lookup(job.scope, name);
    if (variable) variable.captured = true;
    unit.free.add(name);
  }
  for (const [name, value] of old.outward) {
    const variable = lookup(job.scope, name);
    if (variable) addValue(variable, value);
    unit.outward.push([name, value]);
  }
  for (const each of old.imports) unit.imports.add(each);
  unit.body = old.body;
  return true;
}

/** Whether nothing but the text can make a difference between a unit and one of before. */
function alike(source: Source, job: FunctionJob, old: Unit): boolean {
  const was = old.job;
  return was?.is === "function" && !old.tangled && !old.loose && old.sound && old.length === job.unit.length &&
    was.node.kind === job.node.kind && was.cls === job.cls && was.role === job.role && was.lambda === job.lambda &&
    was.fields === job.fields && equal(was.self, job.self) && equal(was.decorators, job.decorators) && problemsIn(source, job.node) === 0;
}
