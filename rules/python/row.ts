import { carried, overlap, rootOf } from "../model/paths.js";
import type { Call, Row, Step } from "../model/step.js";
import { spanOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { stringAt } from "./literal.js";
import { isPattern } from "./target.js";

/** A statement that does nothing but await a call: the call, and what the result goes to. */
interface Awaiting { readonly call: Light; readonly targets: readonly Light[] }

/** Whether a statement does nothing but await a call and keep what it gives. */
export const isRow = (n: Light): boolean => awaiting(n) !== undefined;

function awaiting(n: Light): Awaiting | undefined {
  if (n.type !== "expression_statement" || n.kids.length !== 1) return undefined;
  const only = n.kids[0]!;
  switch (only.type) {
    case "await": return awaitedBy(only, []);
    case "assignment": case "augmented_assignment": {
      const value = only.kids[only.kids.length - 1];
      return value?.type === "await" ? awaitedBy(value, [only.kids[0]!]) : undefined;
    }
    case "call": {
      const callee = only.kids[0];
      if (callee?.type !== "attribute" || !fillers.has(callee.name)) return undefined;
      const list = only.kids[1];
      const value = list?.kids[0];
      return value?.type === "await" && list?.type === "argument_list" && list.kids.length === 1 ? awaitedBy(value, [callee.kids[0]!]) : undefined;
    }
    default: return undefined;
  }
}

const fillers = new Set(["append", "add", "extend", "update"]);

function awaitedBy(n: Light, targets: readonly Light[]): Awaiting | undefined {
  const [call] = n.kids;
  return call?.type === "call" ? { call, targets } : undefined;
}

/** Notes on the awaited call's step, one of those from `mark` on, what its statement reads and binds. */
export function noteRow(f: Frame, n: Light, mark: number, follows: boolean): void {
  const { call, targets } = awaiting(n)!;
  const [from, to] = spanOf(f, call);
  const at = f.steps.findLastIndex((step) => step.is === "call" && step.span[0] === from && step.span[1] === to);
  const step = f.steps[at];
  const reads = new Set<string>();
  const binds = new Set<string>();
  if (at < mark || step?.is !== "call" || !plain(call)) return;
  paths(call, reads);
  if (!targets.every((target) => bound(f, target, binds, reads))) return;
  const row: Row = { reads: [...reads], binds: [...binds], ...(follows ? { follows } : {}) };
  f.steps[at] = { ...step, row };
}

/** Whether an expression is computed in one go, and could be read. */
const plain = (n: Light): boolean => !broken.has(n.type) && n.kids.every(plain);
const broken = new Set(["await", "yield", "named_expression", "opaque"]);

/** Adds the names, and paths from names on, that stand in a node. */
function paths(n: Light, into: Set<string>): void {
  const path = pathOf(n);
  if (path !== undefined) into.add(path);
  else for (const kid of n.type === "keyword_argument" ? n.kids.slice(1) : n.kids) paths(kid, into);
}

function pathOf(n: Light): string | undefined {
  if (n.type === "identifier") return n.name;
  const of = n.type === "attribute" && n.kids[0] ? pathOf(n.kids[0]) : undefined;
  return of === undefined ? undefined : `${of}.${n.name}`;
}

/** Adds what a target binds; false where that cannot be said. An element is a path of its own where its key is written out. */
function bound(f: Frame, n: Light, into: Set<string>, reads: Set<string>): boolean {
  if (isPattern(n) || n.type.startsWith("list_splat")) return n.kids.every((kid) => bound(f, kid, into, reads));
  const [of, key] = n.kids;
  const path = pathOf(n.type === "subscript" && of ? of : n);
  // What others know under a name, they may read in the middle.
  if (path === undefined || (n.type === "identifier" && f.scope.declared?.has(n.name))) return false;
  if (n.type !== "subscript" || !key) {
    into.add(path);
    return true;
  }
  const literal = key.type === "string" && key.kids.length === 0 ? stringAt(f.unit.file.text, key.from) : undefined;
  into.add(literal?.is === "literal" ? `${path}.[${literal.value}]` : path);
  paths(key, reads);
  return true;
}

/** Notes on the only such statement of a loop's body what one round may leave to the next. `goes`: the loop's target, and what it goes through. */
export function noteRound(steps: Step[], body: Light, [target, iterated]: readonly [Light, Light]): void {
  const [at, ...more] = steps.flatMap((step, i) => (step.is === "call" && step.row ? [i] : []));
  const i = body.kids.findIndex(isRow);
  if (at === undefined || more.length > 0 || i < 0) return;
  const { row, ...step } = steps[at] as Call & { readonly row: Row };
  const own = new Set<string>();
  paths(target, own);
  const targets = [...own];
  const reads = new Set<string>();
  paths(iterated, reads);
  for (const kid of body.kids.slice(0, i)) {
    const [only] = kid.kids;
    const fresh = only?.type === "assignment" && only.kids.length === 2 && only.kids[0]!.type === "identifier" ? only.kids[0]!.name : undefined;
    const inside = new Set<string>();
    paths(fresh === undefined ? kid : only!.kids[1]!, inside);
    for (const path of inside) reads.add(path);
    if (fresh !== undefined && ![...reads].some((read) => overlap(read, fresh))) own.add(fresh);
  }
  for (const path of row.reads) reads.add(path);
  if (![...reads].some((read) => targets.includes(rootOf(read)))) return;
  const changes = new Set(row.binds);
  for (const kid of body.kids.slice(i + 1)) changed(kid, changes);
  steps[at] = { ...step, row: { ...row, round: { own: [...own], leaves: carried(reads, changes, own) } } };
}

/** Adds what a statement binds, calls a method of or hands to a call. */
function changed(n: Light, into: Set<string>): void {
  const [first, second] = n.kids;
  switch (n.type) {
    case "call": {
      if (first?.type === "attribute" && first.kids[0]) paths(first.kids[0], into);
      for (const arg of second?.kids ?? []) {
        const path = pathOf(arg.type === "keyword_argument" ? (arg.kids[1] ?? arg) : arg);
        if (path !== undefined) into.add(path);
      }
      break;
    }
    case "assignment": case "augmented_assignment": case "named_expression": case "for_statement": case "as_pattern_target": case "delete_statement":
      for (const target of n.type === "delete_statement" ? n.kids : [first]) if (target) paths(target, into);
      break;
    case "function_definition": case "class_definition": case "lambda": return;
  }
  for (const kid of n.kids) changed(kid, into);
}
