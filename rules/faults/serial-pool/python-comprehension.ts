import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import type { PythonFile } from "../../python/write/file.js";
import { freshName } from "../../python/write/names.js";
import { isAsync, parts, same } from "../../python/write/tree.js";
import type { Fix } from "../../rule.js";
import { mapped, type Submission } from "./python-submission.js";

/** `[pool.apply(f, (x,)) for x in xs]` → `pool.map(f, xs)`; what is more than that starts all first. */
export function comprehended(file: PythonFile, comprehension: Node, work: Submission): Fix | undefined {
  const [body, clause, ...more] = parts(comprehension);
  if (!body || clause?.type !== "for_in_clause" || isAsync(clause) || more.some(isAsync)) return undefined;
  // A generator is gone through by somebody, who need not go to its end.
  if (comprehension.type === "generator_expression" && !isEager(comprehension)) return undefined;
  const [target, over] = [clause.childForFieldName("left")!, clause.childForFieldName("right")!];
  const alone = same(body, work.call);
  const text = alone && more.length === 0 ? mapped(work, target, over) : undefined;
  if (text !== undefined) {
    const [open, close] = comprehension.type === "generator_expression" ? ["(", ")"] : comprehension.type === "set_comprehension" ? ["set(", ")"] : ["", ""];
    return fix(`Use \`${work.pool}.${/\.starmap\(/.test(text) ? "starmap" : "map"}\``, [replace(comprehension.startIndex, comprehension.endIndex, open + text + close)]);
  }
  const result = freshName(file, "result");
  const inside = [comprehension.startIndex + 1, comprehension.endIndex - 1] as const;
  if (alone) {
    return fix(title, [
      insert(inside[0], `${result}.get() for ${result} in [`), replace(work.call.startIndex, work.call.endIndex, work.started), insert(inside[1], "]"),
    ]);
  }
  const [key, value] = [body.childForFieldName("key"), body.childForFieldName("value")];
  if (!key || !value || !same(value, work.call) || more.some(({ type }) => type === "for_in_clause")) return undefined;
  const item = target.type === "pattern_list" ? `(${target.text})` : target.text;
  return fix(title, [
    insert(inside[0], `${key.text}: ${result}.get() for ${item}, ${result} in [`),
    replace(body.startIndex, body.endIndex, `(${item}, ${work.started})`), insert(inside[1], "]"),
  ]);
}

const title = "Start all with `apply_async`, then get the results";

const fix = (said: string, edits: Parameters<typeof ordered>[0]): Fix => ({ title: said, edits: ordered(edits), safe: false });

/** Whether a generator expression is the only argument of a builtin that goes to its end. */
const isEager = (generator: Node): boolean =>
  generator.parent?.type === "call" && /^(?:list|tuple|set|frozenset|sum|sorted|max|min|dict)$/.test(generator.parent.childForFieldName("function")!.text);
