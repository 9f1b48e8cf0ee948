import { flow, reachable, type FlowNode } from "../../model/flow.js";
import type { LanguageName } from "../../model/module.js";
import type { Call, Read, Step, Use } from "../../model/step.js";
import { inner, walk } from "../../model/walk.js";
import type { Card } from "../../resolve/card.js";
import type { Scope } from "../../resolve/node.js";
import type { World } from "../../resolve/world.js";
import type { ForgottenSite } from "./site.js";

/** How a coroutine is forgotten; `some` where it is only on some path, `looked` where what is kept is read, but only looked at. */
export interface Fate { readonly how: ForgottenSite["how"]; readonly kept?: string; readonly usedElsewhere: boolean; readonly some: boolean; readonly looked?: true }

/** Where a call stands: the function it is in, its language, and what resolves names there. */
export interface Place {
  readonly scope: Scope;
  readonly language: LanguageName;
  readonly world: World;
  /** It calls a coroutine function of the workspace: what that gives is a coroutine and nothing besides. */
  readonly own: boolean;
}

/** Attributes whose reading is a way to deal with the object itself. */
const handled: Readonly<Record<LanguageName, RegExp>> = {
  python: /^(close|send|throw|cr_\w+|__\w+__)$/,
  typescript: /^(then|catch|finally)$/,
};

const always = { usedElsewhere: false, some: false };

/** What becomes of the coroutine or promise (or, in a list, of all those) that `call` makes; undefined where somebody takes care of it, or may. */
export function fate(call: Call, list: boolean, place: Place): Fate | undefined {
  const use: Use = list ? { inside: call.use } : call.use;
  if (use === "dropped" || use === "returned-in-try") return { how: use, ...always };
  if (lookedAt(use, place)) return { how: "tested", ...always };
  if (typeof use !== "object") return undefined;
  if ("kept" in use) return keptFate("kept", use.kept, call, place.scope.func.steps, (read) => lookedAt(read, place));
  if (!("inside" in use)) return undefined;
  const outer = outermost(use.inside);
  if (outer === "dropped" || passedToLook(outer, place)) return { how: "inside", ...always };
  // A container may be subscripted, tested for emptiness, iterated: only handing it to a function that looks is surely no use.
  return typeof outer === "object" && "kept" in outer ? keptFate("inside", outer.kept, call, place.scope.func.steps, (read) => passedToLook(read, place)) : undefined;
}

const outermost = (use: Use): Use => (typeof use === "object" && "inside" in use ? outermost(use.inside) : use);

/** What a loop, a `with` or a destructuring asks an object for. Some of what libraries give can be awaited, or be used otherwise. */
const asked = /^(__(aiter|a?enter)__|\{\})$/;

/** Whether a use only looks at the object. */
function lookedAt(use: Use, place: Place): boolean {
  if (use === "tested") return true;
  if (typeof use !== "object") return false;
  if ("member" in use) return asked.test(use.member) ? place.own : !handled[place.language].test(use.member);
  // A coroutine cannot be gone through: what tries to has it only as an object.
  return passedToLook(use, place) || passedTo(use, place, ({ consumes }, at) => consumes === at);
}

const passedToLook = (use: Use, place: Place): boolean => isTextMethod(use) || passedTo(use, place, ({ looks }) => looks);

/** Whether it is an argument of a library function of a certain kind. */
function passedTo(use: Use, { scope, language, world }: Place, is: (card: Card, at: number | string) => boolean): boolean {
  if (typeof use !== "object" || !("passed" in use)) return false;
  const shelf = world.shelf(language);
  const values = world.evaluate(use.passed.callee, scope);
  return values.length > 0 && values.every((value) => value.is === "external" && is(shelf.card(value.name), use.at));
}

/** `"{}".format(f())`: a method of a text has no use for a coroutine. */
function isTextMethod(use: Use): boolean {
  const callee = typeof use === "object" && "passed" in use ? use.passed.callee : undefined;
  return callee?.is === "attr" && (callee.of.is === "text" || (callee.of.is === "literal" && typeof callee.of.value === "string"));
}

