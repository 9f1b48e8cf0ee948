import type { Node } from "web-tree-sitter";
import { ordered, replace } from "../../python/write/edits.js";
import type { PythonFile } from "../../python/write/file.js";
import { guarded } from "../../python/write/guards.js";
import { importEdits } from "../../python/write/imports.js";
import { importedCallee, nameFor } from "../../python/write/names.js";
import type { Place } from "../../python/write/place.js";
import { loopLibrary } from "../../python/write/thread.js";
import { argumentsOf, bare, parts } from "../../python/write/tree.js";
import type { Fix } from "../../rule.js";

/** `while time.time() < end: pass` → `await asyncio.sleep(end - time.time())`, where the loop does nothing else and nobody has said anything about it. */
export function sleptAway(file: PythonFile, loop: Node, place: Place): Fix | undefined {
  const body = loop.childForFieldName("body");
  const condition = loop.childForFieldName("condition");
  if (!body || !condition || loop.childForFieldName("alternative") || loop.descendantsOfType("comment").length > 0 || guarded(loop, place.func)) return undefined;
  const time = parts(body).every(isNothing) ? timeLeft(bare(condition)) : undefined;
  const library = loopLibrary(loop);
  const sleep = time === undefined ? undefined : nameFor(loop, `${library.name}.sleep`, library.name);
  if (!sleep) return undefined;
  const end = loop.startIndex + file.text.slice(loop.startIndex, loop.endIndex).trimEnd().length;
  const edits = [...importEdits(file, sleep.imports), replace(loop.startIndex, end, `await ${sleep.text}(${time!})`)];
  return { title: `Await \`${library.name}.sleep\` for the time that is left`, edits: ordered(edits), safe: false };
}

const isNothing = (statement: Node): boolean =>
  statement.type === "pass_statement" || statement.type === "continue_statement" || (statement.type === "expression_statement" && parts(statement)[0]?.type === "ellipsis");

/** What is left, in seconds, of the time that a condition waits for: `end - time.time()`, `5 - (time.time() - start)`. */
function timeLeft(condition: Node): string | undefined {
  const [left, right, ...more] = parts(condition);
  const operator = condition.children.find((child) => !child.isNamed)?.text ?? "";
  if (condition.type !== "comparison_operator" || !left || !right || more.length > 0) return undefined;
  const [clock, until] = /^<=?$/.test(operator) ? [left, right] : /^>=?$/.test(operator) ? [right, left] : [];
  if (!clock || !until || !isPlain(until)) return undefined;
  if (isClock(clock)) return `${until.text} - ${clock.text}`;
  const passed = bare(clock);
  const [now, start] = parts(passed);
  const since = passed.type === "binary_operator" && passed.childForFieldName("operator")?.text === "-" && isClock(now!) && isPlain(start!);
  return since ? `${until.text} - (${passed.text})` : undefined;
}

/** A clock that tells seconds. */
function isClock(node: Node): boolean {
  const callee = node.type === "call" && argumentsOf(node).length === 0 ? node.childForFieldName("function") : undefined;
  return /^time\.(?:time|monotonic|perf_counter)$/.test((callee && importedCallee(callee)) ?? "");
}

/** A number that is the same whenever it is asked for, and may stand before a minus as it is. */
function isPlain(node: Node): boolean {
  if (/^(?:identifier|integer|float)$/.test(node.type)) return true;
  if (node.type === "attribute") return isPlain(node.childForFieldName("object")!);
  if (node.type === "binary_operator") return /^[-+*/]$/.test(node.childForFieldName("operator")!.text) && parts(node).every(isPlain);
  return node.type === "parenthesized_expression" && parts(node).every(isPlain);
}
