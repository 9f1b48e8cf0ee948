import { Light } from "./light.js";
import { isWord, nameAt } from "./names.js";

/**
 * Names with dots, and lists of them, are read from the text: they are most of what stands in a file, and the parser would have
 * to be asked about each part. Anything else gives undefined, and the parser is asked.
 */

/** Words that are no names, though they look so. */
const words = new Set([
  "None", "True", "False", "lambda", "yield", "await", "not", "and", "or", "in", "is", "if", "else", "for", "async", "def", "class",
  "from", "import",
]);

/** `a.b.c`, if that is all there is from `from` to `to`. */
export function dottedName(text: string, from: number, to: number): Light | undefined {
  const light = nameFrom(text, from);
  return light?.to === to ? light : undefined;
}

const dot = 46;
const comma = 44;
const opening = 40;
const closing = 41;

/** What stands in `(a, b.c)`, if there are only names between the brackets; `from` is the opening one, `to` is behind the closing one. */
export function namesBetween(text: string, from: number, to: number): Light[] | undefined {
  const names: Light[] = [];
  if (text.charCodeAt(from) !== opening) return undefined;
  let at = from + 1;
  for (;;) {
    at = past(text, at);
    if (text.charCodeAt(at) === closing && names.length === 0) break;
    const light = nameFrom(text, at);
    if (!light) return undefined;
    names.push(light);
    at = past(text, light.to);
    if (text.charCodeAt(at) !== comma) break;
    at++;
  }
  return text.charCodeAt(at) === closing && at + 1 === to ? names : undefined;
}

/** More parts no name has. */
const longest = 100;

/** The longest `a.b.c` that begins at `from`. */
function nameFrom(text: string, from: number): Light | undefined {
  if (!begins(text.charCodeAt(from))) return undefined;
  let light = new Light("identifier");
  light.from = from;
  light.name = nameAt(text, from);
  light.to = from + light.name.length;
  if (words.has(light.name)) return undefined;
  for (let length = 1; text.charCodeAt(light.to) === dot && begins(text.charCodeAt(light.to + 1)); length++) {
    // The walk of the parser's tree cuts what would endanger the stack.
    if (length > longest) return undefined;
    const outer = new Light("attribute");
    outer.from = from;
    outer.name = nameAt(text, light.to + 1);
    outer.to = light.to + 1 + outer.name.length;
    outer.kids = [light];
    light = outer;
  }
  // `f"…"` and the like are no names.
  const next = text.charCodeAt(light.to);
  return next === 34 || next === 39 ? undefined : light;
}

/** Whether a name may begin with the character; others than ASCII are left to the parser. */
const begins = (code: number): boolean => code < 128 && isWord(code) && !(code >= 48 && code <= 57);

/** The offset past blanks and line ends. */
function past(text: string, at: number): number {
  let code = text.charCodeAt(at);
  while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
  return at;
}
