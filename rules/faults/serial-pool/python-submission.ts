import type { Node } from "web-tree-sitter";
import { argumentsOf, bare, namesIn, parts, targets, upwards } from "../../python/write/tree.js";

/** A call that hands work to a pool and waits for it, taken apart. */
export interface Submission {
  /** The whole call. */
  readonly call: Node;
  readonly pool: string;
  /** Function, arguments, keyword arguments, as they are written. */
  readonly args: readonly Node[];
  /** The call that does not wait: `pool.apply_async(f, (x,))`. */
  readonly started: string;
}

/** `pool.apply(…)` or `pool.apply_async(…).get()`, taken apart; undefined where it is written in another way. */
export function submissionOf(call: Node): Submission | undefined {
  const callee = call.childForFieldName("function")!;
  const object = callee.type === "attribute" ? bare(callee.childForFieldName("object")!) : undefined;
  const name = callee.childForFieldName("attribute");
  if (!object || !name || call.descendantsOfType(["await", "yield", "named_expression"]).length > 0) return undefined;
  if (name.text === "apply") {
    const at = (offset: number): number => offset - call.startIndex;
    const started = `${call.text.slice(0, at(name.startIndex))}apply_async${call.text.slice(at(name.endIndex))}`;
    return { call, pool: object.text, args: argumentsOf(call), started };
  }
  const pool = object.type === "call" ? object.childForFieldName("function")!.childForFieldName("object") : undefined;
  // `get(timeout)` may give up.
  if (name.text !== "get" || !pool || argumentsOf(call).length > 0) return undefined;
  return { call, pool: pool.text, args: argumentsOf(object), started: object.text };
}

/** `pool.map(f, xs)`, where the work is the same function for each of `over`, and that is all it is handed. */
export function mapped({ pool, args }: Submission, target: Node, over: Node): string | undefined {
  const [work, list, ...more] = args;
  if (!work || !list || more.length > 0 || !/^(?:identifier|attribute)$/.test(work.type) || !/^(?:tuple|list)$/.test(list.type)) return undefined;
  const bound = targets(target);
  const handed = parts(list).map(({ text }) => text);
  const same = handed.length === bound.length && handed.every((text, i) => text === bound[i]) && target.text.replace(/[\s()[\]]/g, "").replace(/,$/, "") === bound.join();
  const several = target.type !== "identifier";
  if (!same || [work, over].some((node) => bound.some((name) => namesIn(node).has(name)) || node.text.includes("#")) || over.type === "expression_list") return undefined;
  // Python 2 has no `starmap`.
  if (several && (bound.length < 2 || list.tree.rootNode.descendantsOfType("print_statement").length > 0)) return undefined;
  return `${pool}.${several ? "starmap" : "map"}(${work.text}, ${over.text})`;
}

/** Whether each run of `outer` computes `inner`, exactly once. */
export const isUnconditional = (inner: Node, outer: Node): boolean =>
  ![...upwards(inner, outer)].some(([parent]) => /^(?:lambda|conditional_expression|boolean_operator|generator_expression)$|_comprehension$/.test(parent.type));
