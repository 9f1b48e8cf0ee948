import type { Node } from "web-tree-sitter";
import { standsAlone } from "../../python/write/block.js";
import { replace } from "../../python/write/edits.js";
import { lineStart } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { awaitStatement, gatherAt } from "../../python/write/gather.js";
import { placeOf } from "../../python/write/place.js";
import { argumentsOf, isAsync, isName, namesIn, parts, same, targets } from "../../python/write/tree.js";
import type { Edit } from "../../rule.js";

/**
 * A loop whose body awaits, and at most puts what comes of it somewhere, made one that waits for all at once; undefined where there is
 * more to it, so that it is not plain that nothing else would change.
 */
export function loopGathered(file: PythonFile, call: Node, statement: Node): readonly Edit[] | undefined {
  const body = statement.parent;
  const loop = body?.parent;
  if (!body || loop?.type !== "for_statement" || isAsync(loop) || loop.childForFieldName("alternative") || !standsAlone(file, loop)) return undefined;
  const [target, over] = [loop.childForFieldName("left")!, loop.childForFieldName("right")!];
  const own = targets(target);
  const gather = gatherAt(file, loop);
  if (!gather || over.type === "expression_list" || loop.descendantsOfType("comment").length > 0 || isReadLater(loop, own)) return undefined;
  const through = /^(?:conditional_expression|lambda|named_expression)$/.test(over.type) ? `(${over.text})` : over.text;
  const calls = `${gather.text}(*[${call.text} for ${target.text} in ${through}])`;
  if (calls.includes("\n")) return undefined;
  const [first, second, ...more] = parts(body);
  if (!first || !same(first, statement) || more.length > 0) return undefined;
  const whole = (text: string): readonly Edit[] => [...gather.imports, replace(loop.startIndex, loop.endIndex, text)];
  if (!second) {
    const row = awaitStatement(statement);
    if (row) return row.target ? undefined : whole(`await ${calls}`);
    const list = appendedTo(statement, call);
    return list && !namesIn(list).has(own[0] ?? "") ? whole(`${list.text}.extend(await ${calls})`) : undefined;
  }
  const result = awaitStatement(statement)?.target;
  if (!standsAlone(file, statement) || !standsAlone(file, second)) return undefined;
  if (result?.type !== "identifier" || second.type !== "expression_statement" || [...namesIn(second)].some((name) => own.includes(name))) return undefined;
  const kept = file.text.slice(lineStart(file, second.startIndex), second.endIndex);
  return [
    ...gather.imports,
    replace(target.startIndex, over.endIndex, `${result.text} in await ${calls}`),
    replace(lineStart(file, statement.startIndex), second.endIndex, kept),
  ];
}

/** The list of `xs.append(await f(x))`. */
function appendedTo(statement: Node, call: Node): Node | undefined {
  const [outer] = parts(statement);
  const callee = outer?.type === "call" ? outer.childForFieldName("function")! : undefined;
  const [value, ...more] = outer?.type === "call" ? argumentsOf(outer) : [];
  const awaits = value?.type === "await" && same(parts(value)[0]!, call);
  return callee?.type === "attribute" && callee.childForFieldName("attribute")!.text === "append" && awaits && more.length === 0 ? callee.childForFieldName("object")! : undefined;
}

/** Whether a name that the loop binds is read behind it: a comprehension keeps its names for itself. */
function isReadLater(loop: Node, own: readonly string[]): boolean {
  const { func } = placeOf(loop);
  return func?.descendantsOfType("identifier").some((name) => name.startIndex > loop.endIndex && own.includes(name.text) && isName(name)) ?? true;
}
