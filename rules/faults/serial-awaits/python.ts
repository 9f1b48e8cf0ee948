import { ordered } from "../../python/write/edits.js";
import { fileOf } from "../../python/write/file.js";
import { awaitStatement, gathered } from "../../python/write/gather.js";
import { nodeAt, statementOf } from "../../python/write/tree.js";
import type { Fix, Source } from "../../rule.js";
import { loopGathered } from "./python-loop.js";
import type { SerialSite } from "./site.js";
import { loopTitle, rowTitle } from "./words.js";

/** Waits for independent coroutines at once, with `asyncio.gather`. */
export function mend(site: SerialSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const calls = site.calls.map((span) => nodeAt(file.root, span, ["call"]));
  if (calls.some((call) => call === undefined)) return [];
  const statements = calls.map((call) => statementOf(call!)!);
  if (site.how === "loop") {
    const edits = loopGathered(file, calls[0]!, statements[0]!);
    return edits ? [{ title: loopTitle(site.names[0]!, "asyncio.gather"), edits: ordered(edits), safe: false }] : [];
  }
  const rows = statements.map(awaitStatement);
  // Where not all can be written in one, perhaps the last ones can.
  for (let from = 0; from < rows.length - 1; from++) {
    const some = rows.slice(from).filter((row) => row !== undefined);
    const edits = some.length === rows.length - from ? gathered(file, some) : undefined;
    if (edits) return [{ title: rowTitle(site.names.slice(from), "asyncio.gather"), edits: ordered(edits), safe: false }];
  }
  return [];
}
