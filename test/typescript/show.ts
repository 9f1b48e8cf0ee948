import type { Func, Module } from "../../rules/model/module.js";
import type { Ref } from "../../rules/model/ref.js";
import type { Span } from "../../rules/model/span.js";
import type { Step, Use } from "../../rules/model/step.js";
import { typescript } from "../../rules/typescript/frontend.js";

/** A module beside its text, written down shortly so that a test can say in a line what it expects. */
export interface Shown {
  readonly module: Module;
  /** The steps of a function; without a name, of the module's body. */
  steps(name?: string): string;
  func(name: string): Func;
  /** What a name is exported as. */
  exported(name: string): string | undefined;
  /** A member of a class. */
  member(cls: string, name: string): string | undefined;
}

/** Lowers a text and makes it readable. */
export function show(text: string, path = "/w/a.ts"): Shown {
  const module = typescript.lower(path, text);
  const placed = (name: string) => {
    const found = module.functions.find(({ func }) => func.name === name);
    if (!found) throw new Error(`no function ${name}, but ${module.functions.map(({ func }) => func.name).join(", ")}`);
    return found;
  };
  return {
    module,
    steps: (name = "<module>") => {
      const { func, from } = placed(name);
      return showSteps(func.steps, ([a, b]) => text.slice(a + from, b + from).replace(/\s+/g, " "));
    },
    func: (name) => placed(name).func,
    exported: (name) => { const ref = module.exports.get(name); return ref && showRef(ref); },
    member: (cls, name) => { const ref = module.classes.get(cls)?.members.get(name); return ref && showRef(ref); },
  };
}

type Cut = (span: Span) => string;

const showSteps = (steps: readonly Step[], cut: Cut): string => steps.map((step) => showStep(step, cut)).join("; ");

function showStep(step: Step, cut: Cut): string {
  switch (step.is) {
    case "call": return `${cut(step.span)} ${showUse(step.use)}`;
    case "read": return `read ${cut(step.span)} ${showUse(step.use)}`;
    case "bind": return `bind ${step.name}`;
    case "await": return `await ${cut(step.span)}`;
    case "load": return `load ${cut(step.span)}`;
    case "iterate": return `iterate${step.async ? " async" : ""} ${cut(step.span)}`;
    case "branch": return `${step.flagged ? "flagged " : ""}branch {${step.arms.map((arm) => showSteps(arm, cut)).join(" | ")}}`;
    case "loop": {
      const parts = [["test", step.test], ["", step.body], ["after", step.after ?? []]] as const;
      const shown = parts.filter(([name, list]) => name === "" || list.length > 0).map(([name, list]) => `${name}{${showSteps(list, cut)}}`);
      return `${step.label === undefined ? "" : `${step.label}: `}${step.endless ? "endless " : ""}loop ${shown.join(" ")}`;
    }
    case "try": {
      const handlers = step.handlers.map((handler) => ` catch {${showSteps(handler.body, cut)}}`).join("");
      return `try {${showSteps(step.body, cut)}}${handlers}${step.final.length > 0 ? ` finally {${showSteps(step.final, cut)}}` : ""}`;
    }
    case "jump": return step.label === undefined ? step.to : `${step.to} ${step.label}`;
    case "enter": return `enter ${cut(step.span)}`;
  }
}

function showUse(use: Use): string {
  if (typeof use === "string") return `(${use})`;
  if ("member" in use) return `(.${use.member})`;
  if ("kept" in use) return `(kept ${use.kept})`;
  if ("passed" in use) return `(passed ${showRef(use.passed.callee)} ${use.at})`;
  return `(in ${showUse(use.inside)})`;
}

/** A Ref as one would write it: `$0` is the first parameter, `~x` a promise of x, `:x` an instance of x, `?` unknown. */
export function showRef(ref: Ref): string {
  switch (ref.is) {
    case "name": return ref.name;
    case "param": return `$${ref.index}`;
    case "attr": return `${showRef(ref.of)}.${ref.name}`;
    case "call": return `${ref.new ? "new " : ""}${showRef(ref.callee)}(${ref.args.map(showRef).join(", ")})`;
    case "import": return `"${ref.from}"${ref.name === undefined ? "" : `#${ref.name}`}`;
    case "self": return "this";
    case "cls": return "cls";
    case "super": return "super";
    case "await": return `await ${showRef(ref.of)}`;
    case "item": return `${showRef(ref.of)}[${ref.key === undefined ? "" : JSON.stringify(ref.key)}]`;
    case "enter": return `enter ${showRef(ref.of)}`;
    case "instance": return `:${showRef(ref.of)}`;
    case "awaitable": return `~${showRef(ref.of)}`;
    case "func": return `fn ${ref.name}`;
    case "class": return `class ${ref.name}`;
    case "literal": return JSON.stringify(ref.value);
    case "text": return "text";
    case "list": return `[${ref.of.map(showRef).join(", ")}]`;
    case "object": return `{${Object.entries(ref.members).map(([name, member]) => `${name}: ${showRef(member)}`).join(", ")}}`;
    case "star": return `...${showRef(ref.of)}`;
    case "or": return `(${ref.of.map(showRef).join(" | ")})`;
    case "unknown": return "?";
  }
}
