import { awaitsIn } from "../../model/awaits.js";
import { looking } from "../../model/looking.js";
import type { LanguageName } from "../../model/module.js";
import { lastOf } from "../../model/paths.js";
import type { CallRef, Ref } from "../../model/ref.js";
import type { Call, Use } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { called } from "../../resolve/calls.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Value } from "../../resolve/value.js";
import type { World } from "../../resolve/world.js";
import { argument } from "../../summary/arguments.js";
import { pythonTakers } from "./python-takers.js";
import type { Taker, Takers } from "./taker.js";
import { typescriptTakers } from "./typescript-takers.js";

/** Where a call is read: its function, the language, and what resolves names there. */
export interface Place { readonly scope: Scope; readonly language: LanguageName; readonly world: World }

/** A function that is handed to a taker: the taker's name, which argument it is, and its Ref. */
export interface HandOver { readonly name: string; readonly taker: Taker; readonly at: number | string; readonly argument: Ref }

const tables: Readonly<Record<LanguageName, Takers>> = { python: pythonTakers, typescript: typescriptTakers };

/** The taker of a dotted name. */
export function takerOf(name: string, language: LanguageName): Taker | undefined {
  const table = tables[language];
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

const lastNames = (table: Takers): ReadonlySet<string> => new Set(Object.keys(table).map(lastOf));

const methods: Readonly<Record<LanguageName, ReadonlySet<string>>> = { python: lastNames(pythonTakers), typescript: lastNames(typescriptTakers) };

/** The calls that may hand a function to a taker, as far as their own text tells. */
export const handOvers = looking<Call>({
  call: ({ ref: { callee, args, keys } }) =>
    (callee.is !== "attr" || methods.python.has(callee.name) || methods.typescript.has(callee.name)) && (args.some(mayBeFunction) || (keys !== undefined && Object.values(keys).some(mayBeFunction))),
});

/** The function that a call hands to something that expects a plain one. */
export function handOver({ ref, use }: Call, place: Place): HandOver | undefined {
  if (!mayTake(ref.callee, place)) return undefined;
  const name = nameOf(ref, place);
  const taker = name === undefined ? undefined : takerOf(name, place.language);
  if (!name || !taker || (taker.event !== undefined && !isLiteral(ref.args[0], taker.event))) return undefined;
  if (taker.does === "settles" && !ref.new) return undefined;
  // What is awaited, or has a `then`, is no array: it knows what to do with promises.
  if (name.startsWith("?.") && place.language === "typescript" && (asynchronous(use, taker) || isAwaitedEach(ref, place))) return undefined;
  for (const at of taker.at.split("|")) {
    const index = Number(at);
    const found = argument(ref, at, place.language);
    if (found) return { name, taker, at: Number.isInteger(index) ? index : at, argument: found };
  }
  return undefined;
}

/** Whether what is called has a taker's name; what a module calls differently was imported by that name. */
function mayTake(callee: Ref, { scope, language, world }: Place): boolean {
  const names = methods[language];
  if (callee.is === "attr") return names.has(callee.name);
  if (callee.is !== "name" || names.has(callee.name)) return true;
  const bound = world.module(scope.path)?.functions[0]?.func.locals.get(callee.name);
  return bound !== undefined && bound.is !== "func" && bound.is !== "class" && !(bound.is === "import" && bound.name !== undefined && bound.name !== "default" && !names.has(bound.name));
}

const mayBeFunction = ({ is }: Ref): boolean => is === "func" || is === "name" || is === "attr" || is === "import" || is === "call" || is === "or" || is === "item";

const isLiteral = (ref: Ref | undefined, value: string): boolean => ref?.is === "literal" && ref.value === value;

/** What is called, by the name that the tables know it of. */
function nameOf({ callee }: CallRef, { scope, language, world }: Place): string | undefined {
  const values = world.evaluate(callee, scope);
  const [first] = values;
  if (first) return values.every((value) => value.is === "external" && first.is === "external" && value.name === first.name) && first.is === "external" ? first.name : undefined;
  if (callee.is !== "attr") return undefined;
  // A method of that name is meant only where the receiver is nothing that is known.
  const receivers = callee.of.is === "super" || callee.of.is === "self" ? undefined : world.evaluate(callee.of, scope);
  if (!receivers?.every(({ is }) => is === "list")) return undefined;
  return world.shelf(language).canonical(`?.${callee.name}`);
}

/** Whether the result of a call is awaited, or may be by those it goes to. */
function asynchronous(use: Use, { does }: Taker): boolean {
  if (use === "awaited") return true;
  if (typeof use !== "object") return does === "drops" && use !== "dropped";
  if ("member" in use) return /^(then|catch|finally)$|Iterator$|^__a/.test(use.member);
  return does === "drops";
}

/** `for await (const x of …)`. */
function isAwaitedEach(ref: CallRef, { scope: { func } }: Place): boolean {
  let found = false;
  walk(func.steps, (step) => void (found ||= step.is === "iterate" && step.async && step.of === ref));
  return found;
}

/** What is known of a function whose result must be awaited: the coroutine function behind it, if it is one of the workspace. */
export interface Awaitable { readonly from: FuncNode | undefined; readonly value: Value }

/** Whether a handed over function surely gives something to await, and from where; undefined where it need not. */
export function awaitableOf(argument: Ref, { scope, world }: Place): Awaitable | undefined {
  let found: Awaitable | undefined;
  for (const one of argument.is === "or" ? argument.of : [argument]) {
    const values = world.evaluate(one, scope);
    if (values.length === 0) return undefined;
    for (const value of values) {
      const given = called(value, bareCall, scope, world);
      const [first] = given;
      if (first?.is !== "awaitable" || !given.every((each) => each.is === "awaitable" && !each.started && !each.bare)) return undefined;
      found ??= { from: first.from, value };
    }
  }
  return found;
}

const bareCall: CallRef = { is: "call", callee: { is: "unknown" }, args: [] };

/** Whether a function that nobody waits for leaves something to be done, so that it matters. */
export const goesOn = ({ from }: Awaitable): boolean => from?.func === undefined || awaitsIn(from.func.steps) || from.func.steps.some((step) => step.is === "call" && step.use === "returned");

/** Whether a reducer waits for what it gave before, or hands it on: then it knows that this is a promise. */
export function waitsForFirst({ from, value }: Awaitable): boolean {
  const func = value.is === "function" ? value.node.func : from?.func;
  let found = func === undefined;
  walk(func?.steps ?? [], (step) => {
    if (step.is === "await") found ||= isFirst(step.ref);
    else if (step.is === "call") found ||= isFirst(step.ref.callee.is === "attr" ? step.ref.callee.of : step.ref.callee) || step.ref.args.some(holdsFirst);
  });
  return found;
}

const isFirst = (ref: Ref): boolean => ref.is === "param" && ref.index === 0;

const holdsFirst = (ref: Ref): boolean => isFirst(ref) || ((ref.is === "list" || ref.is === "or") && ref.of.some(holdsFirst));
