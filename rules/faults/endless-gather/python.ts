import { fileOf } from "../../python/write/file.js";
import { loopLibrary } from "../../python/write/thread.js";
import { nodeAt, statementOf } from "../../python/write/tree.js";
import { placeOf } from "../../python/write/place.js";
import { standsAlone } from "../../python/write/block.js";
import type { Fix, Source } from "../../rule.js";
import { gathered } from "./python-gather.js";
import { grouped } from "./python-group.js";
import { beside, cleansUp, finished } from "./python-rest.js";
import type { Work } from "./python-work.js";
import type { EndlessSite } from "./site.js";

/**
 * Starts what never ends as a task of its own, waits for the rest alone, then cancels it and waits for its end. Not where it is meant to
 * end by an error, nor where nobody can tell when its work is done.
 */
export function mend(site: EndlessSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const node = nodeAt(file.root, site.whole);
  const statement = node && statementOf(node);
  if (!site.fixed || !site.queues || !node || !statement || loopLibrary(node).name !== "asyncio" || !placeOf(node).awaits) return [];
  if (site.form !== "group" && !standsAlone(file, statement)) return [];
  const work = { file, site, node, statement, queues: site.queues };
  return waysFor(work).flatMap((way) => way(work) ?? []);
}

function waysFor({ site }: Work): readonly ((work: Work) => Fix | undefined)[] {
  switch (site.form) {
    case "all": return [gathered];
    case "group": return [grouped];
    case "loop": return [];
    default: return cleansUp(site) ? [finished, beside] : [beside, finished];
  }
}
