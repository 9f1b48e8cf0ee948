import { unknown, type Ref } from "../model/ref.js";

/** A bound value may be mentioned anywhere and often: beyond this size and depth it is cut, so that facts stay as long as the text. */
const largest = 48;
const deepest = 12;

/** `ref`, cut where it is too large or too deep to be put in wherever its name is read. */
export function bounded(ref: Ref): Ref {
  return weigh(ref, largest, deepest) >= 0 ? ref : cut(ref, { left: largest }, deepest);
}

/** `ref` in at most `size` parts. */
export const shortened = (ref: Ref, size: number): Ref => cut(ref, { left: size }, deepest);

/** What is left of `budget` after all parts of `ref`; negative if it does not suffice. */
function weigh(ref: Ref, budget: number, depth: number): number {
  let left = budget - 1;
  if (left < 0 || depth < 0) return -1;
  switch (ref.is) {
    case "attr": case "await": case "item": case "enter": case "instance": case "awaitable": case "star":
      return weigh(ref.of, left, depth - 1);
    case "call":
      left = weigh(ref.callee, left, depth - 1);
      for (let i = 0; i < ref.args.length && left >= 0; i++) left = weigh(ref.args[i]!, left, depth - 1);
      if (ref.keys) for (const key in ref.keys) if (left >= 0) left = weigh(ref.keys[key]!, left, depth - 1);
      return left;
    case "list": case "or":
      for (let i = 0; i < ref.of.length && left >= 0; i++) left = weigh(ref.of[i]!, left, depth - 1);
      return left;
    case "object":
      for (const key in ref.members) if (left >= 0) left = weigh(ref.members[key]!, left, depth - 1);
      return left;
    case "param":
      if (ref.type) left = weigh(ref.type, left, depth - 1);
      return left >= 0 && ref.default ? weigh(ref.default, left, depth - 1) : left;
    default:
      return left;
  }
}

function cut(ref: Ref, budget: { left: number }, depth: number): Ref {
  if (--budget.left < 0 || depth < 0) return unknown;
  switch (ref.is) {
    case "attr": case "await": case "item": case "enter": case "instance": case "awaitable": case "star":
      return { ...ref, of: cut(ref.of, budget, depth - 1) };
    case "call": {
      const callee = cut(ref.callee, budget, depth - 1);
      const args = cutAll(ref.args, budget, depth - 1);
      return { is: "call", callee, args, ...(ref.keys ? { keys: cutRecord(ref.keys, budget, depth - 1) } : {}) };
    }
    case "list": return { is: "list", of: cutAll(ref.of, budget, depth - 1) };
    case "or": {
      const of = cutAll(ref.of, budget, depth - 1);
      return of.length === 0 ? unknown : { is: "or", of };
    }
    case "object": return { is: "object", members: cutRecord(ref.members, budget, depth - 1) };
    case "param": return weigh(ref, Math.max(budget.left, 8), depth) >= 0 ? ref : { is: "param", index: ref.index };
    default: return ref;
  }
}

function cutAll(refs: readonly Ref[], budget: { left: number }, depth: number): Ref[] {
  const out: Ref[] = [];
  for (const ref of refs) {
    if (budget.left <= 0) break;
    out.push(cut(ref, budget, depth));
  }
  return out;
}

function cutRecord(refs: Readonly<Record<string, Ref>>, budget: { left: number }, depth: number): Record<string, Ref> {
  const out: Record<string, Ref> = {};
  for (const key in refs) {
    if (budget.left <= 0) break;
    out[key] = cut(refs[key]!, budget, depth);
  }
  return out;
}

/** Whether a Ref means the same in another function: it speaks of no parameter or receiver. */
export function isClosed(ref: Ref): boolean {
  switch (ref.is) {
    case "param": case "self": case "cls": case "super": return false;
    case "attr": case "await": case "item": case "enter": case "instance": case "awaitable": case "star": return isClosed(ref.of);
    case "call": return isClosed(ref.callee) && ref.args.every(isClosed) && Object.values(ref.keys ?? {}).every(isClosed);
    case "list": case "or": return ref.of.every(isClosed);
    case "object": return Object.values(ref.members).every(isClosed);
    default: return true;
  }
}
