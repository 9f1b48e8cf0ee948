import { unknown, type Ref } from "../model/ref.js";
import type { Handler, Step } from "../model/step.js";
import { unchanged, type Way } from "./env.js";
import { stepsOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { bindTarget } from "./target.js";
import { block, expression } from "./walk.js";
import { aside, meet } from "./ways.js";

/** `try`: a handler may begin at any point of the body, so it sees what was before it, or what the body bound. */
export function tryStatement(f: Frame, n: Light): void {
  const body = aside(f, () => run(f, n));
  const handlers: Handler[] = [];
  const ways: Way[] = [];
  let final: Light | undefined;
  let otherwise: Light | undefined;
  for (const kid of n.kids) {
    if (kid.type === "finally_clause") final = kid;
    else if (kid.type === "else_clause") otherwise = kid;
    else if (kid.type === "except_clause") {
      const { steps, way } = aside(f, () => {
        f.env.meet([unchanged, body.bound]);
        handlers.push(handler(f, kid));
      });
      handlers.push({ ...handlers.pop()!, body: steps });
      ways.push(way);
    }
  }
  const after = otherwise && aside(f, () => {
    meet(f, [body.way]);
    run(f, otherwise);
  });
  const dead = f.dead;
  meet(f, [(after ?? body).way, ...ways]);
  const left = f.dead;
  let last: Step[] = [];
  if (final) {
    f.dead = dead;
    last = stepsOf(f, () => run(f, final));
    f.dead ||= left;
  }
  f.steps.push({ is: "try", body: body.steps, handlers, otherwise: after?.steps ?? [], final: last });
}

function run(f: Frame, n: Light): void {
  for (const kid of n.kids) if (kid.type === "block") block(f, kid);
}

function handler(f: Frame, n: Light): Handler {
  const values = n.kids.filter((kid) => kid.type !== "block");
  const [value, old] = values;
  const named = value?.type === "as_pattern";
  const classes = named ? value.kids[0] : value;
  const target = named ? value.kids[1] : old;
  const catches = classes && catchesOf(f, classes);
  if (target) bindTarget(f, target, catches?.[0] ? { is: "instance", of: catches[0] } : unknown);
  run(f, n);
  const to = values.length > 0 ? values[values.length - 1]!.to : n.from + "except".length;
  return { catches, span: [n.from - f.unit.from, Math.max(to, n.from) - f.unit.from], body: [] };
}

function catchesOf(f: Frame, n: Light): Ref[] {
  if (n.type === "tuple") return n.kids.map((kid) => expression(f, kid, "escapes"));
  if (n.type === "parenthesized_expression" && n.kids[0]) return catchesOf(f, n.kids[0]);
  return [expression(f, n, "escapes")];
}

