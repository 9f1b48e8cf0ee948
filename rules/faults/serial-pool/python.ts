import type { Node } from "web-tree-sitter";
import { fileOf } from "../../python/write/file.js";
import { nodeAt, upwards } from "../../python/write/tree.js";
import type { Fix, Source } from "../../rule.js";
import { comprehended } from "./python-comprehension.js";
import { loopMended } from "./python-loop.js";
import { rowMended } from "./python-row.js";
import { submissionOf } from "./python-submission.js";
import type { PoolSite } from "./site.js";

/** Hands all the work to the pool before the first result is waited for; the results keep their order. */
export function mend({ span, form, before }: PoolSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const calls = [...before, span].map((each) => nodeAt(file.root, each, ["call"]));
  const works = calls.flatMap((call) => (call ? (submissionOf(call) ?? []) : []));
  const last = works.at(-1);
  if (!last || works.length < calls.length || works.some(({ call }) => call.hasError)) return [];
  const loop = form === "loop" ? loopAround(last.call) : undefined;
  const fix = form === "row" ? rowMended(file, works)
    : loop?.type === "for_statement" ? loopMended(file, loop, last) : loop && comprehended(file, loop, last);
  return fix ? [fix] : [];
}

/** The innermost loop or comprehension around a call, in its function. */
function loopAround(call: Node): Node | undefined {
  for (const [parent] of upwards(call)) {
    if (/^(?:function_definition|lambda|class_definition)$/.test(parent.type)) return undefined;
    if (/^for_statement$|_comprehension$|^generator_expression$/.test(parent.type)) return parent;
  }
  return undefined;
}
