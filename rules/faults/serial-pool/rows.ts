import { equal } from "../../model/equal.js";
import { holds } from "../../model/span.js";
import type { Call, Step } from "../../model/step.js";
import { inner } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { isFrom, partsOf, type Apply } from "./applies.js";

/** Rows of calls of one pool that follow each other, and of which none needs what another gives. */
export function rowsOf(node: FuncNode, applies: readonly Apply[], analysis: Analysis): readonly (readonly Apply[])[] {
  const rows: Apply[][] = [];
  if (applies.length < 2 || !node.func) return rows;
  const of = new Map<Step, Apply>(applies.map((apply) => [apply.call, apply]));
  const prints = ({ ref }: Call): boolean =>
    analysis.world.evaluate(ref.callee, { path: node.path, func: node.func! }).some((value) => value.is === "external" && value.name === "builtins.print");
  const visit = (steps: readonly Step[]): void => {
    let row: Apply[] = [];
    const close = (): void => {
      if (row.length > 1) rows.push(row);
      row = [];
    };
    steps.forEach((step, i) => {
      const apply = of.get(step);
      if (apply) {
        const [last] = row.slice(-1);
        if (last && !joins(apply, last, row)) close();
        row.push(apply);
      } else if (row.length > 0 && !isQuiet(step, steps.slice(i + 1), row, prints)) close();
      for (const list of inner(step)) visit(list);
    });
    close();
  };
  visit(node.func.steps);
  return rows;
}

/** Whether two calls may well be under way at once: of the same function, or wanted for what they give, so that neither is there to prepare the other. */
function joins(apply: Apply, last: Apply, row: readonly Apply[]): boolean {
  if (!equal(apply.pool, last.pool) || partsOf(apply.args).some((part) => isFrom(part, apply.pool))) return false;
  const alike = apply.work !== undefined && apply.work.is !== "unknown" && equal(apply.work, last.work);
  return alike || [...row, apply].every(({ call }) => call.use !== "dropped");
}

/** Whether a step between two of a row is a part of one of them, or prints. */
function isQuiet(step: Step, rest: readonly Step[], row: readonly Apply[], prints: (call: Call) => boolean): boolean {
  const next = rest.find((each) => each.is === "call" && each.ref.callee.is === "attr" && /^(?:apply|get)$/.test(each.ref.callee.name));
  switch (step.is) {
    case "bind": case "load": return true;
    case "call": return prints(step) || row.some(({ call }) => holds(step.span, call.span)) || (next?.is === "call" && holds(next.span, step.span));
    case "read": {
      const kept = row.some(({ call: { use } }) => typeof use === "object" && "kept" in use && use.kept === step.name);
      const shown = typeof step.use === "object" && "passed" in step.use && step.use.passed.callee.is === "name" && step.use.passed.callee.name === "print";
      return !kept || shown;
    }
    default: return false;
  }
}
