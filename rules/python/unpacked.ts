import { partsAmong, type Follower } from "../model/parts.js";
import type { Frame } from "./frame.js";
import type { Light } from "./light.js";
import { isRow } from "./row.js";
import { isPattern } from "./target.js";

/** Notes on `a, b = await gather(…)`, one of a block's statements, when `a` and `b` are needed. */
export function noteParts(f: Frame, block: readonly Light[], statement: Light, mark: number): void {
  const [assigned] = statement.kids;
  const [target, value] = assigned?.type === "assignment" && assigned.kids.length === 2 ? assigned.kids : [];
  const callee = value?.kids[0]?.kids[0];
  if (!target || !isPattern(target) || callee?.name !== "gather" || !target.kids.every(({ type }) => type === "identifier")) return;
  const at = f.steps.findLastIndex((step) => step.is === "call" && step.row !== undefined);
  const step = f.steps[at];
  const parts = partsAmong(target.kids.map(({ name }) => name), followers(block.slice(block.indexOf(statement) + 1)));
  if (at >= mark && step?.is === "call" && parts) f.steps[at] = { ...step, row: { ...step.row!, parts } };
}

function* followers(statements: readonly Light[]): Iterable<Follower> {
  for (const statement of statements) {
    const [only] = statement.kids;
    const [target, value] = only?.type === "assignment" && only.kids.length > 1 ? only.kids : [];
    const plain = target?.type === "identifier";
    const { names, awaits } = look(plain ? [value!] : [statement]);
    yield { reads: names, binds: plain ? [target.name] : [], row: isRow(statement), awaits, simple: statement.type === "expression_statement" };
  }
}

/** Every name in nodes, and whether they give way. What could not be read may. */
function look(nodes: readonly Light[]): { readonly names: Set<string>; readonly awaits: boolean } {
  const names = new Set<string>();
  const waiting = [...nodes];
  let awaits = false;
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "identifier") names.add(node.name);
    awaits ||= node.type === "await" || node.type === "yield" || node.type === "opaque" || node.name === "async";
    waiting.push(...node.kids);
  }
  return { names, awaits };
}
