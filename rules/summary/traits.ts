import type { Func } from "../model/module.js";
import { lastName, type AttrRef, type CallRef, type Ref } from "../model/ref.js";
import type { Call, Enter, Handler, Step } from "../model/step.js";
import { inner, walk } from "../model/walk.js";

/** What the callers of a coroutine function want to know of its body. */
export interface Traits {
  /**
   * Its promise may be rejected: unless all it does stands in a `try` whose handlers do not throw. Where such a `try` (or `.catch`,
   * `allSettled`) holds what it awaits, its author has thought of what fails: then only a `throw`, a further `await` or a `return f()` outside counts.
   */
  readonly rejects: boolean;
  /** Python: it deals with its errors itself. There is a `try` that catches what may well fail, and all that may fail stands in such a one. */
  readonly tells: boolean;
  /** JavaScript: a plain function that returns nothing but what `Promise.resolve` makes, which is never rejected. */
  readonly resolves: boolean;
  /** JavaScript: by its text it cannot fail. It throws nothing, and asks only what its object holds, or makes a promise. */
  readonly calm: boolean;
  /** It goes round until somebody tells its object to stop (`while (!this.closing) await …`): its promise is not there to be waited for at once. */
  readonly serves: boolean;
}

/** The traits of a function; of one that is gone nothing is known but that it may do anything. */
export function readTraits(func: Func | undefined): Traits {
  if (!func) return { rejects: true, tells: false, resolves: false, calm: false, serves: false };
  const { steps } = func;
  const rejects = careful(steps) ? steps.some(throws) || passesOn(steps) : steps.some(mayThrow);
  return { rejects, tells: catches(steps) && steps.every(cannotFail), resolves: !func.async && resolves(steps), calm: steps.every(isCalm), serves: serves(func) };
}

function mayThrow(step: Step): boolean {
  switch (step.is) {
    case "call": return true;
    case "jump": return step.to === "raise";
    case "iterate": return true;
    case "enter": return true;
    case "branch": return step.arms.some((arm) => arm.some(mayThrow));
    case "loop": return [step.test, step.body, step.after ?? [], step.otherwise].some((steps) => steps.some(mayThrow));
    case "try": {
      const caught = step.handlers.length > 0 ? step.handlers.some(({ body }) => body.some(throws)) : step.body.some(mayThrow);
      return caught || step.final.some(mayThrow);
    }
    case "read": case "bind": case "load": case "await": return false;
  }
}

/** Whether something awaited cannot fail, or its failure is handled. */
function careful(steps: readonly Step[]): boolean {
  let found = false;
  walk(steps, (step) => {
    if (step.is === "call") found ||= step.use === "awaited" && settles(step.ref);
    else if (step.is === "try" && step.handlers.length > 0) found ||= step.body.some(throws);
  });
  return found;
}

/** `p.catch(…)`, `Promise.allSettled(…)`: what they give is hardly ever rejected. */
const settles = ({ callee }: CallRef): boolean => callee.is === "attr" && (callee.name === "catch" || callee.name === "allSettled");

/** Whether it ends with what another function gives, which may be a promise; a handler that does so reports. */
function passesOn(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.is === "call") return step.use === "returned" && !settles(step.ref);
    return (step.is === "try" ? [step.body, step.otherwise, step.final] : inner(step)).some(passesOn);
  });
}

/** In a handler only an explicit `throw` counts: it is there to report, and a reporter that fails is nobody's plan. */
function throws(step: Step): boolean {
  switch (step.is) {
    case "jump": return step.to === "raise";
    case "enter": return step.body.some(throws);
    case "branch": return step.arms.some((arm) => arm.some(throws));
    case "loop": return [step.test, step.body, step.after ?? [], step.otherwise].some((steps) => steps.some(throws));
    case "try": return (step.handlers.length > 0 ? step.handlers.some(({ body }) => body.some(throws)) : step.body.some(throws)) || step.final.some(throws);
    case "call": return step.use === "awaited" && !settles(step.ref);
    case "read": return step.use === "awaited";
    case "await": return true;
    case "iterate": return step.async;
    default: return false;
  }
}

/** Whether all it returns is made by `Promise.resolve`. */
function resolves(steps: readonly Step[]): boolean {
  const uses: boolean[] = [];
  walk(steps, (step) => {
    if (step.is === "call" && (step.use === "returned" || step.use === "returned-in-try")) uses.push(step.ref.callee.is === "attr" && step.ref.callee.name === "resolve" && isNamed(step.ref.callee.of, "Promise"));
    else if (step.is === "read" && step.use === "returned") uses.push(false);
  });
  return uses.length > 0 && uses.every((use) => use);
}

