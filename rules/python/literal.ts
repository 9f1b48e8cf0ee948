import { unknown, type Ref } from "../model/ref.js";
import { isWord, kept } from "./names.js";

/** Some string. */
export const someText: Ref = { is: "text" };

/** `None`, `True` and `False`. */
export const constants: Readonly<Record<string, Ref>> = {
  none: { is: "literal", value: null },
  true: { is: "literal", value: true },
  false: { is: "literal", value: false },
};

/** Longer strings decide nothing. */
const longest = 64;

/** The string literal (not a formatted one) at `from`. */
export function stringAt(text: string, from: number): Ref {
  let at = from;
  while (text[at] !== '"' && text[at] !== "'") {
    const prefix = text[at++];
    if (prefix === "b" || prefix === "B" || prefix === undefined) return someText;
  }
  const quote = text[at++]!;
  if (text[at] === quote) return text[at + 1] === quote ? someText : { is: "literal", value: "" };
  const end = text.indexOf(quote, at);
  if (end < 0 || end - at > longest) return someText;
  for (let i = at; i < end; i++) if (text[i] === "\\" || text[i] === "\n") return someText;
  return { is: "literal", value: kept(text, at, end) };
}

const zero = "0".charCodeAt(0);
const number = /0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?[jJlL]?|\.\d+(?:[eE][-+]?\d+)?[jJ]?/y;

/** The number at `from`. */
export function numberAt(text: string, from: number): Ref {
  const digit = text.charCodeAt(from) - zero;
  // Most numbers are a digit that stands alone.
  if (digit >= 0 && digit <= 9 && text[from + 1] !== "." && !isWord(text.charCodeAt(from + 1))) return { is: "literal", value: digit };
  number.lastIndex = from;
  const value = Number(number.exec(text)?.[0].replaceAll("_", ""));
  return Number.isFinite(value) ? { is: "literal", value } : unknown;
}
