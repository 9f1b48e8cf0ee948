import ts from "typescript";
import { equal } from "../model/equal.js";
import type { Live } from "../model/frontend.js";
import type { Module } from "../model/module.js";
import { readAlone, readIn } from "./alone.js";
import type { Read } from "./alone.js";
import { lowerFunction } from "./functions.js";
import type { FunctionJob } from "./functions.js";
import { ignoresIn, speaks } from "./ignores.js";
import { usesThis } from "./literals.js";
import { failed, lowerTree, moduleOf } from "./lower.js";
import type { Lowered } from "./lower.js";
import { movedFunc } from "./moved.js";
import { parse, problemsOf, reparse } from "./parse.js";
import { unit as freshUnit } from "./source.js";
import type { Source, Unit } from "./source.js";

/** An edit: `[from, to)` of the text before became `[from, to + by)`. */
interface Edit { readonly from: number; readonly to: number; readonly by: number }

/** An open file as it is now; without `now` where it could not be read. */
interface State { readonly module: Module; readonly now: Lowered | undefined; readonly lowered: number }

/** Opens a file for editing. */
export function open(path: string, text: string): Live {
  let state = afresh(path, text);
  let current = text;
  return {
    get module() { return state.module; },
    get lowered() { return state.lowered; },
    edit(next) {
      if (next === current) state = { ...state, lowered: 0 };
      else state = state.now ? edited(path, state.now, current, next) : afresh(path, next);
      current = next;
      return state.module;
    },
    close() {
      state = { ...state, now: undefined };
    },
  };
}

function afresh(path: string, text: string): State {
  try {
    return whole(lowerTree(parse(path, text), path, text, undefined));
  } catch (error) {
    return { module: failed(path, text, error), now: undefined, lowered: 0 };
  }
}

const whole = (now: Lowered): State => ({ module: now.module, now, lowered: now.source.lowered });

