import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { awaited } from "../../typescript/write/await.js";
import { ordered } from "../../typescript/write/edits.js";
import { isPlainSync, madeAsync } from "../../typescript/write/function.js";
import type { PlainFunction } from "../../typescript/write/function.js";
import { isAsync, placeOf } from "../../typescript/write/place.js";
import { callIn } from "../../typescript/write/syntax.js";
import type { BlockingSite } from "./site.js";
import { chainWithTwin } from "./typescript-chain.js";
import { helperSleptAway, sleptAway } from "./typescript-clock.js";
import { fetched, helperFetches } from "./typescript-request.js";
import { keepsOrder, twinOf } from "./typescript-twin.js";

/**
 * Ways to mend a blocking call in TypeScript and JavaScript: the async twin, where `await` can stand. Nothing else is right for sure:
 * a thread cannot make the call, and a worker wants a module of its own.
 */
export function mend(site: BlockingSite, source: Source): readonly Fix[] {
  const { blocker: { twin, why }, form, depth } = site;
  if (why === "clock") return some(depth === 1 ? sleptAway(site, source) : ofCall(site, source, helperSleptAway));
  if (site.leaf === "XMLHttpRequest.open") return some(ofCall(site, source, depth === 1 ? fetched : helperFetches));
  if (twin === undefined || form !== "call") return [];
  return some(ofCall(site, source, (call) => (depth > 1 ? chainWithTwin(call, site.leaf, twin) : directly(call, site, twin))));
}

const some = (fix: Fix | undefined): Fix[] => (fix ? [fix] : []);

function ofCall({ span, form }: BlockingSite, source: Source, way: (call: ts.CallExpression) => Fix | undefined): Fix | undefined {
  const call = form === "call" ? callIn(source, span) : undefined;
  return call !== undefined && ts.isCallExpression(call) ? way(call) : undefined;
}

function directly(call: ts.CallExpression, site: BlockingSite, twin: NonNullable<BlockingSite["blocker"]["twin"]>): Fix | undefined {
  const place = placeOf(call);
  if (place === undefined || ts.isSourceFile(place) || !keepsOrder(call)) return undefined;
  const mended = twinOf(call, twin, site.leaf);
  const waits = awaited(call);
  if (mended === undefined || waits === undefined) return undefined;
  const title = `Await \`${mended.name}\` instead of \`${site.name}\``;
  if (isAsync(place)) return { title, edits: ordered([...waits, ...mended.edits]), safe: false };
  const async = isReaction(place) ? madeAsync(place) : undefined;
  return async && { title: `Make the callback async: a${title.slice(1)}`, edits: ordered([...async, ...waits, ...mended.edits]), safe: false };
}

/**
 * Whether a sync function is written as the argument of `.then`, `.catch` or `.finally`. These wait for a promise that it returns and
 * turn what it throws into a rejection as they do now. A timer or an emitter would lose both.
 */
function isReaction(node: ts.Node): node is PlainFunction {
  const { parent } = node;
  if (!isPlainSync(node) || !ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  const at = parent.arguments.indexOf(node as ts.FunctionExpression | ts.ArrowFunction);
  const { text } = parent.expression.name;
  return text === "then" ? at === 0 || at === 1 : (text === "catch" || text === "finally") && at === 0;
}
