import { unknown, type Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import { attributeOf, operator, valueOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { someText } from "./literal.js";

/** The methods that operators ask their left operand for. */
const methods: ReadonlyMap<string, string> = new Map([
  ["+", "__add__"], ["-", "__sub__"], ["*", "__mul__"], ["@", "__matmul__"], ["/", "__truediv__"], ["//", "__floordiv__"], ["%", "__mod__"], ["**", "__pow__"],
  ["<<", "__lshift__"], [">>", "__rshift__"], ["&", "__and__"], ["|", "__or__"], ["^", "__xor__"],
  ["<", "__lt__"], ["<=", "__le__"], ["==", "__eq__"], ["!=", "__ne__"], [">", "__gt__"], [">=", "__ge__"],
]);

/** The methods that operators with one operand ask for. */
const alone: ReadonlyMap<string, string> = new Map([["-", "__neg__"], ["+", "__pos__"], ["~", "__invert__"]]);

/**
 * Notes that an operator asks its left operand for its method. There are very many of them, and most are between numbers and strings: with
 * one that is written out, and for what a plain function gives, nothing is noted.
 */
export function asksOperand(f: Frame, n: Light, left: Ref, right?: Ref): void {
  const method = (right ? methods : alone).get(n.name);
  if (method === undefined || (right && (right.is === "literal" || right.is === "text")) || (left.is === "call" && !makes(left))) return;
  const [first, second = first] = n.kids;
  // Where the parser was not asked for the end, the left operand is told alone.
  operator(f, n, left, method, second!.to || first!.to);
}

/** Whether it looks like the making of an object. */
const makes = ({ callee }: Ref & { is: "call" }): boolean => {
  const name = callee.is === "class" ? callee.name : callee.is === "name" || callee.is === "attr" || callee.is === "import" ? callee.name : undefined;
  return name !== undefined && /^_*[A-Z]/.test(name);
};

/** The most elements of a container that are kept: a table of constants says no more than its first lines. */
export const longest = 32;

/** The elements of `[f()] + xs` are elements of the sum. */
export function operandUse(f: Frame, n: Light, by: string, use: Use): Use {
  if (by !== "+" && by !== "|" && by !== "*") return "tested";
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
export function operation(f: Frame, by: string, a: Ref, b: Ref): Ref {
  if (a.is === "text" || (a.is === "literal" && typeof a.value === "string")) return by === "/" ? unknown : someText;
  if (a.is !== "object" && isContainerRef(a)) {
    const added = by === "+" || by === "|" ? elementsOf(b) : [];
    return { is: "list", of: [...elementsOf(a), ...added].slice(0, longest) };
  }
  // Of all operators only a path's `/` makes something whose methods matter; sums and products of the rest would fill the memory.
  if (by !== "/" || a.is === "unknown" || a.is === "literal") return unknown;
  return { is: "call", callee: attributeOf(f, a, "__truediv__"), args: [] };
}
