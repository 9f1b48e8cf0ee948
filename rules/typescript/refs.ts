import { either, unknown } from "../model/ref.js";
import type { CallRef, Ref } from "../model/ref.js";
import { taking } from "../model/taking.js";

/** The longest chain of attributes and calls (`a.b().c()…`) that is followed. */
const CHAIN = 40;

/** The most parts of a Ref that is put into another one. With it all the Refs of a file are linear in its text. */
const WEIGHT = 64;

/** The most alternatives of an `or`. */
const WIDTH = 8;

/** The most elements of a list that are told apart. */
export const ELEMENTS = 64;

/** `ref`, or `unknown` where it has grown too big to be put into others. */
export function bounded(ref: Ref): Ref {
  switch (ref.is) {
    case "attr": case "call": case "await": case "item": case "enter": case "instance": case "awaitable": case "list": case "object":
    case "star": case "or":
      return left(ref, WEIGHT) < 0 ? unknown : ref;
    default:
      return ref;
  }
}

/** What is left of `budget` when the parts of `ref` are taken off; below zero it does not matter by how much. */
function left(ref: Ref, budget: number): number {
  let rest = budget - 1;
  if (rest < 0) return rest;
  switch (ref.is) {
    case "attr": case "await": case "item": case "enter": case "instance": case "awaitable": case "star":
      return left(ref.of, rest);
    case "call":
      rest = left(ref.callee, rest);
      return leftOfAll(ref.args, rest);
    case "list": case "or":
      return leftOfAll(ref.of, rest);
    case "object":
      for (const name in ref.members) if ((rest = left(ref.members[name]!, rest)) < 0) return rest;
      return rest;
    default:
      return rest;
  }
}

function leftOfAll(refs: readonly Ref[], budget: number): number {
  let rest = budget;
  for (const ref of refs) if (rest < 0 || (rest = left(ref, rest)) < 0) return rest;
  return rest;
}

/** Whether a chain of attributes and calls is too long to be made longer. */
export function tall(ref: Ref): boolean {
  let at = ref;
  for (let links = 0; links < CHAIN; links++) {
    if (at.is === "attr" || at.is === "await" || at.is === "item") at = at.of;
    else if (at.is === "call") at = at.callee;
    else return false;
  }
  return true;
}

/** One of `refs`, of bounded width. */
export function oneOf(refs: readonly Ref[]): Ref {
  const ref = either(refs);
  return ref.is === "or" && ref.of.length > WIDTH ? { is: "or", of: ref.of.slice(0, WIDTH) } : ref;
}

/** What `await` gives. */
export function awaited(ref: Ref): Ref {
  switch (ref.is) {
    case "awaitable": return ref.of;
    case "unknown": case "literal": case "text": case "list": case "object": case "func": case "class": case "await": return ref;
    case "import":
      if (ref.name === undefined) return ref;
      break;
    case "call":
      // Of the classes only one makes promises.
      if (ref.new && !(ref.callee.is === "name" && ref.callee.name === "Promise")) return ref;
      break;
    default:
  }
  return tall(ref) ? unknown : { is: "await", of: ref };
}

/** Whether a value was awaited of a call that takes something. */
export const isTaken = (ref: Ref): boolean =>
  ref.is === "await" && ref.of.is === "call" && ref.of.callee.is === "attr" && taking.has(ref.of.callee.name);

/** An element of `of`. */
export function item(of: Ref, key?: string | number): Ref {
  if (of.is === "unknown" || tall(of)) return unknown;
  if (of.is === "object" && typeof key === "string") {
    const member = of.members[key];
    if (member) return member;
  }
  return key === undefined ? { is: "item", of } : { is: "item", of, key };
}

const none: Ref[] = [];

/** What a call gives; its `count` arguments are put in as they are read. */
export function callRef(callee: Ref, isNew: boolean, count: number): { readonly ref: CallRef; readonly args: Ref[] } {
  const args = count === 0 ? none : new Array<Ref>(count).fill(unknown);
  const known = tall(callee) ? unknown : callee;
  return { args, ref: isNew ? { is: "call", callee: known, args, new: true } : { is: "call", callee: known, args } };
}

/** A record without inherited members, so that a look-up of `constructor` or `toString` finds only what was put in. */
export const members = (): Record<string, Ref> => Object.create(null) as Record<string, Ref>;

/** Whether a Ref means the same in any function: it speaks neither of parameters nor of the receiver. */
export function portable(ref: Ref): boolean {
  switch (ref.is) {
    case "param": case "self": case "cls": case "super":
      return false;
    case "attr": case "await": case "item": case "enter": case "instance": case "awaitable": case "star":
      return portable(ref.of);
    case "call":
      return portable(ref.callee) && ref.args.every(portable);
    case "list": case "or":
      return ref.of.every(portable);
    case "object":
      return Object.values(ref.members).every(portable);
    default:
      return true;
  }
}
