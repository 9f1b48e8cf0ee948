import { moved, type Span } from "../model/span.js";
import type { Loop } from "../model/step.js";
import type { FuncNode } from "../resolve/node.js";

/** The head of a loop, as far as it stands on one line: `while not ready:`. */
export function headOf(text: string, loop: Loop, node: FuncNode): Span {
  const [from, to] = moved(loop.span, node.from);
  const until = Math.min(to, ...loop.body.flatMap((step) => ("span" in step ? [moved(step.span, node.from)[0]] : [])));
  const head = text.slice(from, until).split(/\r?\n/, 1)[0]!;
  const colon = ending.exec(head);
  return [from, from + (colon?.[0] ?? head).trimEnd().length];
}

/** Up to the colon of Python, behind which nothing stands, or what a body on the same line begins with. */
const ending = /^while\b[^#]*?:(?=\s*(?:#|await\b|pass\b|continue\b|\.\.\.|$))/;