/** The fate of what is kept under a name: forgotten where a path leads from the call to the end of the function, or to the name's next value, without a use. */
function keptFate(how: "kept" | "inside", name: string, call: Call, steps: readonly Step[], looks: (use: Use) => boolean): Fate | undefined {
  const reads: Read[] = [];
  walk(steps, (step) => {
    if (step.is === "read" && step.name === name) reads.push(step);
  });
  const used = reads.filter((read) => !looks(read.use) && !unread(read.use, steps, looks));
  // Made under a condition and used under another, or asked for first: the two may well go together.
  if (used.length > 0 && (reads.some((read) => read.use === "tested") || conditional(call, steps, used))) return undefined;
  if (!unusedPath(call, name, steps, new Set(used))) return undefined;
  return { how, kept: name, usedElsewhere: used.length > 0, some: used.length > 0, ...(reads.length > 0 && used.length === 0 ? { looked: true } : {}) };
}

/** Whether it goes to another name (`x = y = f()`) that nobody reads, or that is only looked at. */
function unread(use: Use, steps: readonly Step[], looks: (use: Use) => boolean, depth = 0): boolean {
  if (typeof use !== "object" || !("kept" in use) || depth > 5) return false;
  let all = true;
  walk(steps, (step) => {
    if (all && step.is === "read" && step.name === use.kept) all = looks(step.use) || unread(step.use, steps, looks, depth + 1);
  });
  return all;
}

/** Whether the call stands in a branch (or a handler) that some of `uses` are outside of. */
function conditional(call: Call, steps: readonly Step[], uses: readonly Read[]): boolean {
  const arm = innermostArm(call, steps);
  if (!arm) return false;
  const within = new Set<Step>();
  walk(arm, (step) => within.add(step));
  return uses.some((use) => !within.has(use));
}

function innermostArm(call: Call, steps: readonly Step[], arm?: readonly Step[]): readonly Step[] | undefined {
  for (const step of steps) {
    if (step === call) return arm;
    for (const list of inner(step)) {
      let holds = false;
      walk(list, (held) => void (holds ||= held === call));
      if (holds) return innermostArm(call, list, step.is === "branch" || (step.is === "try" && list !== step.body && list !== step.final) ? list : arm);
    }
  }
  return arm;
}

function unusedPath(call: Call, name: string, steps: readonly Step[], used: ReadonlySet<Step>): boolean {
  const { entry, exit } = flow(steps);
  const start = reachable([entry]).find(({ step }) => step === call);
  if (!start) return false;
  // The first binding of the name behind the call is the one that keeps it.
  const seen = new Map<FlowNode, Set<boolean>>();
  const waiting: [FlowNode, boolean][] = start.next.map((node) => [node, false]);
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    const [node, bound] = item;
    const known = seen.get(node) ?? new Set();
    if (known.has(bound)) continue;
    seen.set(node, known.add(bound));
    const { step } = node;
    if (node === exit) return true;
    if (step && used.has(step)) continue;
    const binds = step?.is === "bind" && step.name === name;
    if (binds && bound) return true;
    for (const next of node.next) waiting.push([next, bound || binds]);
  }
  return false;
}

/** Whether a call stands under a condition. */
export const guarded = (call: Call, steps: readonly Step[]): boolean => innermostArm(call, steps) !== undefined;

/** Whether nothing is done behind a call: on no path does a step follow that does something. */
export function last(call: Call, steps: readonly Step[]): boolean {
  const start = reachable([flow(steps).entry]).find(({ step }) => step === call);
  const after = new Set(start?.next);
  for (const node of after) {
    if (node.step && node.step.is !== "jump" && node.step.is !== "bind") return false;
    for (const next of node.next) after.add(next);
  }
  return start !== undefined;
}
