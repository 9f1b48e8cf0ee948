import type { Node } from "web-tree-sitter";
import type { PythonFile } from "../../python/write/file.js";
import { importedCallee, stemIn } from "../../python/write/names.js";
import { argumentsOf, bare } from "../../python/write/tree.js";
import type { EndlessSite, MemberPlace } from "./site.js";

/** What a fix is written from. */
export interface Work {
  readonly file: PythonFile;
  readonly site: EndlessSite;
  /** What waits: a call, a name, the item of a `with`. */
  readonly node: Node;
  readonly statement: Node;
  readonly queues: readonly string[];
}

/** Whether one of the places is that of the node itself. */
export const isOne = (node: Node, places: readonly MemberPlace[]): boolean =>
  places.some(({ span }) => span[0] === node.startIndex && span[1] === node.endIndex);

/** The first of the places that the node holds. */
export const heldBy = (node: Node, places: readonly MemberPlace[]): MemberPlace | undefined =>
  places.find(({ span }) => node.startIndex <= span[0] && span[1] <= node.endIndex);

/** The name of a coroutine for a variable: `ticker` of `self.ticker`. */
export const stemOf = ({ name }: MemberPlace): string => stemIn(name, "endless");

/** What a call makes a task of: its first argument; undefined where it is another call. */
export function startedBy(call: Node): Node | undefined {
  const callee = call.type === "call" ? call.childForFieldName("function")! : undefined;
  const starts = callee && (/^asyncio\.(?:create_task|ensure_future)$/.test(importedCallee(callee) ?? "") || callee.childForFieldName("attribute")?.text === "create_task");
  const [first] = starts ? argumentsOf(call) : [];
  return first && bare(first);
}

/** The title of every fix here: an error of the endless one was told at once before. */
export function titleOf({ members, others }: EndlessSite): string {
  const names = [...new Set(members.map(({ name }) => `\`${name}\``))];
  const rest = others.length === 1 ? `\`${others[0]!.name}\`` : "the rest";
  return `Cancel ${names.join(" and ")} when ${rest} is done (an error of ${names.length > 1 ? "theirs" : "its own"} surfaces then)`;
}
