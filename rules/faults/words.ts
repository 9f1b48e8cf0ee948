import type { Span } from "../model/span.js";
import type { FuncNode } from "../resolve/node.js";

/** How a library name is said: builtins without their module, what a loop or a `with` does by the thing it is done to. */
export const shortName = (name: string): string => name.replace(/^builtins\./, "").replace(/\.__(iter|next|enter|exit)__$/, "");

/** The function that a finding stands in, as its user calls it; nothing at module level. */
export const withinOf = ({ name, func }: FuncNode): { readonly within?: string } => (func?.role === "module" ? {} : { within: name.replace(/#\d+$/, "") });

/** A function as its user calls it: without what tells those of one name apart, and without the nameless ones inside of it. */
export const plainName = (name: string): string => name.replace(/#\d+/g, "").replace(/(?:\.<\w+>)+$/, "");

/** `a`, `b` and `c`. */
export const listed = (names: readonly string[]): string => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`);

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
