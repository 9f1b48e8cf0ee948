import type { CallRef, Ref } from "../model/ref.js";
import { walk } from "../model/walk.js";
import { moved } from "../model/span.js";
import type { FuncNode } from "../resolve/node.js";
import type { Analysis } from "../summary/analysis.js";
import { argument } from "../summary/arguments.js";
import type { Member, Wait } from "../summary/waits.js";

/**
 * The queues that the endless members work off, as they are written where these are waited for: a consumer may be cancelled once its queue
 * is joined. Undefined where a consumer does not say when it is done with an item, or where its queue has no name here.
 */
export function queuesOf(node: FuncNode, { members }: Pick<Wait, "members">, analysis: Analysis): readonly string[] | undefined {
  const queues = new Set<string>();
  for (const member of members) {
    const consumed = member.from ? consumedBy(member, member.from, node, analysis) : [];
    if (!consumed) return undefined;
    for (const queue of consumed) queues.add(queue);
  }
  return [...queues];
}

function consumedBy(member: Member, from: FuncNode, node: FuncNode, analysis: Analysis): readonly string[] | undefined {
  const taken: Ref[] = [];
  const settled: Ref[] = [];
  walk(from.func?.steps ?? [], (step) => {
    if (step.is !== "call" || step.ref.callee.is !== "attr") return;
    const { of, name } = step.ref.callee;
    if (name === "get" && step.use !== "tested" && isQueue(of, member, from, node, analysis)) taken.push(of);
    if (name === "task_done") settled.push(of);
  });
  const names: string[] = [];
  for (const queue of taken) {
    const name = settled.includes(queue) ? nameHere(queue, member, from, node, analysis) : undefined;
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

const classes = /^asyncio\.(?:\w+)?Queue$/;

function isQueue(ref: Ref, member: Member, from: FuncNode, node: FuncNode, analysis: Analysis): boolean {
  const { world } = analysis;
  const given = ref.is === "param" ? argumentFor(ref.index, member.call.ref, from, node, analysis) : undefined;
  const values = [
    ...(from.func ? world.evaluate(ref, { path: from.path, func: from.func }) : []),
    ...(given && node.func ? world.evaluate(given, { path: node.path, func: node.func }) : []),
  ];
  return values.some((value) => value.is === "instance" && classes.test(value.of));
}

function argumentFor(index: number, call: CallRef, from: FuncNode, node: FuncNode, analysis: Analysis): Ref | undefined {
  const language = analysis.module(node.path)?.language ?? "python";
  return argument(call, `${index}|${from.func?.params[index]?.name ?? ""}`, language);
}

/** How a queue of the consumer is called where the consumer is made. */
function nameHere(ref: Ref, member: Member, from: FuncNode, node: FuncNode, analysis: Analysis): string | undefined {
  if (ref.is === "name") return from.path === node.path ? ref.name : undefined;
  const { call } = member;
  if (ref.is === "attr" && ref.of.is === "self") return call.ref.callee.is === "attr" && call.ref.callee.of.is === "self" ? `self.${ref.name}` : undefined;
  if (ref.is !== "param") return undefined;
  const span = moved(call.span, node.from);
  const place = analysis.argument(node.path, span, ref.index) ?? analysis.argument(node.path, span, from.func?.params[ref.index]?.name ?? "");
  const text = place && analysis.text(node.path).slice(...place);
  return text !== undefined && /^[\w.]+$/.test(text) ? text : undefined;
}
