import { unknown } from "../model/ref.js";
import type { Step, Use } from "../model/step.js";
import { spanOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { bindTarget } from "./target.js";
import { block, expression } from "./walk.js";

/** Items beyond this stand side by side in the facts: the tree of steps must stay one that can be walked. */
const deepest = 50;

const entered: Use = { member: "__enter__" };
const enteredLater: Use = { member: "__aenter__" };

/** `with a as x, b as y`: each item holds what comes after it. */
export function withStatement(f: Frame, n: Light): void {
  const async = n.name === "async";
  const { steps: outer } = f;
  const items = n.kids.find((kid) => kid.type === "with_clause")?.kids ?? [];
  items.forEach(({ kids: [item] }, i) => {
    if (!item) return;
    const [value, target] = item.type === "as_pattern" ? item.kids : [item];
    if (!value) return;
    const of = expression(f, value, async ? enteredLater : entered);
    const body: Step[] = [];
    f.steps.push({ is: "enter", span: spanOf(f, value), of, async, body });
    if (i < deepest) f.steps = body;
    if (target) bindTarget(f, target, of.is === "unknown" ? unknown : { is: "enter", of, async });
  });
  for (const kid of n.kids) if (kid.type === "block") block(f, kid);
  f.steps = outer;
}
