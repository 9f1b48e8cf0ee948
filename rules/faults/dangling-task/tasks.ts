import { looking } from "../../model/looking.js";
import type { Func } from "../../model/module.js";
import { lastOf } from "../../model/paths.js";
import { lastName } from "../../model/ref.js";
import { moved } from "../../model/span.js";
import type { Call, Step, Use } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { queuesOf } from "../queues.js";
import { withinOf, written } from "../words.js";
import { awaitBehind } from "./after.js";
import { collectable } from "./collected.js";
import type { DanglingSite } from "./site.js";

/** What starts something that runs on its own. */
const makers: ReadonlyMap<string, "task" | "gather"> = new Map([
  ["asyncio.create_task", "task"], ["asyncio.ensure_future", "task"], ["asyncio.AbstractEventLoop.create_task", "task"], ["asyncio.gather", "gather"],
]);

const lastNames: ReadonlySet<string> = new Set([...makers.keys()].map(lastOf));

/** The calls that may start something that runs on its own, by their last name. */
export const makings = looking<Call>({ call: ({ ref }) => lastNames.has(lastName(ref.callee)) });

/** The tasks that a Python function starts and nobody keeps, and its gathers that nobody awaits. */
export function tasksOf(node: FuncNode, analysis: Analysis): readonly DanglingSite[] {
  const { func, path } = node;
  if (!func) return [];
  const scope: Scope = { path, func };
  return makings(func).flatMap((call) => {
    const values = analysis.world.evaluate(call.ref.callee, scope);
    const forms = new Set(values.map((value) => (value.is === "external" ? makers.get(value.name) : undefined)));
    const [form, ...others] = forms;
    const site = form && others.length === 0 ? siteOf(call, form, node, analysis) : undefined;
    return site ? [site] : [];
  });
}

function siteOf(call: Call, form: "task" | "gather", node: FuncNode, analysis: Analysis): DanglingSite | undefined {
  const func = node.func!;
  const goesOn = awaitBehind(call, func.steps) !== undefined;
  const lost = lostBy(call, form, goesOn, func);
  if (!lost) return undefined;
  const text = analysis.text(node.path);
  const say = ({ span, name }: Call): string => written(text, moved(span, node.from), moved(name, node.from));
  const inner = form === "task" ? handedTo(call, func.steps) : undefined;
  const from = inner && coroutineOf(inner, node, analysis);
  const collected = from !== undefined && collectable(from, analysis);
  // Where it tells its errors itself, and lives as long as what it waits for, nothing is lost.
  if (!collected && inner && (from ? analysis.summaries.traits(from).tells : isHarmless(inner, node, analysis))) return undefined;
  const endless = form === "gather" ? gathered(call, func.steps).some((member) => isEndless(coroutineOf(member, node, analysis), analysis)) : isEndless(from, analysis);
  const queues = inner && from ? queuesOf(node, { members: [{ call: inner, from }] }, analysis) : undefined;
  return {
    form, goesOn,
    span: moved([call.span[0], call.name[1]], node.from), whole: moved(call.span, node.from), name: say(call),
    ...(inner ? { coroutine: say(inner) } : {}),
    ...lost,
    ...(collected ? { collected } : {}),
    ...(endless ? { endless } : {}),
    ...(queues ? { queues } : {}),
    scope: func.role === "module" ? "module" : func.async ? "async" : "sync",
    ...withinOf(node),
  };
}

/** How a task is lost, undefined where somebody has it. */
function lostBy({ use }: Call, form: "task" | "gather", goesOn: boolean, func: Func): Pick<DanglingSite, "kept" | "many"> | undefined {
  const outer = outermost(use);
  if (outer === "dropped") return use === outer ? {} : { many: true };
  if (typeof outer !== "object" || !("kept" in outer) || func.role === "module" || (form === "task" && goesOn)) return undefined;
  let read = false;
  walk(func.steps, (step) => void (read ||= step.is === "read" && step.name === outer.kept));
  return read ? undefined : { kept: outer.kept, ...(use === outer ? {} : { many: true }) };
}

const outermost = (use: Use): Use => (typeof use === "object" && "inside" in use ? outermost(use.inside) : use);

/** The call whose coroutine a task is made of. */
function handedTo(call: Call, steps: readonly Step[]): Call | undefined {
  let found: Call | undefined;
  walk(steps, (step) => {
    if (step.is === "call" && typeof step.use === "object" && "passed" in step.use && step.use.passed === call.ref && (step.use.at === 0 || step.use.at === "coro")) found = step;
  });
  return found;
}

/** The calls whose coroutines are gathered. */
function gathered(call: Call, steps: readonly Step[]): readonly Call[] {
  const found: Call[] = [];
  walk(steps, (step) => {
    const use = step.is === "call" ? outermost(step.use) : undefined;
    if (step.is === "call" && typeof use === "object" && "passed" in use && use.passed === call.ref) found.push(step);
  });
  return found;
}

const isEndless = (node: FuncNode | undefined, analysis: Analysis): boolean => node !== undefined && analysis.summaries.endless(node);

function coroutineOf(call: Call, node: FuncNode, analysis: Analysis): FuncNode | undefined {
  const values = analysis.world.evaluate(call.ref, { path: node.path, func: node.func! });
  const [value] = values;
  return values.length === 1 && value?.is === "awaitable" ? value.from : undefined;
}

/** A library coroutine that does not fail. */
function isHarmless(call: Call, node: FuncNode, analysis: Analysis): boolean {
  const values = analysis.world.evaluate(call.ref.callee, { path: node.path, func: node.func! });
  return values.length > 0 && values.every((value) => value.is === "external" && value.name === "asyncio.sleep");
}
