import type { Node } from "web-tree-sitter";
import { isAsync, isField, parts, same, upwards } from "./tree.js";

/** Where an expression stands, as far as `await` is concerned. */
export interface Place {
  /** The function whose call runs it; undefined at module level. */
  readonly func: Node | undefined;
  /** Whether `await` may be written there without changing what anything around it is. */
  readonly awaits: boolean;
  /** It stands in the body itself: in no default value, decorator or base class that merely runs with it. */
  readonly plain: boolean;
}

/** A Python version, as [major, minor]. */
export type Version = readonly [number, number];

/** The oldest Python that is assumed where the project names none. */
export const oldest: Version = [3, 9];

/** Whether `version` is `major.minor` or newer. */
export const since = (version: Version, major: number, minor: number): boolean =>
  version[0] > major || (version[0] === major && version[1] >= minor);

const comprehensions = new Set(["list_comprehension", "set_comprehension", "dictionary_comprehension"]);

/** The place of an expression. Inside of what the parser could not read nothing may be awaited. */
export function placeOf(node: Node, python: Version = oldest): Place {
  let awaits = !node.hasError;
  let plain = true;
  let nested = 0;
  for (const [parent, child] of upwards(node)) {
    switch (parent.type) {
      case "function_definition":
        // Decorators stand outside of the definition, defaults and annotations in it but not in its body.
        if (isField(parent, "body", child)) return { func: parent, awaits: awaits && isAsync(parent) && (nested < 2 || since(python, 3, 11)), plain };
        plain = false;
        break;
      case "lambda":
        if (isField(parent, "body", child)) awaits = false;
        plain = false;
        break;
      case "generator_expression":
        // An `await` would make it an asynchronous generator; its first iterable is computed outside of it.
        if (!isFirstIterable(parent, child, node)) awaits = false;
        break;
      case "class_definition":
        if (isField(parent, "body", child)) awaits = false;
        plain = false;
        break;
      case "decorator":
        plain = false;
        break;
      case "type":
      case "type_parameter":
      case "type_alias_statement":
      case "ERROR":
        awaits = false;
        break;
      case "interpolation":
        // `f"{f()=}"` prints its own text, so the text must stay.
        if (parent.children.some((part) => part.type === "=")) awaits = false;
        break;
      default:
        if (comprehensions.has(parent.type) && !isFirstIterable(parent, child, node)) nested++;
    }
  }
  return { func: undefined, awaits: false, plain };
}

function isFirstIterable(comprehension: Node, child: Node, node: Node): boolean {
  const first = parts(comprehension).find((part) => part.type === "for_in_clause");
  if (!first || !same(first, child)) return false;
  const iterable = first.childForFieldName("right");
  return iterable !== null && iterable.startIndex <= node.startIndex && node.endIndex <= iterable.endIndex;
}