function isCalm(step: Step): boolean {
  switch (step.is) {
    case "call": return (step.ref.new === true && isNamed(step.ref.callee, "Promise")) || (step.ref.callee.is === "attr" && isHeld(step.ref.callee.of));
    case "enter": return false;
    case "iterate": return !step.async;
    case "jump": return step.to !== "raise";
    default: return inner(step).every((steps) => steps.every(isCalm));
  }
}

/** `this.items`: what an object holds, to be asked for something (`this.items.shift()`); a method of its own may do anything. */
const isHeld = (ref: Ref): boolean => ref.is === "attr" && ref.of.is === "self";

/** Whether some `try` (or `suppress`) catches what may well fail. */
function catches(steps: readonly Step[]): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= (step.is === "try" && step.handlers.some(isBroad)) || (step.is === "enter" && suppresses(step))));
  return found;
}

/**
 * Whether a handler is there for what may well fail: for every exception, or for those of a library or of one's own. Builtin classes but the most
 * general ones say that something particular is expected (no such key, a text that is no number); of the rest nobody has thought.
 */
const isBroad = ({ catches: classes }: Pick<Handler, "catches">): boolean => classes === undefined || classes.some((cls) => !particular.test(lastName(cls)));

const particular = new RegExp(
  "^(?:|(?:Cancelled|Timeout|Key|Index|Lookup|Value|Type|Attribute|Name|Assertion|NotImplemented|Arithmetic|ZeroDivision|Unicode|UnicodeDecode|JSONDecode|Import|" +
    "ModuleNotFound|FileNotFound|FileExists|InvalidState|Runtime)Error|Queue(?:Empty|Full|ShutDown)|Empty|Full|Stop(?:Async)?Iteration|GeneratorExit|KeyboardInterrupt|SystemExit)$",
);

/** `with suppress(Exception):`. */
const suppresses = ({ of }: Enter): boolean => of.is === "call" && lastName(of.callee) === "suppress" && isBroad({ catches: of.args });

/** Whether a step cannot fail, or its failure is caught here. */
function cannotFail(step: Step): boolean {
  switch (step.is) {
    case "call": return isQuiet(step);
    case "iterate": return !step.async;
    case "enter": return suppresses(step) || (step.of.is !== "call" && step.body.every(cannotFail));
    case "await": return false;
    case "jump": return step.to !== "raise";
    case "try":
      return (step.handlers.some(isBroad) || step.body.every(cannotFail)) && [step.otherwise, step.final].every((steps) => steps.every(cannotFail)) &&
        !step.handlers.some(({ body }) => body.some(throws));
    default: return inner(step).every((steps) => steps.every(cannotFail));
  }
}

/** Of calls these few are thought not to fail: they sleep, say something, end tasks, or go through what is at hand. */
function isQuiet({ use, ref: { callee, keys } }: Call): boolean {
  const name = lastName(callee);
  if (callee.is === "name") return /^(?:print|len|str|repr|list|tuple|set|dict|isinstance|sleep|wait|suppress)$/.test(name);
  const all = keys?.["return_exceptions"];
  if (use !== "awaited" && /^(?:items|keys|values|popleft|time|monotonic)$/.test(name)) return true;
  return quiet.test(name) || (name === "gather" && all?.is === "literal" && all.value === true);
}

const quiet = /^(?:sleep|debug|info|warning|error|exception|critical|wait|cancel|cancelled|done|set|is_set|clear|set_result|add|discard|append)$/;

/** Whether a loop that waits asks its object, each round, for a state that only others set. */
function serves({ steps, attributes }: Func): boolean {
  let found = false;
  walk(steps, (step) => {
    if (found || step.is !== "loop") return;
    const told = step.asks?.some((ref) => ref.is === "attr" && isTold(ref) && !attributes.has(ref.name));
    found = told === true && waits(step.body);
  });
  return found;
}

const isTold = ({ of, name }: AttrRef): boolean => of.is === "self" && states.test(name);

/** What an object is called that is to go on, or to stop. Of one that is `done` or `pending` the loop itself may know. */
const states = /^[_#]*(?:(?:is|was|has|should)_?)?(?:clos(?:e|ed|ing)|stop(?:ped|ping)?|paus(?:ed|ing)|abort(?:ed|ing)?|quit(?:ting)?|exit(?:ed|ing)?|shut(?:ting)?_?down|terminat(?:ed|ing)|destroy(?:ed|ing)|dispos(?:ed|ing)|running|alive|listening)$/i;

function waits(steps: readonly Step[]): boolean {
  let found = false;
  walk(steps, (step) => void (found ||= step.is === "await" || (step.is === "iterate" && step.async) || ((step.is === "call" || step.is === "read") && step.use === "awaited")));
  return found;
}

const isNamed = (ref: Ref, name: string): boolean => ref.is === "name" && ref.name === name;
