import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { inList } from "../../typescript/write/style.js";
import { callAt, parse } from "../../typescript/write/syntax.js";
import { beginsLine } from "../../typescript/write/block.js";
import { mayAwait } from "../../typescript/write/place.js";
import type { EndlessSite } from "./site.js";
import { gathered } from "./typescript-all.js";
import { beside, cleansUp, finished, named } from "./typescript-rest.js";
import type { Work } from "./typescript-work.js";

/** Lets what never ends run on its own, and waits for the rest alone: stopped by an AbortSignal where it takes one, else left running with its errors told. */
export function mend(site: EndlessSite, source: Source): readonly Fix[] {
  const file = parse(source);
  const call = site.form === "name" ? undefined : callAt(file, site.whole);
  const awaited = call?.parent ?? awaitAt(file, site);
  let statement: ts.Node | undefined = awaited;
  while (statement !== undefined && !ts.isStatement(statement)) statement = statement.parent;
  if (!site.fixed || !awaited || !ts.isAwaitExpression(awaited) || !statement || !inList(statement) || !beginsLine(statement) || !mayAwait(awaited)) return [];
  const work: Work = { site, file, awaited, statement: statement as ts.Statement };
  return waysFor(work).flatMap((way) => way(work) ?? []);
}

function waysFor({ site }: Work): readonly ((work: Work) => Fix | undefined)[] {
  switch (site.form) {
    case "all": return [gathered];
    case "name": return [named];
    case "await": return cleansUp(site) ? [finished, beside] : [beside, finished];
    default: return [];
  }
}

/** The `await` of a name. */
function awaitAt(file: ts.SourceFile, { whole: [from, to] }: EndlessSite): ts.AwaitExpression | undefined {
  const holds = (child: ts.Node): ts.Node | undefined => (child.pos <= from && child.end >= to ? child : undefined);
  for (let node = holds(file); node !== undefined; node = ts.forEachChild(node, holds)) {
    if (ts.isAwaitExpression(node) && node.expression.getStart(file) === from && node.expression.end === to) return node;
  }
  return undefined;
}
