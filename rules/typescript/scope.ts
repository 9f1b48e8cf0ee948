import type { Ref } from "../model/ref.js";
import { unknown } from "../model/ref.js";
import type { Frame } from "./frame.js";
import { bounded, oneOf } from "./refs.js";

/** A name that is declared in a function or in the module. */
export interface Variable {
  readonly name: string;
  /** The function that declares it. */
  readonly frame: Frame;
  /** What it holds where the walk is. */
  value: Ref;
  /** All it ever holds. */
  all: Ref;
  /** It is never bound a second time. */
  readonly constant: boolean;
  readonly parameter: boolean;
  /** How often a value is bound to it in its own function. */
  binds: number;
  /** It may hold the result of a call: its reads are recorded. */
  maybe: boolean;
  /** It does. */
  holds: boolean;
  /** It holds an array that is written out, and that nothing else has got hold of where the walk is. */
  array: boolean;
  /** Functions nested in its own know it, or it is exported. */
  captured: boolean;
  /** It hides a variable of the same name in the same function, so that steps, which know names alone, cannot speak of it. */
  readonly hiding: boolean;
}

/** A block with names of its own. */
export interface Scope {
  readonly frame: Frame;
  readonly parent: Scope | undefined;
  /** Made when the first name is declared: most blocks have none. */
  vars: Map<string, Variable> | undefined;
}

/** The values that some steps bind. */
export type Changes = ReadonlyMap<Variable, Ref>;

/** The variable that a name means in `scope`. */
export function lookup(scope: Scope, name: string): Variable | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const found = at.vars?.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Declares a name in `scope`; one that stands there already is the same variable. */
export function declare(scope: Scope, name: string, constant: boolean, parameter = false): Variable {
  const vars = scope.vars ??= new Map<string, Variable>();
  const present = vars.get(name);
  if (present) return present;
  const { frame } = scope;
  let hiding = false;
  for (let at = scope.parent; at && at.frame === frame && !hiding; at = at.parent) hiding = at.vars?.has(name) ?? false;
  const variable: Variable = {
    name, frame, constant, parameter, hiding, binds: 0, value: unknown, all: unknown, maybe: !constant && !parameter, holds: false, array: false,
    captured: false,
  };
  vars.set(name, variable);
  frame.variables.push(variable);
  return variable;
}

/** Enters a block. */
export function enterScope(frame: Frame): Scope {
  const { scope } = frame;
  frame.scope = { frame, parent: scope, vars: undefined };
  return scope;
}

/** Binds a value to a variable of the function that is walked. */
export function assign(frame: Frame, variable: Variable, value: Ref): void {
  // What is written out here is linear in the text however big it is; it is cut when it is put into something else.
  const kept = value.is === "object" || value.is === "list" ? value : bounded(value);
  set(frame, variable, kept);
  variable.binds++;
  addValue(variable, kept);
}

/** Adds to all that a variable ever holds. */
export function addValue(variable: Variable, value: Ref): void {
  if (variable.all === unknown) variable.all = value;
  else if (value !== unknown && value !== variable.all) variable.all = oneOf([variable.all, value]);
}

function set(frame: Frame, variable: Variable, value: Ref): void {
  frame.trail.push({ variable, before: variable.value });
  variable.value = value;
}

/** Takes back what was bound since the trail was `mark` long, and says what it was. */
export function takeBack(frame: Frame, mark: number): Changes | undefined {
  const { trail } = frame;
  if (trail.length === mark) return undefined;
  const changes = new Map<Variable, Ref>();
  while (trail.length > mark) {
    const { variable, before } = trail.pop()!;
    if (!changes.has(variable)) changes.set(variable, variable.value);
    variable.value = before;
  }
  return changes;
}

/** Goes on from where several ways meet; `undefined` is the way on which nothing was bound. */
export function join(frame: Frame, ways: readonly (Changes | undefined)[]): void {
  let moved = false;
  for (const way of ways) moved ||= way !== undefined;
  if (!moved) return;
  if (ways.length === 1) {
    for (const [variable, value] of ways[0]!) set(frame, variable, value);
    return;
  }
  const changed = new Set<Variable>();
  for (const way of ways) if (way) for (const variable of way.keys()) changed.add(variable);
  for (const variable of changed) {
    const before = variable.value;
    set(frame, variable, bounded(oneOf(ways.map((way) => way?.get(variable) ?? before))));
  }
}
