import type { Node } from "web-tree-sitter";
import { namer, unitAt } from "../../python/write/block.js";
import { ordered, replace } from "../../python/write/edits.js";
import { ending } from "../../python/write/ending.js";
import { indentAt } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { importedCallee, nameFor } from "../../python/write/names.js";
import { argumentsOf, isField, isName, parts, same, upwards } from "../../python/write/tree.js";
import type { Fix } from "../../rule.js";
import { beside } from "./python-rest.js";
import { membersOf, type Part } from "./python-members.js";
import { titleOf, type Work } from "./python-work.js";

/** `await asyncio.gather(ticker(), job())`: the ticker is cancelled when the job is done. */
export function gathered(work: Work): Fix | undefined {
  const { file, site, node: call, statement } = work;
  const callee = call.type === "call" ? call.childForFieldName("function")! : undefined;
  const [gather, create] = [nameFor(call, "asyncio.gather"), nameFor(call, "asyncio.create_task")];
  if (!callee || importedCallee(callee) !== "asyncio.gather" || !gather || !create) return undefined;
  const fresh = namer(file);
  const unit = unitAt(file, statement);
  const found = membersOf(work, create.text, fresh);
  if (!found) return undefined;
  const finite = found.filter((part) => !part.endless);
  if (finite.length === 0) return beside(work);
  const options = argumentsOf(call).filter(({ type }) => type === "keyword_argument").map(({ text }) => text);
  const target = targetOf(statement, call, found);
  const ended = ending(call, {
    tasks: found.filter((part) => part.endless && !part.many).map((part) => part.name),
    lists: found.filter((part) => part.endless && part.many).map((part) => part.name),
  }, unit, fresh);
  if (target === undefined || !ended) return undefined;
  const alone = finite.length === 1 && !finite[0]!.many && options.length === 0 && !target.whole;
  const awaited = alone ? finite[0]!.name : `${gather.text}(${[...finite.map((part) => part.name), ...options].join(", ")})`;
  const joins = work.queues.filter((queue) => !isJoined(statement, queue)).map((queue) => `await ${queue}.join()`);
  const silent = options.some((option) => /^return_exceptions\s*=\s*True$/.test(option));
  const lines = [
    ...found.flatMap((part) => part.before),
    "try:",
    `${unit}${target.text}await ${awaited}`,
    ...joins.map((line) => unit + line),
    "finally:",
    ...ended.final.map((line) => unit + line),
    ...(silent ? [] : ended.after),
  ];
  const text = lines.join(file.eol + indentAt(file, statement.startIndex));
  const edits = [...importEdits(file, [...gather.imports, ...create.imports, ...ended.imports]), replace(statement.startIndex, statement.endIndex, text)];
  return { title: titleOf(site), edits: ordered(edits), safe: false };
}

/** What the results of the finite members go to, up to the `=`. `whole`: they are kept as one list. Undefined where that cannot be written. */
function targetOf(statement: Node, call: Node, found: readonly Part[]): { readonly text: string; readonly whole: boolean } | undefined {
  const [only] = parts(statement);
  if (statement.type !== "expression_statement" || !only || parts(statement).length > 1) return undefined;
  if (isAwaitOf(only, call)) return { text: "", whole: false };
  const right = only.type === "assignment" ? only.childForFieldName("right") : null;
  const left = only.childForFieldName("left");
  if (!right || !left || only.childForFieldName("type") || !isAwaitOf(right, call)) return undefined;
  if (left.type === "identifier") {
    const lastFinite = found.findLastIndex((part) => !part.endless);
    return found.slice(0, lastFinite).some((part) => part.endless) ? undefined : { text: `${left.text} = `, whole: true };
  }
  const targets = /^(?:pattern_list|tuple_pattern|list_pattern)$/.test(left.type) ? parts(left) : [];
  if (targets.length !== found.length || found.some((part) => part.many) || targets.some(({ type }) => type === "list_splat_pattern")) return undefined;
  if (targets.some((target, i) => found[i]!.endless && !isUnused(target, statement))) return undefined;
  const kept = targets.filter((_, i) => !found[i]!.endless).map((target) => target.text);
  return { text: `${kept.join(", ")} = `, whole: false };
}

const isAwaitOf = (node: Node, call: Node): boolean => node.type === "await" && parts(node).length === 1 && same(parts(node)[0]!, call);

/** Whether nobody reads a target in its function. */
function isUnused(target: Node, statement: Node): boolean {
  if (target.type !== "identifier") return false;
  const func = [...upwards(statement)].find(([parent]) => parent.type === "function_definition")?.[0];
  return target.text === "_" || func?.descendantsOfType("identifier").filter((name) => name.text === target.text && isName(name)).length === 1;
}

/** Whether the queue was joined in this function before. */
function isJoined(statement: Node, queue: string): boolean {
  const func = [...upwards(statement)].find(([parent]) => parent.type === "function_definition")?.[0];
  return func?.descendantsOfType("call").some((call) => call.endIndex < statement.startIndex && call.childForFieldName("function")?.text === `${queue}.join` && !isField(call, "function", statement)) ?? false;
}
