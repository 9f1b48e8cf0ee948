import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, fileOf, indentAt, lineEnd } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { nameFor } from "../../python/write/names.js";
import { oldest, placeOf, since } from "../../python/write/place.js";
import { bare, dotted, nodeAt, parts, statementOf } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import { assignmentsOf, constantOf, type Assignment } from "./python-flag.js";
import type { PollingSite } from "./site.js";

/** Waits for what the loop looks at, where that is all it does. */
export function mend(site: PollingSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const pause = nodeAt(file.root, site.pause, ["call"]);
  const loop = pause && loopOf(file, pause);
  if (!loop || !placeOf(loop).awaits) return [];
  const condition = bare(loop.childForFieldName("condition")!);
  const negated = condition.type === "not_operator";
  const looked = negated ? bare(condition.childForFieldName("argument")!) : condition;
  const found = waited(file, loop, looked, negated, site);
  return found ? [found] : [];
}

/** The loop round a pause, if its body is nothing but that, and nobody has said anything about it. */
function loopOf(file: PythonFile, pause: Node): Node | undefined {
  const statement = statementOf(pause);
  const loop = statement?.parent?.type === "block" ? statement.parent.parent : undefined;
  if (loop?.type !== "while_statement" || !statement || loop.childForFieldName("alternative")) return undefined;
  const alone = parts(statement.parent!).length === 1 && bare(parts(statement)[0]!).type === "await";
  return alone && !file.text.slice(loop.startIndex, statement.endIndex).includes("#") && loop.descendantsOfType("comment").length === 0 ? loop : undefined;
}

function waited(file: PythonFile, loop: Node, looked: Node, negated: boolean, site: PollingSite): Fix | undefined {
  const object = looked.type === "call" ? looked.childForFieldName("function")!.childForFieldName("object") : undefined;
  if (object && negated && site.kind === "event") return fix("Wait for the event", [replaced(file, loop, `await ${object.text}.wait()`)]);
  if (object && negated && site.kind === "task") {
    const wait = nameFor(loop, "asyncio.wait");
    return wait && fix("Wait for the end of the task", [...importEdits(file, wait.imports), replaced(file, loop, `await ${wait.text}([${object.text}])`)]);
  }
  return site.here && (site.kind === "name" || site.kind === "attribute") ? byEvent(file, loop, looked, negated, site) : undefined;
}

const fix = (title: string, edits: readonly Edit[]): Fix => ({ title, edits: ordered(edits), safe: false });

/** The loop's own text, without the line break that the grammar may count in. */
function replaced(file: PythonFile, loop: Node, text: string): Edit {
  const end = loop.startIndex + file.text.slice(loop.startIndex, loop.endIndex).trimEnd().length;
  return replace(loop.startIndex, end, text);
}

/** What may set a flag from outside of the loop, to which an event must not be entrusted. */
const elsewhere = /\bthreading\b|\bconcurrent\.futures\b|\bto_thread\b|\brun_in_executor\b|\bsignal\.signal\b|\bmultiprocessing\b/;

/** An event beside the flag, which is set where the flag is. */
function byEvent(file: PythonFile, loop: Node, looked: Node, until: boolean, site: PollingSite): Fix | undefined {
  const flag = dotted(looked);
  const made = nameFor(loop, "asyncio.Event");
  const assignments = flag === undefined || elsewhere.test(file.text) ? undefined : assignmentsOf(file, looked, loop);
  const [first, ...others] = assignments ?? [];
  if (flag === undefined || !made || !first || others.length === 0 || constantOf(first) !== !until) return undefined;
  if (first.level === "module" && !since(site.python ?? oldest, 3, 10)) return undefined;
  const suffix = until ? "_event" : "_ended";
  if (file.text.includes(`${flag.split(".").at(-1)!}${suffix}`)) return undefined;
  const edits = [after(file, first, `${first.target}${suffix} = ${made.text}()`)];
  for (const each of others) edits.push(after(file, each, `${each.target}${suffix}.${constantOf(each) === until ? "set" : "clear"}()`));
  if (!others.some((each) => constantOf(each) === until) || edits.includes(undefined)) return undefined;
  return fix("Wait for an event that is set with it", [
    ...importEdits(file, made.imports), ...(edits as Edit[]), replaced(file, loop, `await ${flag}${suffix}.wait()`),
  ]);
}

/** A further line after that of an assignment; none where other code stands on it. */
function after(file: PythonFile, { statement }: Assignment, code: string): Edit | undefined {
  const end = lineEnd(file, statement.endIndex);
  const rest = file.text.slice(statement.endIndex, end).trim();
  if (!beginsLine(file, statement.startIndex) || (rest !== "" && !rest.startsWith("#"))) return undefined;
  return insert(end, `${file.eol}${indentAt(file, statement.startIndex)}${code}`);
}
