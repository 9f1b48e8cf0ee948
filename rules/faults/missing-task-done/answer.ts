import type { LanguageName } from "../../model/module.js";
import { looking } from "../../model/looking.js";
import { lastOf } from "../../model/paths.js";
import type { CallRef, Ref } from "../../model/ref.js";
import { moved, type Span } from "../../model/span.js";
import type { Call } from "../../model/step.js";
import { lineage } from "../../resolve/lineage.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { argument } from "../../summary/arguments.js";
import type { Duty } from "./duty.js";
import { effort } from "./helpers.js";
import { answerings, streaming, type Answering } from "./protocols.js";
import type { Relation } from "./relate.js";

/** A function that is given something to settle: what that is, and where it is said of it (at its head, or at the callee that a nameless one is handed to). */
export interface Answerer { readonly row: Answering; readonly place: Span }

/** The functions of a file that are given something to settle: those that it hands over, and methods that streams call. */
export function answering(path: string, language: LanguageName, analysis: Analysis): ReadonlyMap<FuncNode, Answerer> {
  const found = new Map<FuncNode, Answerer>();
  if (language !== "typescript") return found;
  for (const node of analysis.nodes(path)) {
    const { func } = node;
    if (!func) continue;
    const method = methodOf(node, analysis);
    if (method) found.set(node, { row: method, place: moved(func.head, node.from) });
    for (const { ref, span, name } of handings(func)) for (const row of rowsOf(ref, node, analysis)) for (const handed of handedTo(row, ref, node, analysis)) {
      if (handed.path !== path || found.has(handed)) continue;
      const place = handed.func!.lambda ? moved([span[0], name[1]], node.from) : moved(handed.func!.head, handed.from);
      found.set(handed, { row, place });
    }
  }
  return found;
}

const names: ReadonlySet<string> = new Set(Object.keys(answerings).map(lastOf));

/** The calls that may hand over what must settle something, by their own text. */
const handings = looking<Call>({
  call: ({ ref: { callee, args, new: made } }) => (callee.is !== "attr" || names.has(callee.name) || (made === true && args[0]?.is === "object")) && args.some(mayBeFunction),
});

const mayBeFunction = ({ is }: Ref): boolean => is === "func" || is === "name" || is === "attr" || is === "import" || is === "object" || is === "call";

/** A method of a class that is a stream: `_write`, `_transform`. */
function methodOf({ path, func }: FuncNode, { world }: Analysis): Answering | undefined {
  const name = func?.cls !== undefined && func.role === "method" ? func.name.slice(func.cls.length + 1) : "";
  if (!name.startsWith("_")) return undefined;
  const cls = world.module(path)?.classes.get(func!.cls!);
  if (!cls) return undefined;
  for (const base of lineage({ path, cls }, world).library) {
    const row = streams(base.name, world.shelf("typescript").ancestors(base.name), name.slice(1));
    if (row) return row;
  }
  return undefined;
}

function streams(cls: string, ancestors: readonly string[], method: string): Answering | undefined {
  const holder = [cls, ...ancestors].find((each) => Object.hasOwn(streaming, `${each}.${method}`));
  return holder === undefined ? undefined : streaming[`${holder}.${method}`];
}

/** What the functions must do that a call is handed. */
function rowsOf(call: CallRef, { path, func }: FuncNode, { world }: Analysis): readonly Answering[] {
  const rows: Answering[] = [];
  for (const value of world.evaluate(call.callee, { path, func: func! })) {
    if (value.is !== "external") continue;
    if (Object.hasOwn(answerings, value.name)) rows.push(answerings[value.name]!);
    if (call.new && call.args[0]?.is === "object") for (const name of Object.keys(call.args[0].members)) {
      const row = streams(value.name, world.shelf("typescript").ancestors(value.name), name);
      if (row) rows.push(row);
    }
  }
  return rows.filter(({ unless }) => unless === undefined || !isOn(argument(call, unless, "typescript")));
}

const isOn = (ref: Ref | undefined): boolean => ref !== undefined && !(ref.is === "literal" && ref.value === false);

function handedTo(row: Answering, call: CallRef, { path, func }: FuncNode, { world }: Analysis): readonly FuncNode[] {
  const nodes = row.at.split("|").flatMap((at) => {
    const ref = argument(call, at, "typescript");
    return ref ? world.evaluate(ref, { path, func: func! }).flatMap((value) => (value.is === "function" ? [value.node] : [])) : [];
  });
  return nodes.map((node) => node.variant?.base ?? node).filter(({ func: handed }) => handed !== undefined && handed.params.length > paramOf(row, handed.params.length));
}

/** An error's handler has the error in front of all other parameters. */
const paramOf = ({ beside, param }: Answering, count: number): number => (beside !== undefined && count === 4 ? param + 1 : param);

/** The duty of a function that is given something to settle. None of an async one that nobody would hand a callback. */
export function given(node: FuncNode, row: Answering): Duty | undefined {
  const { func, path } = node;
  if (!func || (func.async && !row.by && row.beside === undefined) || func.params.some(({ rest }) => rest)) return undefined;
  const shift = paramOf(row, func.params.length) - row.param;
  const protocol: Answering = { ...row, param: row.param + shift, ...(row.beside === undefined ? {} : { beside: row.beside + shift }) };
  const isItem = (ref: Ref): boolean => ref.is === "param" && ref.index === protocol.param;
  const { by } = protocol;
  return {
    node, scope: { path, func }, protocol, isItem, isMeans: isItem, names: new Set(), takesMore: () => false, depth: 0, effort: effort(),
    mayBe: (callee) => (by ? callee.is === "attr" && by.includes(callee.name) : true),
    settles(callee, args, at): Relation {
      if (at.func !== func) return "other";
      if (by) return callee.is === "attr" && by.includes(callee.name) && args[0] !== undefined && isItem(args[0]) ? "same" : "other";
      return isItem(callee) || (callee.is === "attr" && (callee.name === "call" || callee.name === "apply") && isItem(callee.of)) ? "same" : "other";
    },
  };
}
