import type { Node } from "web-tree-sitter";
import { namer, neighbours, standsAlone } from "../../python/write/block.js";
import { insert, ordered } from "../../python/write/edits.js";
import { fileOf } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { placeOf } from "../../python/write/place.js";
import { awaiting, wrap } from "../../python/write/rewrite.js";
import { loopLibrary } from "../../python/write/thread.js";
import { isAwaited, nodeAt, parts, same, statementOf } from "../../python/write/tree.js";
import type { Fix, Source } from "../../rule.js";
import { awaitedLater, cancelledLater } from "./python-later.js";
import { keptInSet } from "./python-set.js";
import { claim, runsProgram, stemOf, type Work } from "./python-work.js";
import type { DanglingSite } from "./site.js";

/** Ways to keep a task, the best first: for a function that goes on by a name that is awaited, else in a set of the module's. */
export function mend(site: DanglingSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const call = nodeAt(file.root, site.whole, ["call"]);
  const statement = call && statementOf(call);
  if (!call || !statement || isAwaited(call) || loopLibrary(call).name !== "asyncio") return [];
  if (site.form === "gather" && !site.endless) return awaited(file, call, site);
  if (!standsAlone(file, statement) || !isStatement(call, statement, site)) return [];
  const work = { file, site, call, statement };
  for (const way of ways(site, statement)) {
    const fix = way({ ...work, fresh: namer(file) });
    if (fix) return [fix];
  }
  return [];
}

function ways({ form, endless, scope, goesOn, kept }: DanglingSite, statement: Node): readonly ((work: Work) => Fix | undefined)[] {
  if (scope === "module") return [named];
  if (form === "gather") return kept === undefined && runsProgram(statement) ? [named, keptInSet] : [keptInSet];
  if (scope !== "async" || kept !== undefined || !(goesOn || runsProgram(statement))) return [keptInSet];
  if (!endless) return [awaitedLater, keptInSet];
  return runsProgram(statement) ? [cancelledLater, named] : [cancelledLater, keptInSet];
}

/** `asyncio.gather(…)` → `await asyncio.gather(…)`. */
function awaited(file: PythonFile, call: Node, { name }: DanglingSite): Fix[] {
  if (!placeOf(call).awaits) return [];
  const { before, after } = awaiting(file, call);
  return [{ title: `Await \`${name}\``, edits: ordered(wrap(call, before, after)), safe: false }];
}

/** Whether a statement is the call, a list of such calls, or gives it the name that nobody reads. */
function isStatement(call: Node, statement: Node, { kept, many }: DanglingSite): boolean {
  const [only, ...more] = statement.type === "expression_statement" ? parts(statement) : [];
  if (!only || more.length > 0) return false;
  if (many) return only.type === "list_comprehension" && same(only.childForFieldName("body")!, call);
  const right = only.type === "assignment" ? only.childForFieldName("right") : undefined;
  return kept === undefined ? same(only, call) : right != null && same(right, call) && only.childForFieldName("left")!.text === kept;
}

/** A name keeps it, as long as the function (or the module) is there. */
function named({ file, site, statement, fresh }: Work): Fix | undefined {
  if (neighbours(statement).after.length === 0) return undefined;
  const name = fresh(`${stemOf(site)}_task${site.many ? "s" : ""}`);
  return { title: `Keep the ${site.form}${site.many ? "s" : ""} in \`${name}\``, edits: ordered([insert(statement.startIndex, `${name} = `), claim(file, statement)]), safe: false };
}
