import type { Node } from "web-tree-sitter";
import { standsAlone } from "../../python/write/block.js";
import { insert, ordered } from "../../python/write/edits.js";
import { indentAt, lineEnd, once, statementsOf } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { aboveComments } from "../../python/write/imports.js";
import { parts, upwards } from "../../python/write/tree.js";
import type { Edit, Fix } from "../../rule.js";
import type { Work } from "./python-work.js";

/** A set at module level holds the task until it is done. */
export function keptInSet({ file, site, statement, fresh }: Work): Fix | undefined {
  if (site.many) return undefined;
  const known = setOf(file);
  const set = known ?? fresh("background_tasks");
  const task = site.kept ?? fresh("background_task");
  const line = file.eol + indentAt(file, statement.startIndex);
  const edits: Edit[] = [
    ...(site.kept === undefined ? [insert(statement.startIndex, `${task} = `)] : []),
    insert(lineEnd(file, statement.endIndex), `${line}${set}.add(${task})${line}${task}.add_done_callback(${set}.discard)`),
  ];
  if (known === undefined) edits.push(settingUp(file, statement, set));
  return { title: `Keep the ${site.form} in \`${set}\` until it is done`, edits: ordered(edits), safe: false };
}

/** The set is made behind the imports, so that all fixes of a file make the same one; without any, above what uses it. */
function settingUp(file: PythonFile, statement: Node, set: string): Edit {
  const statements = statementsOf(file);
  const code = statements.findIndex((each, i) => !/import_(?:from_)?statement$/.test(each.type) && !(i === 0 && parts(each)[0]?.type === "string"));
  const head = statements[(code < 0 ? statements.length : code) - 1];
  const outer = [...upwards(statement)].at(-2)?.[0] ?? statement;
  return head && standsAlone(file, head)
    ? insert(lineEnd(file, head.endIndex), `${file.eol.repeat(2)}${set} = set()`)
    : insert(aboveComments(file, outer), `${set} = set()${file.eol.repeat(3)}`);
}

/** The set at module level that the file keeps its running tasks in. */
const setOf = once((file) => {
  for (const statement of statementsOf(file)) {
    const assignment = statement.type === "expression_statement" ? parts(statement)[0] : undefined;
    const left = assignment?.type === "assignment" ? assignment.childForFieldName("left") : undefined;
    if (left?.type !== "identifier" || assignment!.childForFieldName("right")?.text !== "set()") continue;
    // A set of tasks' names or numbers is another thing.
    if (/^_*(?:background|running|pending|active|asyncio)_?tasks$/i.test(left.text) || file.text.includes(`.add_done_callback(${left.text}.discard)`)) return left.text;
  }
  return undefined;
});
