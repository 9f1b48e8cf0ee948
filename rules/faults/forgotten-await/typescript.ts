import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { awaited } from "../../typescript/write/await.js";
import { insert, ordered } from "../../typescript/write/edits.js";
import { isExported, mayAwait } from "../../typescript/write/place.js";
import { callIn } from "../../typescript/write/syntax.js";
import type { ForgottenSite } from "./site.js";
import { gathered, isMapping } from "./typescript-gather.js";

/** Ways to mend a forgotten `await` in TypeScript and JavaScript: `await` at the call, or `Promise.all` of what holds the promises; a `catch` for what goes on. */
export function mend(site: ForgottenSite, source: Source): readonly Fix[] {
  // Awaiting what never ends would stop the rest of the function; awaiting here what some path awaits itself would change that path.
  if (site.endless || site.usedElsewhere) return [];
  const call = callIn(source, site.span);
  if (call === undefined) return [];
  const many = site.how === "inside" || isMapping(call);
  // Who waits for all of them does not come to the line where they are told to stop.
  if (many && site.lasts?.()) return [];
  const fix = many ? gathered(call, site) : atCall(call, site);
  return [...told(call, site), ...(fix === undefined ? [] : [fix])];
}

/** What goes on until it is told to stop runs beside the rest: somebody should hear of its errors. */
function told(call: ts.Expression, { name, how, lasts }: ForgottenSite): Fix[] {
  if (how !== "dropped" || !ts.isCallExpression(call) || ts.isOptionalChain(call) || !ts.isExpressionStatement(call.parent) || !lasts?.()) return [];
  return [{ title: `Tell the errors of \`${name}\` with \`catch\``, edits: [insert(call.end, ".catch((error) => console.error(error))")], safe: false }];
}

function atCall(call: ts.Expression, { name, how }: ForgottenSite): Fix | undefined {
  if (!mayAwait(call) || isTypedPromise(call)) return undefined;
  const edits = awaited(call);
  if (edits === undefined || edits.length === 0) return undefined;
  const title = how === "returned-in-try" ? `Await \`${name}\` before returning` : `Await \`${name}\``;
  return { title, edits: ordered(edits), safe: false };
}

/** Whether the call's value goes into a variable that others may read as a promise: its type says so, or it is exported. */
function isTypedPromise(call: ts.Expression): boolean {
  let node: ts.Node = call;
  while (ts.isExpression(node)) node = node.parent;
  if (!ts.isVariableDeclaration(node)) return false;
  return isExported(node.parent.parent) || (node.type !== undefined && /\bPromise(Like)?\b/.test(node.type.getText()));
}
