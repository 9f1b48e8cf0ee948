import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, indentAt, lineEnd } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { freshName } from "../../python/write/names.js";
import { argumentsOf, around, isAsync, isName, namesIn, parts, same, targets, upwards } from "../../python/write/tree.js";
import type { Edit, Fix } from "../../rule.js";
import { isUnconditional, mapped, type Submission } from "./python-submission.js";

/** A loop that is mended. */
interface Work {
  readonly file: PythonFile;
  readonly loop: Node;
  readonly target: Node;
  readonly over: Node;
  /** The statements of its body. */
  readonly body: readonly Node[];
  readonly work: Submission;
}

/** Ways to start the work of all rounds before the first result is waited for. */
export function loopMended(file: PythonFile, loop: Node, work: Submission): Fix | undefined {
  const block = loop.childForFieldName("body");
  if (!block || isAsync(loop) || loop.hasError || loop.childForFieldName("alternative") || !beginsLine(file, loop.startIndex)) return undefined;
  const whole: Work = { file, loop, target: loop.childForFieldName("left")!, over: loop.childForFieldName("right")!, body: parts(block), work };
  const edits = asMap(whole);
  if (edits) return { title: `Use \`${work.pool}.${/starmap\(/.test(edits[0]!.text) ? "starmap" : "map"}\` instead of the loop`, edits: ordered(edits), safe: false };
  const started = split(whole) ?? dropped(whole);
  return started && { title: "Start all with `apply_async`, then get the results", edits: ordered(started), safe: false };
}

/** A body of nothing but `out.append(pool.apply(f, (x,)))`, or but the call. */
function asMap({ file, loop, target, over, body, work }: Work): readonly Edit[] | undefined {
  const [only, ...more] = body;
  const text = mapped(work, target, over);
  if (text === undefined || !only || more.length > 0 || loop.text.includes("#") || usedAfter(loop, targets(target)).size > 0) return undefined;
  const value = only.type === "expression_statement" ? parts(only)[0]! : undefined;
  if (!value) return undefined;
  if (same(value, work.call)) return [replace(loop.startIndex, loop.endIndex, text)];
  const callee = value.type === "call" ? value.childForFieldName("function")! : undefined;
  const out = callee?.childForFieldName("attribute")?.text === "append" ? callee.childForFieldName("object") : undefined;
  const [handed, ...others] = value.type === "call" ? argumentsOf(value) : [];
  if (!out || !handed || !same(handed, work.call) || others.length > 0) return undefined;
  const before = loop.previousNamedSibling;
  const made = before?.type === "expression_statement" ? parts(before)[0] : undefined;
  const list = made?.type === "assignment" && made.childForFieldName("left")!.text === out.text ? made.childForFieldName("right") : undefined;
  const adjacent = list?.text === "[]" && /^\s*$/.test(file.text.slice(list.endIndex, loop.startIndex)) && !namesIn(over).has(out.text);
  return [adjacent ? replace(list.startIndex, loop.endIndex, text) : replace(loop.startIndex, loop.endIndex, `${out.text}.extend(${text})`)];
}

/** The loop becomes two: the first starts the work, the second does with the results what was done before. */
function split({ file, loop, target, over, body, work }: Work): readonly Edit[] | undefined {
  const at = body.findIndex((statement) => around(statement, work.call));
  const statement = body[at];
  if (!statement || !/^(?:expression|print)_statement$/.test(statement.type)) return undefined;
  if (!isUnconditional(work.call, statement) || !beginsLine(file, statement.startIndex)) return undefined;
  const before = body.slice(0, at);
  const rest = body.slice(at + 1);
  const bound = [...new Set([...targets(target), ...before.flatMap(boundBy)])];
  const used = new Set([...identifiers(statement).filter((name) => !around(work.call, name)), ...rest.flatMap(identifiers)].map(({ text }) => text));
  const kept = bound.filter((name) => used.has(name));
  const [results, result] = [freshName(file, "results"), freshName(file, "result")];
  const item = kept.length > 0 ? `(${[...kept, work.started].join(", ")})` : work.started;
  const head = [...kept, result].join(", ");
  const indent = indentAt(file, loop.startIndex);
  const got = replace(work.call.startIndex, work.call.endIndex, `${result}.get()`);
  const simple = before.length === 0 && !over.text.includes("#") && over.type !== "expression_list";
  const lost = usedAfter(loop, targets(target).filter((name) => !kept.includes(name)));
  if (simple && lost.size === 0) {
    return [
      insert(loop.startIndex, `${results} = [${item} for ${target.text} in ${over.text}]${file.eol}${indent}`),
      replace(target.startIndex, target.endIndex, head), replace(over.startIndex, over.endIndex, results), got,
    ];
  }
  const second = `${results}.append(${item})${file.eol}${indent}for ${head} in ${results}:${file.eol}${indentAt(file, statement.startIndex)}`;
  return [insert(loop.startIndex, `${results} = []${file.eol}${indent}`), insert(statement.startIndex, second), got];
}

/** What it gives is dropped, somewhere inside of the body. */
function dropped({ file, loop, body, work }: Work): readonly Edit[] | undefined {
  const plain = work.call.parent?.type === "expression_statement" && parts(work.call.parent).length === 1;
  const inside = [...upwards(work.call.parent!, loop)].every(([parent]) => /^(?:block|if_statement|elif_clause|else_clause|with_statement)$/.test(parent.type));
  const [first] = body;
  if (!plain || !inside || !first || !beginsLine(file, first.startIndex)) return undefined;
  const [results, result] = [freshName(file, "results"), freshName(file, "result")];
  const indent = indentAt(file, loop.startIndex);
  return [
    insert(loop.startIndex, `${results} = []${file.eol}${indent}`),
    replace(work.call.startIndex, work.call.endIndex, `${results}.append(${work.started})`),
    insert(lineEnd(file, loop.endIndex), `${file.eol}${indent}for ${result} in ${results}:${file.eol}${indentAt(file, first.startIndex)}${result}.get()`),
  ];
}

const identifiers = (node: Node): Node[] => node.descendantsOfType("identifier").filter(isName);

/** The names that a statement binds. */
function boundBy(statement: Node): string[] {
  const bindings = statement.descendantsOfType(["assignment", "augmented_assignment", "for_statement", "named_expression", "as_pattern_target"]);
  return bindings.flatMap((binding) => targets(binding.childForFieldName("left") ?? binding.childForFieldName("name") ?? binding));
}

/** Those of a loop's names that are read after it, by what does not bind them anew. */
function usedAfter(loop: Node, names: readonly string[]): Set<string> {
  let scope = loop;
  for (const [parent] of upwards(loop)) {
    scope = parent;
    if (parent.type === "function_definition") break;
  }
  const rebinds = (name: Node): boolean => [...upwards(name, scope)].some(([parent]) => {
    const clauses = parent.type === "for_statement" ? [parent] : parts(parent).filter(({ type }) => type === "for_in_clause");
    return clauses.some((clause) => targets(clause.childForFieldName("left")!).includes(name.text));
  });
  return new Set(identifiers(scope).filter((name) => name.startIndex >= loop.endIndex && names.includes(name.text) && !rebinds(name)).map(({ text }) => text));
}
