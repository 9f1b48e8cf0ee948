import type { Node } from "web-tree-sitter";
import { ordered } from "../../python/write/edits.js";
import { fileOf } from "../../python/write/file.js";
import { awaitStatement, gathered } from "../../python/write/gather.js";
import { placeOf } from "../../python/write/place.js";
import { dotted, namesIn, parts, statementOf, targets } from "../../python/write/tree.js";
import type { Rewrite } from "../../rule.js";
import { nearAwait, trimmed } from "../selection.js";

/** Waits at once for what the selected statements wait for one after another. */
export const rewrite: Rewrite = (selection, source) => {
  const span = trimmed(source.text, selection);
  if (span[0] === span[1] || !nearAwait(source.text, span)) return [];
  const file = fileOf(source);
  const first = statementOf(file.root.descendantForIndex(span[0], span[0])!);
  const selected = first?.parent ? parts(first.parent).filter(({ startIndex, endIndex }) => startIndex < span[1] && endIndex > span[0]) : [];
  const rows = selected.flatMap((statement) => awaitStatement(statement) ?? []);
  if (!first || rows.length < 2 || rows.length < selected.length || !placeOf(first).awaits) return [];
  const dependent = rows.some((row, i) => rows.slice(0, i).some(({ target }) => target && needs(row.call, row.target, target)));
  const edits = dependent ? undefined : gathered(file, rows);
  return edits ? [{ title: `Await these ${rows.length} together with \`asyncio.gather\``, kind: "refactor.rewrite", edits: () => ordered(edits) }] : [];
};

/** Whether a statement needs, or binds anew, what an earlier one bound. */
function needs(call: Node, target: Node | undefined, bound: Node): boolean {
  const names = new Set(targets(bound));
  const read = namesIn(call);
  if ([...read, ...(target ? targets(target) : [])].some((name) => names.has(name))) return true;
  const within = (type: string): Node[] => (bound.type === type ? [bound] : bound.descendantsOfType(type));
  const paths = within("attribute").flatMap((part) => dotted(part) ?? []);
  const known = [call, ...call.descendantsOfType("attribute")].flatMap((part) => dotted(part) ?? []);
  if (known.some((path) => paths.some((each) => path === each || path.startsWith(`${each}.`)))) return true;
  return within("subscript").some((part) => [...namesIn(part.childForFieldName("value")!)].some((name) => read.has(name)));
}
