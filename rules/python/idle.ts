import type { Light } from "./light.js";

/** What may stand in an expression that only looks; what its calls do is another question. */
const looking = new Set([
  "identifier", "attribute", "call", "argument_list", "keyword_argument", "string", "interpolation", "integer", "float", "true", "false", "none", "ellipsis",
  "parenthesized_expression", "not_operator", "boolean_operator", "comparison_operator", "binary_operator", "unary_operator", "conditional_expression",
  "subscript", "tuple", "list", "concatenated_string",
]);

const isLook = (n: Light): boolean => looking.has(n.type) && n.kids.every(isLook);

/**
 * Whether a round of a `while` leaves all as it found it: it only looks, and at most gives names what does not depend on the round before
 * (`now = time.time()`). Nearly every loop does more in its first statement.
 */
export function isIdle([test, ...parts]: readonly Light[]): boolean {
  const body = parts.find(({ type }) => type === "block");
  const given = new Map<string, Light>();
  // What could not be read leaves an empty block, or stands before it.
  return test !== undefined && body !== undefined && body.kids.length > 0 && parts.every(({ type }) => type === "block" || type === "else_clause") && body.kids.every((kid) => isQuiet(kid, given)) && isLook(test)
    && [...given.values()].every((value) => !mentions(value, given));
}

/** Whether a statement only looks; `given` collects what it gives to names. */
function isQuiet(n: Light, given: Map<string, Light>): boolean {
  switch (n.type) {
    case "pass_statement": case "break_statement": case "continue_statement": return true;
    case "return_statement": case "raise_statement": return n.kids.every(isLook);
    case "expression_statement": return n.kids.every((kid) => (kid.type === "assignment" ? isGiven(kid, given) : isLook(kid)));
    case "if_statement": case "elif_clause": case "else_clause":
      return n.kids.every((kid) => (kid.type === "block" ? kid.kids.every((each) => isQuiet(each, given)) : kid.type.endsWith("_clause") ? isQuiet(kid, given) : isLook(kid)));
    default: return false;
  }
}

function isGiven({ kids }: Light, given: Map<string, Light>): boolean {
  const [target, value] = kids;
  if (kids.length !== 2 || target!.type !== "identifier" || !isLook(value!) || given.has(target!.name)) return false;
  given.set(target!.name, value!);
  return true;
}

const mentions = (n: Light, names: ReadonlyMap<string, unknown>): boolean =>
  (n.type === "identifier" && names.has(n.name)) || n.kids.some((kid) => mentions(kid, names));
