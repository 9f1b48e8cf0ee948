import { unknown, type Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import { Env } from "./env.js";
import { spanOf, stepsOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { iteration } from "./loop.js";
import { bindTarget } from "./target.js";
import { expression, inside } from "./walk.js";

/** Clauses beyond this are not read: the tree of steps must stay one that can be walked. */
const deepest = 50;

/** A comprehension or generator expression: loops in line, whose targets are names of their own. */
export function comprehension(f: Frame, n: Light, use: Use): Ref {
  const [body, ...clauses] = n.kids;
  if (!body || body.type === "opaque") return unknown;
  let element: Ref = unknown;
  const outer = f.inner;
  clause(f, n, clauses.slice(0, deepest), 0, () => {
    if (body.type !== "pair") element = expression(f, body, inside(use));
    else body.kids.forEach((kid, i) => expression(f, kid, i === 1 ? inside(use) : "escapes"));
  });
  f.inner = outer;
  return body.type === "pair" ? unknown : { is: "list", of: [element] };
}

function clause(f: Frame, whole: Light, clauses: readonly Light[], i: number, body: () => void): void {
  const n = clauses[i];
  if (!n) return body();
  if (n.type === "if_clause") {
    for (const kid of n.kids) expression(f, kid, "tested");
    const steps = stepsOf(f, () => clause(f, whole, clauses, i + 1, body));
    if (steps.length > 0) f.steps.push({ is: "branch", arms: [steps, []] });
    return;
  }
  const [target, iterated] = n.kids;
  if (n.type !== "for_in_clause" || !target || !iterated) return clause(f, whole, clauses, i + 1, body);
  const of = expression(f, iterated, iteration(f, n, iterated));
  f.inner = new Env(f.inner);
  const steps = stepsOf(f, () => {
    bindTarget(f, target, of.is === "unknown" ? unknown : { is: "item", of }, true);
    clause(f, whole, clauses, i + 1, body);
  });
  f.steps.push({
    is: "loop", span: spanOf(f, whole), endless: false,
    test: [{ is: "iterate", span: spanOf(f, iterated), of, async: n.name === "async" }],
    body: steps, otherwise: [],
  });
}
