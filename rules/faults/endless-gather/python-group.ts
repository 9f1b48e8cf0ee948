import type { Node } from "web-tree-sitter";
import { namer } from "../../python/write/block.js";
import { insert, ordered } from "../../python/write/edits.js";
import { beginsLine, indentAt, lineEnd } from "../../python/write/file.js";
import { itemsOf } from "../../python/write/guards.js";
import { importEdits } from "../../python/write/imports.js";
import { nameFor } from "../../python/write/names.js";
import { parts, upwards } from "../../python/write/tree.js";
import type { Edit, Fix } from "../../rule.js";
import { heldBy, startedBy, stemOf, titleOf, type Work } from "./python-work.js";

/** `async with asyncio.TaskGroup() as tg: tg.create_task(ticker())`: cancelled at the end of the `with`, when the group's other tasks are done. */
export function grouped(work: Work): Fix | undefined {
  const { file, site, node } = work;
  const group = [...upwards(node)].find(([parent]) => parent.type === "with_statement")?.[0];
  const [item, ...others] = group ? itemsOf(group) : [];
  const body = group?.childForFieldName("body");
  if (!body || !item?.alias || others.length > 0 || item.context.startIndex !== node.startIndex) return undefined;
  const statements = parts(body);
  const last = statements.at(-1)!;
  if (!statements.every((each) => beginsLine(file, each.startIndex))) return undefined;
  const fresh = namer(file);
  const edits: Edit[] = [];
  const [endless, finite]: [string[], string[]] = [[], []];
  for (const call of body.descendantsOfType("call").filter((each) => each.childForFieldName("function")!.text === `${item.alias!}.create_task`)) {
    const statement = call.parent!;
    const started = startedBy(call);
    const member = started && heldBy(started, site.members);
    const stem = member ? stemOf(member) : /\w+(?=\()/.exec(started?.text ?? "")?.[0] ?? "other";
    const list = member ? endless : finite;
    if (statement.type === "expression_statement" && isIn(statement, body)) {
      const name = fresh(`${stem}_task`);
      edits.push(insert(statement.startIndex, `${name} = `));
      list.push(name);
    } else if (statement.type === "assignment" && isIn(statement.parent!, body) && statement.childForFieldName("left")!.type === "identifier") {
      list.push(statement.childForFieldName("left")!.text);
    } else return undefined;
  }
  const wait = nameFor(node, "asyncio.wait");
  if (endless.length === 0 || !wait) return undefined;
  const lines = [
    ...(finite.length > 1 ? [`await ${wait.text}([${finite.join(", ")}])`] : finite.map((name) => `await ${name}`)),
    ...work.queues.filter((queue) => !body.text.includes(`${queue}.join()`)).map((queue) => `await ${queue}.join()`),
    ...endless.map((name) => `${name}.cancel()`),
  ];
  const line = file.eol + indentAt(file, last.startIndex);
  edits.push(insert(lineEnd(file, last.endIndex), lines.map((each) => line + each).join("")));
  return { title: titleOf(site), edits: ordered([...importEdits(file, finite.length > 1 ? wait.imports : []), ...edits]), safe: false };
}

const isIn = (statement: Node, block: Node): boolean => statement.parent?.id === block.id;
