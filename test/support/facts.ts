import type { Func, Module } from "../../rules/model/module.js";
import type { Ref } from "../../rules/model/ref.js";
import type { Step, Use } from "../../rules/model/step.js";

/** A Ref in one line: `open($0).read()`, `$0` being the first parameter. */
export function show(ref: Ref): string {
  switch (ref.is) {
    case "name": return ref.name;
    case "param": return `$${ref.index}${ref.type ? `:${show(ref.type)}` : ""}${ref.default ? `=${show(ref.default)}` : ""}`;
    case "attr": return `${show(ref.of)}.${ref.name}`;
    case "call": return `${show(ref.callee)}(${[...ref.args.map(show), ...Object.entries(ref.keys ?? {}).map(([key, value]) => `${key}=${show(value)}`)].join(", ")})`;
    case "import": return ref.name === undefined ? `<${ref.from}>` : `<${ref.from}>.${ref.name}`;
    case "self": case "cls": case "super": case "text": return ref.is;
    case "unknown": return "?";
    case "await": return `await ${show(ref.of)}`;
    case "item": return `${show(ref.of)}[${ref.key ?? ""}]`;
    case "enter": return `${ref.async ? "aenter" : "enter"}(${show(ref.of)})`;
    case "instance": return `a ${show(ref.of)}`;
    case "awaitable": return `awaitable(${show(ref.of)})`;
    case "func": return `def ${ref.name}`;
    case "class": return `class ${ref.name}`;
    case "literal": return ref.value === null ? "None" : JSON.stringify(ref.value);
    case "list": return `[${ref.of.map(show).join(", ")}]`;
    case "object": return `{${Object.entries(ref.members).map(([key, value]) => `${key}: ${show(value)}`).join(", ")}}`;
    case "star": return `*${show(ref.of)}`;
    case "or": return ref.of.map(show).join(" | ");
  }
}

/** A use in a few words. */
export function showUse(use: Use): string {
  if (typeof use === "string") return use;
  if ("member" in use) return `.${use.member}`;
  if ("kept" in use) return `kept ${use.kept}`;
  if ("inside" in use) return `inside ${showUse(use.inside)}`;
  return `passed ${show(use.passed.callee)} ${use.at}`;
}

/** Steps, one per line, indented as they are nested. */
export function showSteps(steps: readonly Step[], indent = ""): string[] {
  const inner = (head: string, body: readonly Step[]): string[] => (body.length === 0 ? [] : [indent + head, ...showSteps(body, `${indent}  `)]);
  return steps.flatMap((step): string[] => {
    switch (step.is) {
      case "call": return [`${indent}call ${show(step.ref)}: ${showUse(step.use)}`];
      case "read": return [`${indent}read ${step.name}: ${showUse(step.use)}`];
      case "bind": return [`${indent}bind ${step.name}`];
      case "await": return [`${indent}await ${show(step.ref)}`];
      case "load": return [`${indent}load ${show(step.ref)}`];
      case "iterate": return [`${indent}${step.async ? "async " : ""}iterate ${show(step.of)}`];
      case "jump": return [`${indent}${step.to}`];
      case "enter": return [`${indent}${step.async ? "async " : ""}enter ${show(step.of)}`, ...showSteps(step.body, `${indent}  `)];
      case "branch": return step.arms.flatMap((arm, i) => [`${indent}${i === 0 ? (step.flagged ? "if flagged" : "if") : "or"}`, ...showSteps(arm, `${indent}  `)]);
      case "loop": return [
        `${indent}${step.endless ? "endless " : ""}loop${step.asks ? ` asks ${step.asks.map(show).join(", ")}` : ""}`, ...inner("  test", step.test), ...showSteps(step.body, `${indent}  `), ...inner("else", step.otherwise),
      ];
      case "try": return [
        `${indent}try`, ...showSteps(step.body, `${indent}  `),
        ...step.handlers.flatMap((handler) => [`${indent}except ${handler.catches?.map(show).join(", ") ?? ""}`.trimEnd(), ...showSteps(handler.body, `${indent}  `)]),
        ...inner("else", step.otherwise), ...inner("finally", step.final),
      ];
    }
  });
}

/** The function of that name. */
export function func(module: Module, name: string): Func {
  const found = module.functions.find((placed) => placed.func.name === name);
  if (!found) throw new Error(`no ${name} among ${module.functions.map((placed) => placed.func.name).join(", ")}`);
  return found.func;
}

/** All facts of a module in words, empty ones left out. */
export function report(module: Module): string {
  const lines: string[] = [];
  const record = (title: string, refs: ReadonlyMap<string, Ref>): void => {
    if (refs.size > 0) lines.push(`  ${title}: ${[...refs].map(([name, ref]) => `${name} = ${show(ref)}`).join("; ")}`);
  };
  for (const { func } of module.functions) {
    lines.push(head(func));
    lines.push(...showSteps(func.steps, "  "));
    record("locals", func.locals);
    record("sets", func.attributes);
  }
  for (const { name, bases, members, decorators, parent } of module.classes.values()) {
    lines.push(`class ${name}(${bases.map(show).join(", ")})${decorators.map((ref) => ` @${show(ref)}`).join("")}${parent === undefined ? "" : ` in ${parent}`}`);
    record("members", members);
  }
  if (module.imports.length > 0) lines.push(`imports ${module.imports.join(" ")}`);
  if (module.stars.length > 0) lines.push(`stars ${module.stars.join(" ")}`);
  for (const { message } of module.problems) lines.push(`problem: ${message}`);
  return lines.join("\n");
}

function head(func: Func): string {
  if (func.role === "module") return "<module>";
  const params = func.params.map(({ name, type, default: given, rest }) =>
    `${rest ? "*" : ""}${name}${type ? `: ${show(type)}` : ""}${given ? ` = ${show(given)}` : ""}`);
  const words = [
    func.async && "async", func.generator && "generator", func.lambda && "lambda", func.abstract && "abstract", func.role !== "plain" && func.role,
    func.cls !== undefined && `of ${func.cls}`, func.parent !== undefined && `in ${func.parent}`, ...func.decorators.map((ref) => `@${show(ref)}`),
  ].filter((word) => word !== false);
  return `${func.name}(${params.join(", ")})${func.returns.is === "unknown" ? "" : ` -> ${show(func.returns)}`}${words.map((word) => ` ${word}`).join("")}`;
}
