import ts from "typescript";
import { unknown } from "../model/ref.js";
import type { Handler, Step } from "../model/step.js";
import { beginWay, endWay, spanOf, trimmed } from "./frame.js";
import type { Frame, Way } from "./frame.js";
import { bindPattern } from "./patterns.js";
import { enterScope, join } from "./scope.js";
import { block, statements } from "./statements.js";

/** `try { } catch (e) { } finally { }`. */
export function tryStatement(f: Frame, node: ts.TryStatement): void {
  const { inTry } = f;
  const { catchClause, finallyBlock } = node;
  const lost = f.lost.length;
  f.inTry = inTry || catchClause !== undefined || finallyBlock !== undefined;
  const body = inWay(f, () => block(f, node.tryBlock.statements));
  f.inTry = inTry || (catchClause !== undefined && finallyBlock !== undefined);
  const handled = catchClause && inWay(f, () => {
    // It may come from anywhere in the body.
    join(f, [body.changes, undefined, ...f.lost.slice(lost)]);
    const outer = enterScope(f);
    if (catchClause.variableDeclaration) bindPattern(f, catchClause.variableDeclaration.name, unknown, f.scope, true, false);
    statements(f, catchClause.block.statements);
    f.scope = outer;
  });
  f.inTry = inTry;
  const ways: Way[] = handled ? [body, handled] : [body];
  const live = ways.filter((way) => !way.dead);
  join(f, (live.length > 0 ? live : ways).map((way) => way.changes));
  f.dead = live.length === 0;
  const final: Step[] = [];
  if (finallyBlock) {
    const { out, dead } = f;
    f.out = final;
    f.dead = false;
    block(f, finallyBlock.statements);
    f.out = out;
    f.dead ||= dead;
  }
  const handlers: Handler[] = handled ? [{ catches: undefined, span: spanOf(f, catchClause!), body: handled.steps }] : [];
  if (body.steps.length === 0 && final.length === 0) return;
  f.out.push({ is: "try", body: body.steps, handlers, otherwise: trimmed([]), final: trimmed(final) });
}

function inWay(f: Frame, lower: () => void): Way {
  const begun = beginWay(f);
  lower();
  return endWay(f, begun);
}
