import type { LanguageName } from "../../model/module.js";
import { moved, type Span } from "../../model/span.js";
import type { Call, Step } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import { fault, mending, type Related } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { withinOf, written } from "../words.js";
import { answering, given } from "./answer.js";
import type { Duty } from "./duty.js";
import { askedOf, isStored, waysOf } from "./effect.js";
import type { Effort } from "./helpers.js";
import { endsAfterJoin, isForeign, isJoined, isSettledByOthers } from "./joined.js";
import { layoutOf } from "./layout.js";
import { handlerAt, type Asked } from "./marks.js";
import { behind, pathsOf, settling, type Paths } from "./paths.js";
import type { Taking } from "./protocols.js";
import type { DutySite, Leaving } from "./site.js";
import { isUnseen, taken, takes } from "./take.js";

interface Found extends DutySite { readonly path: string; readonly costs: string; readonly never: boolean }

/** Something is taken, or a callback given, and not settled exactly once on every path. */
export const rule = fault<Found, Analysis>({
  id: "missing-task-done",
  docs: "What was taken from a queue is not reported done on every path, or twice; likewise callbacks, acknowledgements, releases.",
  severity: "error",
  languages: ["python", "typescript"],
  strict: "exceptions that nobody catches, and that leave something out",
  *find(path, analysis) {
    const language = analysis.module(path)?.language ?? "python";
    const efforts = new Map<Taking, Effort["may"]>();
    for (const node of analysis.nodes(path, takes)) for (const duty of taken(node, language, analysis, efforts)) {
      const site = ofTaken(duty, language, analysis);
      if (site) yield site;
    }
    for (const [node, { row, place }] of answering(path, language, analysis)) {
      const duty = given(node, row);
      const site = duty && ofGiven(duty, analysis);
      if (site) yield { ...site, span: place };
    }
  },
  message: ({ name, settle, how, never, given: begins, method, costs, strict }) => {
    const call = method ? `\`${settle}()\`` : `\`${settle}\``;
    if (strict) return `${begins ? `${call} is not called` : `\`${name}()\` is not followed by ${call}`} where an exception ends the function: ${costs}.`;
    if (how === "twice") return `${call} is called twice${begins ? "" : ` for one \`${name}()\``} on some path: ${costs}.`;
    if (begins) return `${call} is ${never ? "never called" : "not called on every path"}: ${costs}.`;
    return `\`${name}()\` is ${never ? "never followed" : "not followed on every path"} by ${call}: ${costs}.`;
  },
  related: ({ path, how, settles, jumps, settle, again, handler, raiser }) => {
    const place = (span: Span, message: string): Related => ({ path, span, message });
    if (how === "twice") return again ? [place(again, `\`${settle}\` is called here once more.`)] : [];
    return [
      ...jumps.map(({ span, to }) => place(span, `This \`${to}\` leaves without it.`)),
      ...(jumps.length === 0 && handler ? [place(handler, "An exception that is caught here leaves it out.")] : []),
      ...(raiser ? [place(raiser, "An exception that is raised here leaves it out, and the function.")] : []),
      ...settles.slice(0, 1).map((span) => place(span, "On another path it is called here.")),
    ];
  },
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

function ofTaken(duty: Duty, language: LanguageName, analysis: Analysis): Found | undefined {
  const asked = askedOf(duty, analysis);
  const ways = waysOf(duty, asked);
  const paths = counted(pathsOf(ways), duty);
  if (!paths.missing && !paths.twice && !paths.leaked) return undefined;
  const settles = settling(ways);
  // Who settles nowhere is told so without a thought of exceptions, or leaves it to others.
  if (settles.length === 0 && !paths.missing && !paths.twice) return undefined;
  // Who only fetches for others leaves it to them.
  if (settles.length === 0 && (effectsIn(duty, asked).hands || isUnseen(duty))) return undefined;
  if ("called" in duty.protocol && isStored(duty, analysis)) return undefined;
  if ("joins" in duty.protocol) {
    const joined = isJoined(duty, language, analysis);
    if (!joined && !(settles.length > 0 && paths.once && isForeign(duty, analysis))) return undefined;
    if (settles.length === 0 && isSettledByOthers(duty, analysis)) return undefined;
    if (paths.missing && isPill(paths, duty) && endsAfterJoin(duty, analysis)) return undefined;
  } else if (settles.length === 0 && !("called" in duty.protocol && duty.names.size > 0)) return undefined;
  return found(duty, paths, settles, asked, analysis);
}

/** Where a function takes several before it settles any, nobody can tell which of them is settled twice. */
function counted(paths: Paths, { scope: { func }, take, takesMore }: Duty): Paths {
  if (!paths.twice) return paths;
  const { twice, ...others } = paths;
  return [...layoutOf(func).calls.values()].some((call) => call !== take && takesMore(call.ref.callee)) ? others : paths;
}

function ofGiven(duty: Duty, analysis: Analysis): Found | undefined {
  const asked = askedOf(duty, analysis);
  if (isStored(duty, analysis)) return undefined;
  const { settles, hands } = effectsIn(duty, asked);
  const { protocol } = duty;
  // Who does neither is none of those that were meant.
  if (settles.length === 0 && (hands || "by" in protocol || "beside" in protocol || duty.scope.func.steps.length === 0)) return undefined;
  const paths = pathsOf(waysOf(duty, asked));
  const leaked = paths.leaked && "by" in protocol && settles.length > 0 && !paths.twice;
  if (paths.missing || leaked || (paths.twice && protocol.twice !== undefined)) return found(duty, paths, settles, asked, analysis);
  return undefined;
}

function effectsIn({ scope: { func } }: Duty, asked: Asked): { readonly settles: readonly Call[]; readonly hands: boolean } {
  const settles: Call[] = [];
  let hands = false;
  walk(func.steps, (step) => {
    const effect = asked.effect(step);
    if (effect === "settles" && step.is === "call") settles.push(step);
    hands ||= effect === "gone";
  });
  return { settles, hands };
}

/** Whether all paths that leave something out do so on purpose, by leaving the loop for good when they are told to. */
function isPill({ jumps, leaves, missing }: Paths, duty: Duty): boolean {
  if (jumps.length === 0) return leaves && !missing!.some((step) => handlerAt(step));
  return jumps.every(({ to }) => to === "break" || to === "return") && duty.names.size > 0;
}

function found(duty: Duty, paths: Paths, settles: readonly Call[], asked: Asked, analysis: Analysis): Found | undefined {
  const { node, take, protocol } = duty;
  const text = analysis.text(node.path);
  const at = (span: Span): Span => moved(span, node.from);
  const how = paths.missing || !paths.twice ? "missing" : "twice";
  const costs = how === "missing" ? protocol.missing : protocol.twice;
  if (costs === undefined) return undefined;
  const param = "param" in protocol ? (duty.scope.func.params[protocol.param]?.name ?? "") : "";
  const direct = settles.filter(({ ref }) => duty.settles(ref.callee, ref.args, duty.scope) === "same");
  const name = take ? written(text, at(take.span), at(take.name)) : "";
  const [last, before] = (paths.twice ?? []).filter((step): step is Call => step.is === "call" && asked.effect(step) === "settles").reverse();
  const path = paths.missing ?? [];
  const raiser = paths.missing || paths.twice ? undefined : paths.leaked?.findLast((step) => "span" in step && (step.is === "call" || step.is === "await" || step.is === "iterate"));
  const handler = path.flatMap((step) => handlerAt(step) ?? []).at(-1);
  const method = take !== undefined && !("called" in protocol && duty.names.size > 0 && !direct.some(({ ref }) => ref.callee.is === "attr" && !duty.isItem(ref.callee)));
  return {
    path: node.path, how, costs, never: settles.length === 0, method, name,
    span: take ? at(take.span) : at(node.func!.head),
    settle: settleName(duty, direct, name, param, text, at),
    given: take === undefined,
    jumps: jumpsOf(paths, duty, asked, at),
    settles: direct.map(({ span }) => at(span)).sort((a, b) => a[0] - b[0]),
    settledElsewhere: paths.once && !paths.twice,
    answers: "beside" in protocol && protocol.beside !== undefined,
    ...(last ? { again: at(last.span) } : {}), ...(before ? { first: at(before.span) } : {}),
    ...(handler ? { handler: at(handler.span) } : {}),
    ...(paths.missing || paths.twice ? {} : { strict: true as const, ...(raiser && "span" in raiser ? { raiser: at(raiser.span) } : {}) }),
    ...withinOf(node),
  };
}

function settleName(duty: Duty, direct: readonly Call[], name: string, param: string, text: string, at: (span: Span) => Span): string {
  const { protocol } = duty;
  const [call] = direct;
  if (call) return written(text, at(call.span), at(call.name));
  if ("takes" in protocol) return protocol.called && duty.names.size > 0 ? [...duty.names].at(-1)! : name.replace(/\w+$/, protocol.settles[0]!);
  return protocol.by ? protocol.by[0]! : param;
}

function jumpsOf({ jumps }: Paths, duty: Duty, asked: Asked, at: (span: Span) => Span): readonly Leaving[] {
  const busy: ReadonlySet<Step> = jumps.length > 0 ? behind((step) => !onlyLooks(step, duty, asked), waysOf(duty, asked)) : new Set();
  return jumps.map((jump) => ({ span: at(jump.span), to: jump.to, idle: !busy.has(jump) })).sort((a, b) => a.span[0] - b.span[0]);
}

/** Whether a step leaves what was taken as it is: it looks at it at most, or has nothing to do with it. */
function onlyLooks(step: Step, duty: Duty, asked: Asked): boolean {
  if (step.is === "read" && duty.names.has(step.name)) {
    const { use } = step;
    return use === "tested" || (typeof use === "object" && ("member" in use || "passed" in use));
  }
  if (step.is !== "call") return true;
  const { callee, args, keys } = step.ref;
  const given = [...args, ...Object.values(keys ?? {})].some((arg) => duty.isItem(arg));
  return !(callee.is === "attr" && duty.isItem(callee.of)) && (!given || asked.effect(step) === "calm");
}
