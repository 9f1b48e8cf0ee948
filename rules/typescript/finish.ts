import type { Ref } from "../model/ref.js";
import type { Step, Use } from "../model/step.js";
import { nameRef } from "./frame.js";
import type { Flag, Frame } from "./frame.js";
import type { Variable } from "./scope.js";

/**
 * Leaves only those `Read`s and `Bind`s that matter: of names that hold the result of a call and that no other function knows.
 * Which those are is known only when the whole function, and all that is nested in it, has been walked.
 */
export function finish(f: Frame): void {
  for (const { step, flag } of f.flags ?? []) step.endless ||= isFixed(flag);
  for (const { step, variable } of f.asking ?? []) if (step && variable.captured && !variable.constant) ask(f, step, variable.name);
  if (f.records === 0 && f.keeping.length === 0) return;
  spread(f);
  const tracked = new Set<string>();
  for (const variable of f.variables) if (isTracked(variable)) tracked.add(variable.name);
  for (const { step, to } of f.keeping) {
    if (!isTracked(to)) (step as { use: Use }).use = lost(step.use);
  }
  if (f.records > 0) prune(f.out, tracked);
}

/** The condition of a loop looks at a variable that other functions know of. */
function ask(f: Frame, step: { asks?: readonly Ref[]; still?: true }, name: string): void {
  step.asks = [...(step.asks ?? []), nameRef(f, name)];
  step.still = true;
}

/** Whether a flag is set once, and never again: by nobody that knows of it. */
function isFixed({ variable, truth }: Flag): boolean {
  const { all, binds, captured, constant } = variable;
  return binds === 1 && (constant || !captured) && all.is === "literal" && all.value === truth;
}

/** Whether the reads of a variable are recorded. */
const isTracked = (variable: Variable): boolean => variable.holds && !variable.captured && !variable.hiding;

/** What is bound to a second name is held by that one too: `const b = a`. */
function spread(f: Frame): void {
  const aliases = f.keeping.filter((each) => each.from);
  for (let changed = aliases.length > 0; changed;) {
    changed = false;
    for (const { from, to } of aliases) {
      if (from!.holds && !to.holds) changed = to.holds = true;
    }
  }
}

/** The use of something that is kept under a name that we lose sight of. */
function lost(use: Use): Use {
  return typeof use === "object" && "inside" in use ? { inside: lost(use.inside) } : "escapes";
}

/** Takes the records of all other names out. */
function prune(steps: Step[], tracked: ReadonlySet<string>): void {
  let kept = 0;
  for (const step of steps) {
    if ((step.is === "read" || step.is === "bind") && !tracked.has(step.name)) continue;
    switch (step.is) {
      case "branch":
        for (const arm of step.arms) prune(arm as Step[], tracked);
        // It held nothing but such records.
        if (step.arms.every((arm) => arm.length === 0)) continue;
        break;
      case "loop":
        prune(step.test as Step[], tracked);
        prune(step.body as Step[], tracked);
        if (step.after) prune(step.after as Step[], tracked);
        break;
      case "try":
        prune(step.body as Step[], tracked);
        for (const handler of step.handlers) prune(handler.body as Step[], tracked);
        prune(step.final as Step[], tracked);
        break;
      default:
    }
    steps[kept++] = step;
  }
  while (steps.length > kept) steps.pop();
}

