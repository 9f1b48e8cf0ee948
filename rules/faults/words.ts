import type { Span } from "../model/span.js";

/** How a library name is said: builtins without their module, what a loop or a `with` does by the thing it is done to. */
export const shortName = (name: string): string => name.replace(/^builtins\./, "").replace(/\.__(iter|next|enter|exit)__$/, "");

/** A callee as it is written, on one line and not too long: the text from the beginning of `span` to the end of `until`. */
export function written(text: string, span: Span, until: Span): string {
  let end = until[1];
  // `(f as any)(…)`: the name ends before its parentheses do.
  for (let open = depth(text.slice(span[0], end)); open > 0 && end < span[1]; end++) if (text[end] === ")") open--;
  const callee = text.slice(span[0], end).replace(/\s+/g, " ").replace(/`/g, "'");
  return callee.length <= longest ? callee : `…${callee.slice(callee.length - longest)}`;
}

const depth = (text: string): number => text.split("(").length - text.split(")").length;

const longest = 60;
