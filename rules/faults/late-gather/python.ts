import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, fileOf, indentAt } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { freshName, nameFor } from "../../python/write/names.js";
import { argumentsOf, namesIn, nodeAt, parts, statementOf } from "../../python/write/tree.js";
import type { Fix, Source } from "../../rule.js";
import type { LateSite } from "./site.js";

/** What is needed later becomes a task, which is awaited before the first statement that needs it. */
export function mend({ call: span, late }: LateSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const call = nodeAt(file.root, span, ["call"]);
  const statement = call && statementOf(call);
  const assigned = statement && parts(statement)[0];
  const target = assigned?.childForFieldName("left");
  if (!call || !statement || !target || !beginsLine(file, statement.startIndex) || statement.text.includes("#")) return [];
  const named = nameFor(call, "asyncio.create_task");
  const members = argumentsOf(call);
  const names = parts(target).map(({ text }) => text);
  const behind = parts(statement.parent!).filter(({ startIndex }) => startIndex >= statement.endIndex);
  const firsts = late.map((i) => behind.find((each) => namesIn(each).has(names[i]!)));
  if (!named || members.length !== names.length || firsts.some((first) => !first || !beginsLine(file, first.startIndex))) return [];
  const tasks = late.map((i) => freshName(file, `${names[i]!}_task`));
  const indent = indentAt(file, statement.startIndex);
  const started = late.map((i, at) => `${tasks[at]!} = ${named.text}(${members[i]!.text})${file.eol}${indent}`);
  const left = members.flatMap((_, i) => (late.includes(i) ? [] : [i]));
  const awaited = left.map((i) => members[i]!.text).join(", ");
  const callee = call.childForFieldName("function")!.text;
  const rest = `${left.map((i) => names[i]!).join(", ")} = await ${left.length > 1 ? `${callee}(${awaited})` : awaited}`;
  return [{
    title: `Await ${late.map((i) => `\`${short(members[i]!)}\``).join(" and ")} where it is needed`, safe: false,
    edits: ordered([
      ...importEdits(file, named.imports),
      replace(statement.startIndex, statement.endIndex, started.join("") + rest),
      ...late.map((i, at) => insert(firsts[at]!.startIndex, `${names[i]!} = await ${tasks[at]!}${file.eol}${indent}`)),
    ]),
  }];
}

function short(node: Node): string {
  const text = node.text.replace(/\s+/g, " ");
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
