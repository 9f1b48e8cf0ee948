import type { Node } from "web-tree-sitter";
import { scopesAround } from "../../python/write/bindings.js";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, fileOf, indentAt, lineEnd } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { isSimple, parts } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import type { SwallowSite } from "./site.js";

/** Lets the cancellation go on: raised again at the handler's end, or not caught any more. None where others are caught in the same breath. */
export function mend(site: SwallowSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const clause = clauseAt(file.root, site.span[0]);
  if (!clause || clause.hasError || site.catches === "among") return [];
  const edits = site.catches === "cancel" ? raised(file, clause) : narrowed(file, clause, site);
  const title = site.catches === "cancel" ? "Raise the cancellation again" : "Catch `Exception` alone, which a cancellation is not";
  return edits ? [{ title, edits: ordered(edits), safe: false }] : [];
}

function clauseAt(root: Node, at: number): Node | undefined {
  let node: Node | null = root.descendantForIndex(at, at + "except".length);
  while (node && node.type !== "except_clause") node = node.parent;
  return node?.startIndex === at ? node : undefined;
}

/** `raise` at the end, or in the place of `pass` or `continue`. */
function raised(file: PythonFile, clause: Node): readonly Edit[] | undefined {
  const block = clause.namedChildren.find(({ type }) => type === "block");
  const last = block && parts(block).at(-1);
  if (!last) return undefined;
  if (last.type === "continue_statement" || last.type === "pass_statement") return [replace(last.startIndex, last.endIndex, "raise")];
  const end = lineEnd(file, last.endIndex);
  const first = parts(block)[0]!;
  if (!beginsLine(file, first.startIndex)) return isSimple(last) ? [insert(last.endIndex, "; raise")] : undefined;
  if (!/^[ \t]*(?:;[ \t]*)?(?:#.*)?$/.test(file.text.slice(last.endIndex, end))) return undefined;
  return [insert(end, `${file.eol}${indentAt(file, first.startIndex)}raise`)];
}

/** `except BaseException` and a bare `except` → `except Exception`. */
function narrowed(file: PythonFile, clause: Node, { catches, span }: SwallowSite): readonly Edit[] | undefined {
  if (scopesAround(clause).some(({ names }) => names.has("Exception"))) return undefined;
  if (catches === "bare") return [insert(clause.startIndex + "except".length, " Exception")];
  const at = file.text.slice(...span).indexOf("BaseException");
  return at < 0 ? undefined : [replace(span[0] + at, span[0] + at + "BaseException".length, "Exception")];
}
