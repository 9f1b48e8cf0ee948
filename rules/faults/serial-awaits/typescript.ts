import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { ordered } from "../../typescript/write/edits.js";
import { awaitStatement, gathered } from "../../typescript/write/gather.js";
import { callIn } from "../../typescript/write/syntax.js";
import type { SerialSite } from "./site.js";
import { loopGathered } from "./typescript-loop.js";
import { loopTitle, rowTitle } from "./words.js";

/** Waits for independent promises at once, with `Promise.all`. */
export function mend(site: SerialSite, source: Source): readonly Fix[] {
  const calls = site.calls.map((span) => callIn(source, span));
  const statements = calls.map((call) => call && statementOf(call));
  if (calls.some((call) => call === undefined) || statements.some((statement) => statement === undefined)) return [];
  if (site.how === "loop") {
    const edits = loopGathered(calls[0]!, statements[0]!);
    return edits ? [{ title: loopTitle(site.names[0]!, "Promise.all"), edits: ordered(edits), safe: false }] : [];
  }
  const rows = statements.map((statement) => awaitStatement(statement!));
  // Where not all can be written in one, perhaps the last ones can.
  for (let from = 0; from < rows.length - 1; from++) {
    const some = rows.slice(from).filter((row) => row !== undefined);
    const edits = some.length === rows.length - from ? gathered(some) : undefined;
    if (edits) return [{ title: rowTitle(site.names.slice(from), "Promise.all"), edits: ordered(edits), safe: false }];
  }
  return [];
}

function statementOf(node: ts.Node): ts.Statement | undefined {
  for (let at: ts.Node | undefined = node; at; at = at.parent) if (ts.isStatement(at)) return at;
  return undefined;
}
