import { looking } from "../../model/looking.js";
import { moved, type Span } from "../../model/span.js";
import type { Loop, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { isTest } from "../../model/test-file.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import { fault, mending, type Related } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { looked, nameOf, type Flag } from "../flags.js";
import { headOf } from "../loop-head.js";
import { plainName, withinOf, written } from "../words.js";
import { pauseOf, type Pause } from "./pause.js";
import type { PollingSite, Setter } from "./site.js";

/** A loop that sleeps until somebody has set a flag. */
export const rule = fault<PollingSite, Analysis>({
  id: "polling-loop",
  docs: "A loop that sleeps until something of the program has changed, of which it could be told.",
  severity: "warning",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    for (const node of analysis.nodes(path, waitingLoops)) {
      const { func } = node;
      if (!func) continue;
      for (const loop of waitingLoops(func)) {
        const site = found(node, loop, { path, func }, analysis);
        if (site) yield site;
      }
    }
  },
  message: ({ flag, every, setters, kind }) => {
    const [setter, ...more] = setters;
    const what = setter && more.length === 0 ? `\`${setter.name}\` has set it` : setter || kind === "event" ? "it has been set" : "it has changed";
    return `\`${flag}\` is polled: the loop wakes up ${every === undefined ? "again and again" : `every ${every}`} for nothing, and notices late that ${what}.`;
  },
  related: ({ setters, flag }) => setters.map(({ path, span, name }): Related => ({ path, span, message: `\`${name}\` sets \`${flag}\`` })),
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

const waitingLoops = looking<Loop>({ loop: ({ asks, still }) => asks !== undefined && still === true }, "in coroutines");

function found(node: FuncNode, loop: Loop, scope: Scope, analysis: Analysis): PollingSite | undefined {
  const pause = pauseIn(loop, scope, analysis);
  if (!pause || pause.pause.time === 0) return undefined;
  const parts = (loop.asks ?? []).map((ref) => looked(ref, scope, node, analysis));
  const flags = parts.filter((part): part is Flag => part !== undefined && part !== "still");
  const [first] = flags;
  if (!first || parts.includes(undefined)) return undefined;
  const { path } = node;
  const text = analysis.text(path);
  const place = (step: { readonly span: Span }): Span => moved(step.span, node.from);
  const asking = loop.test.find((step) => step.is === "call" && step.ref === first.ref);
  const { time, unit } = pause.pause;
  return {
    span: headOf(text, loop, node),
    flag: first.text ?? (asking?.is === "call" ? written(text, place(asking), moved(asking.name, node.from)) : nameOf(first)),
    kind: flags.length === parts.length && parts.length === 1 ? first.kind : "other",
    every: time === undefined ? undefined : `${time} ${unit}`,
    setters: first.setters.flatMap(setterOf),
    here: first.setters.every((setter) => setter.path === path),
    pause: place(pause.step),
    ...(isTest(path) ? { severity: "hint" } : {}),
    ...(analysis.module(path)?.language === "python" ? { python: analysis.python(path) } : {}),
    ...withinOf(node),
  };
}

const setterOf = ({ path, name, func, from }: FuncNode): Setter[] => (func ? [{ name: plainName(name), path, span: moved(func.head, from) }] : []);

/** The pause of a loop that does nothing else, whatever it says of it. */
function pauseIn(loop: Loop, scope: Scope, analysis: Analysis): { readonly pause: Pause; readonly step: Step & { is: "call" } } | undefined {
  let step: Step & { is: "call" } | undefined;
  let pause: Pause | undefined;
  let works = (loop.after?.length ?? 0) > 0;
  walk(loop.body, (each) => {
    if (each.is === "enter" || each.is === "iterate" || each.is === "await" || each.is === "loop") works = true;
    if (each.is !== "call" || works) return;
    const found = pauseOf(each, scope, analysis.world);
    if (found) {
      works = pause !== undefined;
      [step, pause] = [each, found];
    } else if (!onlySays(each, scope, analysis)) works = true;
  });
  // One that stands in a branch is not the loop's own.
  return !works && pause && step && loop.body.includes(step) ? { pause, step } : undefined;
}

const idle = /(?:Error|Exception|Timeout)$|^(?:time\.|Date\.now$|performance\.now$)|^(?:asyncio\.\w+\.time|asyncio\.get_(?:running|event)_loop)$/;

/** A call that only reports, tells the time or makes an error. */
function onlySays({ ref }: Step & { is: "call" }, scope: Scope, { world, module }: Analysis): boolean {
  const language = module(scope.path)?.language ?? "python";
  const values = world.evaluate(ref.callee, scope);
  return values.length > 0 && values.every((value) => (value.is === "external" ? idle.test(value.name) || world.shelf(language).card(value.name).looks : value.is === "class" && idle.test(value.cls.name)));
}
