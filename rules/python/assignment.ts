import { either, type Ref } from "../model/ref.js";
import { isShared } from "../model/shared.js";
import type { Use } from "../model/step.js";
import { bounded } from "./bounded.js";
import { bindName, isHeld, iterated, keptAs, sets, spanOf, valueOf, type Frame } from "./frame.js";
import { annotation } from "./function.js";
import type { Light } from "./light.js";
import { isContainerRef, operandUse, operation } from "./operator.js";
import { bindTarget, isPattern } from "./target.js";
import { expression } from "./walk.js";

/** `a = b = v`, `a: T = v`, `a: T`. */
export function assignment(f: Frame, n: Light): void {
  const first = n.kids[0];
  if (!first) return;
  let type: Light | undefined;
  let value: Light | undefined = n;
  while (value?.type === "assignment") {
    if (value.kids.length === 0) return;
    if (isTyped(value)) type = value.kids[1];
    value = assigned(value);
  }
  if (!value) return declaration(f, first, type);
  if (f.scope.fills?.has(n)) return filled(f, first, value);
  const pattern = isPattern(first);
  if (pattern && assigned(n) === value && pairwise(f, first, value)) return;
  let ref = expression(f, value, targetUse(f, first));
  if (type) ref = described(ref, annotation(f, type));
  if (pattern) iterated(f, value, ref);
  bindTarget(f, first, ref);
  for (let next = assigned(n)!; next !== value; next = assigned(next)!) {
    const target = next.kids[0]!;
    // The others hold what the first holds.
    if (first.type === "identifier" && isHeld(f, first.name)) {
      f.steps.push({ is: "read", span: spanOf(f, first), name: first.name, use: targetUse(f, target) });
    }
    bindTarget(f, target, ref);
  }
}

const isTyped = (n: Light): boolean => n.kids[1]?.type === "type";

/** What is assigned: in a row of targets, the next assignment. */
const assigned = (n: Light): Light | undefined => n.kids[isTyped(n) ? 2 : 1];

/** `xs[k] = f()` of a local container: what is put in is kept in there. */
function filled(f: Frame, target: Light, value: Light): void {
  const [of, ...keys] = target.kids;
  expression(f, value, { inside: keptAs(f, of!.name) });
  for (const key of keys) expression(f, key, "tested");
}

/** How a value is used that is assigned to a target; several names take it apart. */
function targetUse(f: Frame, target: Light): Use {
  return target.type === "identifier" ? keptAs(f, target.name) : isPattern(target) ? "tested" : "escapes";
}

/** `a, b = v, w`: each name keeps its own. All values are read before the first name is bound. */
function pairwise(f: Frame, target: Light, value: Light): boolean {
  if (value.type !== "tuple" && value.type !== "expression_list" && value.type !== "list") return false;
  if (value.kids.length !== target.kids.length) return false;
  if ([...target.kids, ...value.kids].some((kid) => kid.type.startsWith("list_splat"))) return false;
  const refs = value.kids.map((kid, i) => expression(f, kid, targetUse(f, target.kids[i]!)));
  target.kids.forEach((kid, i) => bindTarget(f, kid, refs[i]!));
  return true;
}

/** What a value is that is annotated: itself where it is plain to see, else also what the annotation says. */
function described(ref: Ref, type: Ref): Ref {
  if (type.is === "unknown") return ref;
  if (ref.is === "unknown" || ref.is === "literal" || (ref.is === "list" && ref.of.length === 0)) return type;
  return ref.is === "call" || ref.is === "await" || ref.is === "attr" || ref.is === "item" ? either([ref, type]) : ref;
}

/** `a: T` binds nothing, but says what the name will hold. */
function declaration(f: Frame, target: Light, type: Light | undefined): void {
  if (!type) return;
  const ref = annotation(f, type);
  if (target.type === "attribute") return bindTarget(f, target, ref);
  if (target.type !== "identifier" || ref.is === "unknown" || isHeld(f, target.name)) return;
  if (f.env.values.get(target.name) === undefined) bindName(f, target.name, ref);
}

/** `a += v`: a container stays what it is, and holds more. */
export function augmented(f: Frame, n: Light): void {
  const [target, value] = n.kids;
  if (!target || !value) return;
  const operator = n.name.slice(0, -1);
  const before = target.type === "identifier" ? valueOf(f, target.name) : expression(f, target, "tested");
  const grows = isContainerRef(before);
  if (target.type === "identifier" && !grows) expression(f, target, "tested");
  const use: Use = grows && target.type === "identifier" ? keptAs(f, target.name) : "escapes";
  const added = expression(f, value, operandUse(f, value, operator, use));
  if (target.type !== "identifier") {
    f.writes++;
    f.changes ||= isShared(before);
    if (before.is === "attr" && isShared(before)) sets(f, before);
    return;
  }
  const after = operation(f, operator, before, added);
  // What a container held, it still holds: its name is not bound anew.
  if (grows && isHeld(f, target.name)) f.env.set(target.name, bounded(after));
  else bindName(f, target.name, after);
}
