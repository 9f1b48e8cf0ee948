import type { LanguageName } from "../../model/module.js";
import { lastOf } from "../../model/paths.js";
import { holds, moved, type Span } from "../../model/span.js";
import type { Call } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { shortName, withinOf, written } from "../words.js";
import { usedAsValues } from "./as-values.js";
import { mayFail } from "./fails.js";
import { awaitableOf, goesOn, handOver, handOvers, takerOf, waitsForFirst, type Awaitable, type HandOver, type Place } from "./hand-over.js";
import { forgives } from "./forgives.js";
import type { AsyncCallbackSite } from "./site.js";
import { costs, gives } from "./words.js";

interface Found extends AsyncCallbackSite { readonly language: LanguageName }

/** An async function where a plain callback is expected. */
export const rule = fault<Found, Analysis>({
  id: "async-callback",
  docs: "An async function that is handed to something which expects a plain one, and has no use for the coroutine or promise that it gives.",
  severity: "error",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    const language = analysis.module(path)?.language ?? "python";
    for (const node of analysis.nodes(path, handOvers)) yield* within(node, language, analysis);
    if (language === "python") for (const node of analysis.nodes(path)) yield* decorated(node, analysis);
  },
  message: ({ name, written: taker, does, language }) => `${gives(name, language)}, but \`${taker}\` ${costs(does, language)}.`,
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

function* within(node: FuncNode, language: LanguageName, analysis: Analysis): Iterable<Found> {
  const { func } = node;
  if (!func) return;
  const place: Place = { scope: { path: node.path, func }, language, world: analysis.world };
  for (const call of handOvers(func)) {
    const found = handOver(call, place);
    const awaitable = found && awaitableOf(found.argument, place);
    if (found && awaitable && isFault(call, found, awaitable, place, analysis)) yield siteOf(node, call, found, awaitable, language, analysis);
  }
}

function isFault(call: Call, found: HandOver, awaitable: Awaitable, place: Place, analysis: Analysis): boolean {
  const { does } = found.taker;
  switch (does) {
    case "trusts": case "reads": return true;
    case "folds": return !waitsForFirst(awaitable);
    case "yields": return usedAsValues(call, place);
    case "returns": return call.use === "awaited" && !awaitedTwice(call, place);
    // In Python nothing of it is ever run; in JavaScript it runs, so that only what comes late or fails is lost.
    case "ends": return goesOn(awaitable);
    case "drops": case "fires": case "settles":
      return place.language === "python" || (goesOn(awaitable) && mayFail(awaitable.from, analysis) && !(does === "fires" && forgives(call.ref, place)));
  }
}

/** `await (await asyncio.to_thread(make))`. */
function awaitedTwice({ ref }: Call, { scope: { func } }: Place): boolean {
  let found = false;
  walk(func.steps, (step) => void (found ||= step.is === "await" && step.ref.is === "await" && step.ref.of === ref));
  return found;
}

/** `@atexit.register` on a coroutine function. */
function* decorated(node: FuncNode, { world, python }: Analysis): Iterable<Found> {
  const { func } = node;
  const around = func?.async && !func.generator && func.decorators.length > 0 ? world.node(node.path, func.parent ?? "<module>").func : undefined;
  if (!func || !around) return;
  for (const decorator of func.decorators) for (const value of world.evaluate(decorator, { path: node.path, func: around })) {
    const taker = value.is === "external" ? takerOf(value.name, "python") : undefined;
    if (value.is !== "external" || taker?.does !== "drops" || !taker.at.startsWith("0")) continue;
    yield {
      span: moved(func.head, node.from), call: undefined, at: 0, does: "drops", taker: value.name, written: shortName(value.name),
      name: lastOf(func.name), params: func.params.length, language: "python", python: python(node.path),
    };
    return;
  }
}

function siteOf(node: FuncNode, call: Call, { name: taker, taker: { does }, at }: HandOver, { from, value }: Awaitable, language: LanguageName, analysis: Analysis): Found {
  const { path } = node;
  const span = moved(call.span, node.from);
  const text = analysis.text(path);
  const handed = value.is === "function" ? value.node : from;
  const head = handed?.func && handed.path === path ? moved(handed.func.head, handed.from) : undefined;
  const inPlace = head && holds(span, head) ? head : undefined;
  const argument: Span = inPlace ?? analysis.argument(path, span, at) ?? span;
  return {
    span: argument, call: span, at, does, taker, language,
    written: written(text, span, moved(call.name, node.from)),
    name: inPlace || argument === span ? undefined : written(text, argument, argument),
    params: handed?.func && !handed.func.params.some(({ rest }) => rest) ? handed.func.params.length : undefined,
    ...(does === "fires" ? { severity: "warning" } : {}),
    ...withinOf(node),
    ...(language === "python" ? { python: analysis.python(path) } : {}),
  };
}
