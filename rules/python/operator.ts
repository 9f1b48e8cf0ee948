import { unknown, type Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import { attributeOf, valueOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { someText } from "./literal.js";

/** The most elements of a container that are kept: a table of constants says no more than its first lines. */
export const longest = 32;

/** The elements of `[f()] + xs` are elements of the sum. */
export function operandUse(f: Frame, n: Light, operator: string, use: Use): Use {
  if (operator !== "+" && operator !== "|" && operator !== "*") return "tested";
  const isContainer = n.type === "list" || n.type === "tuple" || n.type === "set" || n.type === "dictionary" || n.type.endsWith("comprehension");
  return isContainer || (n.type === "identifier" && isContainerRef(valueOf(f, n.name))) || n.type === "parenthesized_expression" ? use : "tested";
}

/** Whether a value is a container written out: its elements may live on when it is taken apart. */
export function isContainerRef(ref: Ref): boolean {
  return ref.is === "list" || ref.is === "object" || (ref.is === "or" && ref.of.some(isContainerRef));
}

function elementsOf(ref: Ref): readonly Ref[] {
  if (ref.is === "list") return ref.of;
  if (ref.is === "or") return ref.of.flatMap(elementsOf);
  return ref.is === "unknown" || ref.is === "literal" ? [] : [{ is: "item", of: ref }];
}

/** What a binary operator gives. */
export function operation(f: Frame, operator: string, a: Ref, b: Ref): Ref {
  if (a.is === "text" || (a.is === "literal" && typeof a.value === "string")) return operator === "/" ? unknown : someText;
  if (a.is !== "object" && isContainerRef(a)) {
    const added = operator === "+" || operator === "|" ? elementsOf(b) : [];
    return { is: "list", of: [...elementsOf(a), ...added].slice(0, longest) };
  }
  // Of all operators only a path's `/` makes something whose methods matter; sums and products of the rest would fill the memory.
  if (operator !== "/" || a.is === "unknown" || a.is === "literal") return unknown;
  return { is: "call", callee: attributeOf(f, a, "__truediv__"), args: [] };
}
