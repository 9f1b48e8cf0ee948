import { equal } from "../model/equal.js";
import { lastOf, overlap, rootOf } from "../model/paths.js";
import type { Ref } from "../model/ref.js";
import { holds, moved } from "../model/span.js";
import type { Call, Enter, Row } from "../model/step.js";
import { walk } from "../model/walk.js";
import type { FuncNode } from "../resolve/node.js";
import type { Analysis } from "../summary/analysis.js";
import type { Conduct } from "../summary/conduct.js";
import { soundsSingle } from "../summary/single.js";
import { holdsBack, promised } from "../summary/verbs.js";

/** An awaited call that is a statement, and what it does. */
export interface Member {
  readonly call: Call & { readonly row: Row };
  /** The callee's last name. */
  readonly name: string;
  readonly conduct: Conduct;
}

/** Looks at an awaited call. */
export function describe(call: Call & { readonly row: Row }, node: FuncNode, analysis: Analysis): Member {
  const [from, to] = moved(call.name, node.from);
  return { call, name: analysis.text(node.path).slice(from, to), conduct: analysis.summaries.conduct(call, node) };
}

/** Whether a call may go on beside others that are like it: what it does is no more than to find something out. */
export function isFree({ call, name, conduct }: Member, node: FuncNode, analysis: Analysis): boolean {
  if (conduct.noise === "loud" || holdsBack(name) || !(conduct.runs.length > 0 || promised(name) === "reads")) return false;
  const language = analysis.module(node.path)?.language ?? "python";
  // Of what an abstract method leaves to others, its class cannot know whether it bears company: theirs may share a connection.
  if (call.ref.callee.is === "attr" && call.ref.callee.of.is === "self" && conduct.runs.some(({ func }) => func?.abstract)) return false;
  // Without a result it is there for what it does, or for the exception that it may raise. Only of work that talks we know that it is neither.
  if (call.row.binds.length === 0) {
    return conduct.noise === "quiet" && conduct.says && !conduct.raises && promised(name) !== "acts" && !hires.test(name) && !handsOver(call, node, analysis);
  }
  const receiver = receiverName(call, node, analysis);
  if (receiver !== undefined && conduct.runs.length === 0 && soundsSingle(receiver, language)) return false;
  if (conduct.noise === "unknown" && (promised(name) !== "reads" || call.row.reads.some((path) => isHandle(path, language)) || isHandedOne(call, node, analysis))) return false;
  return !handsOver(call, node, analysis);
}

/** Names of what only runs something else. */
const hires = /^(run|exec|call|apply|to_thread)/;

/** The name that the callee is asked of, as written: `db` of `(conn or self.db).fetch`. */
function receiverName(call: Call, node: FuncNode, analysis: Analysis): string | undefined {
  if (call.ref.callee.is !== "attr") return undefined;
  const before = analysis.text(node.path).slice(call.span[0] + node.from, call.name[0] + node.from);
  return /([A-Za-z_$][\w$]*)\W*$/.exec(before)?.[1];
}

/** Whether what is handed over is one of those things of which only one may be used at a time: a connection, a session, a stream. */
const isHandle = (path: string, language: "python" | "typescript"): boolean => {
  const name = lastOf(path);
  return (handle.test(name) && soundsSingle(name, language)) || (language === "typescript" && /^(pg|pool|db)?client$/i.test(name));
};
const handle = /session|conn|db$|database|cursor|cur$|tx|transaction|uow|reader|stream|sock|ws|queue|lock|iter|runner|trx/i;

/** Whether an argument is one by its kind. */
function isHandedOne({ ref }: Call, node: FuncNode, analysis: Analysis): boolean {
  const scope = { path: node.path, func: node.func! };
  return [...ref.args, ...Object.values(ref.keys ?? {})].flatMap((arg) => analysis.world.evaluate(arg, scope))
    .some((value) => value.is === "instance" && /(Client|Connection|Session|Transaction|Runner|Manager|Cursor|Page|Reader|Stream)$/.test(value.of));
}

/** Whether an argument is the work of a call that does something. */
function handsOver(call: Call, node: FuncNode, analysis: Analysis): boolean {
  let does = false;
  walk(node.func!.steps, (step) => {
    if (step.is === "call" && step !== call && holds(call.span, step.span)) does ||= analysis.summaries.conduct(step, node).noise === "loud";
  });
  return does;
}

const receiverOf = ({ call: { ref: { callee } } }: Member): Ref | undefined => (callee.is === "attr" ? callee.of : undefined);

/** Whether it is asked of an object that was made here, and of which nothing is known: what it is asked first may be kept for what it is asked then. */
function isBuilt(member: Member): boolean {
  const of = receiverOf(member);
  return member.conduct.runs.length === 0 && of?.is === "call" && (of.new === true || (of.callee.is !== "attr" && "name" in of.callee && /^[A-Z]/.test(of.callee.name ?? "")));
}

/** Whether the later of two calls needs nothing of the earlier one. */
export function independent(a: Member, b: Member, node: FuncNode): boolean {
  const { binds } = a.call.row;
  if (isBuilt(a) && equal(receiverOf(a), receiverOf(b))) return false;
  return !binds.some((bind) => {
    const [root, attribute] = bind.split(".");
    if ([...b.call.row.reads, ...b.call.row.binds].some((path) => overlap(path, bind))) return true;
    // A function that is defined here may read what is bound here.
    if (node.func!.locals.has(root!)) return true;
    const own = (root === "self" || root === "this") && b.call.row.reads.some((path) => rootOf(path) === root);
    return own && (b.conduct.noise !== "quiet" || attribute === undefined || b.conduct.asks.includes(attribute));
  });
}

/** Whether what stands in a `with` takes turns with others: it holds a lock, or is a part of a transaction. */
export function takesTurns({ of, async }: Enter, node: FuncNode, analysis: Analysis): boolean {
  const names = namesIn(of, node);
  if (async && names.some((name) => /lock|mutex|semaphore|^_?sem$|limit|throttle|transaction|atomic|^begin/i.test(name))) return true;
  return analysis.world.evaluate(of, { path: node.path, func: node.func! }).some((value) => value.is === "instance" && /\.(Lock|Semaphore|BoundedSemaphore|Condition|CapacityLimiter|Transaction)$/.test(value.of));
}

function namesIn(ref: Ref, node: FuncNode): readonly string[] {
  switch (ref.is) {
    case "attr": case "name": return [ref.name];
    case "param": return [node.func!.params[ref.index]?.name ?? ""];
    case "call": return namesIn(ref.callee, node);
    default: return [];
  }
}
