import { lastOf } from "../../model/paths.js";
import { moved, holds, type Span } from "../../model/span.js";
import type { Call, Step } from "../../model/step.js";
import { isTest } from "../../model/test-file.js";
import { callOf, walk } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending, type Related } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import type { Dead } from "../../summary/endless.js";
import type { Member, Wait } from "../../summary/waits.js";
import { queuesOf } from "../queues.js";
import { listed, withinOf, written } from "../words.js";
import { signalOf } from "./signal.js";
import type { EndlessSite, MemberPlace } from "./site.js";

interface Found extends EndlessSite { readonly path: string }

/** Something endless is waited for, and what comes behind it is never done. */
export const rule = fault<Found, Analysis>({
  id: "endless-gather",
  docs: "A coroutine that never ends is awaited, alone or with others, so that what comes behind it is never done.",
  severity: "error",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    // A test that hangs is noticed at once; one that does not has put something else in the place of what is endless.
    if (isTest(path)) return;
    for (const node of analysis.nodes(path)) for (const dead of analysis.summaries.dead(node)) {
      const site = found(node, dead, analysis);
      if (site) yield site;
    }
  },
  message: ({ form, name, members, others, never }) => {
    const end = `${list(members)} never ${areMany(members) ? "end" : "ends"}`;
    const waits = form === "all" || form === "group" ? `\`${name}\` waits for ever` : "";
    if (never) return `${end}, so ${waits && `${waits} and `}\`${never.text}\` is never reached.`;
    return `${end}, so ${waits}, long after ${list(others)} ${areMany(others) ? "are" : "is"} done.`;
  },
  related: ({ path, members, never }) => [
    ...members.map(({ span, name }): Related => ({ path, span, message: `\`${name}\` never ends` })),
    ...(never ? [{ path, span: never.span, message: `\`${never.text}\` is never reached` }] : []),
  ],
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

const namesOf = (places: readonly MemberPlace[]): string[] => [...new Set(places.map(({ name }) => `\`${name}\``))];

const areMany = (places: readonly MemberPlace[]): boolean => namesOf(places).length > 1;

const list = (places: readonly MemberPlace[]): string => listed(namesOf(places));

function found(node: FuncNode, dead: Dead, analysis: Analysis): Found | undefined {
  const { wait } = dead;
  const form = formOf(wait);
  const text = analysis.text(node.path);
  // A loop of one's own that never ends is no surprise: what comes behind it is dead code, and other tools say so.
  if (!form || (wait.by.is === "iterate" && !wait.by.async)) return undefined;
  const place = ({ call, from, list: many }: Member): MemberPlace => {
    const span = moved(call.span, node.from);
    const signal = from && signalOf(from);
    return {
      span, name: many && from?.func?.lambda === false ? ownName(from) : written(text, span, moved(call.name, node.from)),
      ...(signal === undefined ? {} : { signal }),
    };
  };
  const never = firstOf(dead, node, text);
  // Servers end so: with all that they do for ever. But what is over soon is hardly meant to be waited for as long.
  if (!never && (wait.others.length === 0 || !wait.members.every(({ from }) => from) || isGuarded(wait, node))) return undefined;
  const whole = moved(wait.by.span, node.from);
  const callee = calleeOf(wait, node);
  return {
    path: node.path, form, whole,
    span: callee,
    name: written(text, callee, callee),
    members: wait.members.map(place),
    others: wait.others.map(place),
    ...(never ? { never } : { severity: "warning" }),
    queues: queuesOf(node, wait, analysis),
    fixed: wait.members.every(({ from, call }) => (from ? !raises(from) && analysis.summaries.dead(from).length === 0 : form === "all" && isCoroutine(call))),
    ...withinOf(node),
  };
}

function formOf({ by, together }: Wait): Found["form"] | undefined {
  switch (by.is) {
    case "call": return together ? "all" : "await";
    case "read": return together ? "all" : "name";
    case "enter": return "group";
    case "iterate": return "loop";
  }
}

/** What is underlined: the callee of a call, any other expression as a whole. */
function calleeOf({ by }: Wait, node: FuncNode): Span {
  const call = by.is === "call" ? by : by.is === "enter" || by.is === "iterate" ? callOf(by.of, node.func?.steps ?? []) : undefined;
  return moved(call ? [call.span[0], call.name[1]] : by.span, node.from);
}

const does = new Set<Step["is"]>(["call", "load", "await", "iterate", "enter"]);

/** The first code behind the place that does something. */
function firstOf({ wait, never }: Dead, node: FuncNode, text: string): { span: Span; text: string } | undefined {
  const behind = never.flatMap((step) => (does.has(step.is) && "span" in step && step.span[0] >= wait.by.span[0] && !holds(wait.by.span, step.span) ? [step.span] : []));
  const [first] = behind.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  if (!first) return undefined;
  const span = moved(first, node.from);
  const code = text.slice(...span);
  // Some say so themselves.
  return /^(?:[\w.]+\.)?(?:assert_?never|unreachable)\b/i.test(code) ? undefined : { span, text: short(code) };
}

const longest = 40;

/** Code for a message: on one line, and not too long. */
function short(code: string): string {
  const line = code.replace(/\s+/g, " ").replace(/`/g, "'");
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** Of what libraries give to be awaited for ever, only this is a coroutine; and where it is awaited alone, what follows is there to clean up. */
const isCoroutine = ({ ref: { callee } }: Call): boolean => callee.is === "attr" && callee.name === "serve_forever";

/** A function's own name. */
const ownName = ({ name }: FuncNode): string => lastOf(name).replace(/#\d+$/, "");

/** Whether somebody has thought of how the waiting comes to its end: it stands in a `try`. */
function isGuarded({ by }: Wait, { func }: FuncNode): boolean {
  let found = false;
  walk(func?.steps ?? [], (outer) => {
    if (outer.is === "try") walk(outer.body, (step) => void (found ||= step === by));
  });
  return found;
}

/** Whether a function raises something itself, other than to hand on what it caught. */
function raises({ func }: FuncNode): boolean {
  const look = (steps: readonly Step[]): boolean => steps.some((step) => {
    switch (step.is) {
      case "jump": return step.to === "raise";
      case "branch": return step.arms.some(look);
      case "loop": return [step.test, step.body, step.after ?? [], step.otherwise].some(look);
      case "enter": return look(step.body);
      case "try": return [step.body, step.otherwise, step.final].some(look);
      default: return false;
    }
  });
  return look(func?.steps ?? []);
}