function edited(path: string, before: Lowered, text: string, next: string): State {
  try {
    const { source } = before;
    const edit = difference(text, next);
    const unit = unitOf(source, next, edit);
    const alone = unit && !speaks(next) ? readAlone(path, source, unit, next, edit.by) : undefined;
    const quick = alone && inUnit(path, before, unit!, alone, source.file, next, edit);
    if (quick) return quick;
    const wasModule = ts.isExternalModule(source.file);
    const file = treeOf(path, source, next);
    // What was read alone would come out as it did.
    if (unit && !alone && ts.isExternalModule(file) === wasModule) {
      const problems = problemsOf(file);
      const read = sameOutside(source, unit, problems, edit.by) ? readIn({ file, text: next, from: unit.from, problems }, source, unit, edit.by) : undefined;
      const inside = read && inUnit(path, before, unit, read, file, next, edit);
      if (inside) return inside;
    }
    const units = new Map<string, Unit>();
    for (const each of source.units) if (each.job) units.set(each.job.name, each);
    return whole(lowerTree(file, path, next, { text, classes: before.module.classes, refs: source.names, units }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return afresh(path, next);
  }
}

/** The tree of a text. Nothing is taken over from or into a broken one: TypeScript now and then forgets an error in such a part. */
function treeOf(path: string, { file, problems }: Source, text: string): ts.SourceFile {
  if (problems.length > 0) return parse(path, text);
  // Functions may have been read alone since there was a tree of all.
  const { from, to, by } = difference(file.text, text);
  const tree = reparse(file, text, { span: { start: from, length: to - from }, newLength: to - from + by });
  return problemsOf(tree).length > 0 ? parse(path, text) : tree;
}

const block = 1024;

/** What lies between the common beginning and the common end of two texts. */
function difference(a: string, b: string): Edit {
  const most = Math.min(a.length, b.length);
  let from = 0;
  // By the block first: the engine compares whole strings much faster than we compare characters.
  while (from + block <= most && a.slice(from, from + block) === b.slice(from, from + block)) from += block;
  while (from < most && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  let same = 0;
  while (same + block <= most - from && a.slice(a.length - same - block, a.length - same) === b.slice(b.length - same - block, b.length - same)) same += block;
  while (same < most - from && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  return { from, to: a.length - same, by: b.length - a.length };
}

/** The unit that holds an edit in its body. */
function unitOf({ units, text: before }: Source, text: string, edit: Edit): Unit | undefined {
  const unit = units.find(({ body, from }) => body && from + body[0] <= edit.from && edit.to <= from + body[1]);
  if (unit?.job?.is !== "function" || unit.tangled) return undefined;
  const end = unit.from + unit.length;
  return usesThis(before, unit.from, end) === usesThis(text, unit.from, end + edit.by) ? unit : undefined;
}

/** Lowers the one unit that holds an edit in its body, if nothing outside depends on what is in there. `tree`: what is kept for later edits. */
function inUnit(path: string, before: Lowered, old: Unit, read: Read, tree: ts.SourceFile, text: string, edit: Edit): State | undefined {
  const { source, body } = before;
  const trial: Source = {
    ...source, file: read.file, text: read.text, problems: read.problems, before: undefined, lowered: 0, claimed: 0, depth: 0, lastPos: -1, lastStart: -1,
    taken: without(source, old), classes: new Map(source.classes),
  };
  for (const name of old.classes) trial.classes.delete(name);
  const job: FunctionJob = { ...(old.job as FunctionJob), node: read.node };
  const fresh = freshUnit(read.from, old.length + edit.by, job, false);
  (job as { unit: Unit }).unit = fresh;
  fresh.asked.push(old.asked[0]!);
  lowerFunction(trial, job);
  fresh.from = old.from;
  if (!sameFromOutside(before, old, fresh)) return undefined;
  const units = source.units.map((unit) => (unit === old ? fresh : movedUnit(unit, edit, unit === body.unit)));
  const after: Source = { ...trial, file: tree, text, units };
  const module = moduleOf(path, after, ignoresIn(tree, text));
  return { module, now: { module, source: after, body: { ...body, unit: units[0]! } }, lowered: trial.lowered };
}

/** A unit after an edit in another one. Those that hold others have spans before and behind the edit; the rest move as a whole. */
function movedUnit(unit: Unit, edit: Edit, isBody: boolean): Unit {
  if (unit.from > edit.from) {
    unit.from += edit.by;
    return unit;
  }
  if (!isBody && !unit.loose) return unit;
  const move = { after: edit.from - unit.from, by: edit.by };
  return { ...unit, funcs: unit.funcs.map((func) => movedFunc(func, move)) };
}

/** The names in use but for those in a unit. */
function without(source: Source, unit: Unit): Source["taken"] {
  if (unit.asked.length === 1) return source.taken;
  const taken = new Map(source.taken);
  for (const key of unit.asked.slice(1)) taken.delete(key);
  return taken;
}

/** Whether the syntax errors outside a unit's body are the same as before. */
function sameOutside(source: Source, unit: Unit, problems: readonly Module["problems"][number][], by: number): boolean {
  const [open, close] = [unit.from + unit.body![0], unit.from + unit.body![1]];
  const was = source.problems.filter(({ span: [at] }) => at < open || at > close);
  const is = problems.filter(({ span: [at] }) => at < open || at > close + by);
  return was.length === is.length && was.every(({ span, message }, i) => {
    const other = is[i]!;
    const moved = span[0] > close ? by : 0;
    // One right behind the body is taken for one of the body.
    return other.message === message && other.span[0] === span[0] + moved && other.span[1] === span[1] + moved && span[0] !== close + 1;
  });
}

/** Whether what others see of a unit is what they saw before: its names, imports, and what it binds and captures of the module's. */
function sameFromOutside({ body }: Lowered, old: Unit, now: Unit): boolean {
  if (now.tangled || !equal(old.asked, now.asked) || !equal(old.outward, now.outward)) return false;
  if (!equal([...old.imports], [...now.imports])) return false;
  const held = new Set(body.variables.filter((variable) => variable.holds).map((variable) => variable.name));
  if (held.size === 0) return true;
  for (const name of old.free) if (!now.free.has(name) && held.has(name)) return false;
  for (const name of now.free) if (!old.free.has(name) && held.has(name)) return false;
  return true;
}
