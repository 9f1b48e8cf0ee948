import type { Language } from "web-tree-sitter";
import { Light } from "./light.js";

/** How a node is read. */
export type Shape = "skip" | "constant" | "identifier" | "attribute" | "leaf" | "string" | "dotted" | "inner";

/** What the walk needs to know of each node type, by the parser's type number. */
export interface Plan {
  readonly types: readonly string[];
  readonly shapes: readonly Shape[];
  /** A punctuation token; the text is kept as the parent's `name` where it says something. Undefined for named nodes. */
  readonly tokens: readonly (string | undefined)[];
  readonly constants: readonly (Light | undefined)[];
  /** Whether its start and end are read, and whether its start is that of its first child. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly leftmost: Uint8Array;
  /** Statements, clauses and blocks: what goes on around an error. */
  readonly structure: Uint8Array;
  /** Whether its children need both offsets. */
  readonly spansOf: Uint8Array;
  /** After so many children nothing more is to come but punctuation; 0 where that cannot be said. */
  readonly arity: Uint8Array;
  /** Whether it ends in a block (or definition). */
  readonly closed: Uint8Array;
  /** Blocks and definitions: the last children of `closed` types. */
  readonly last: Uint8Array;
  /** The type numbers of argument lists and functions. */
  readonly args: number;
  readonly definition: number;
  /** Whether its children stand between brackets, with commas. */
  readonly lists: Uint8Array;
}

/** The number of error nodes, which the language does not list. */
export const error = 0xffff;

const plans = new WeakMap<Language, Plan>();

const shapes: Readonly<Record<string, Shape>> = {
  comment: "skip", line_continuation: "skip", type_parameter: "skip", positional_separator: "skip", keyword_separator: "skip",
  type_conversion: "skip", string_start: "skip", string_content: "skip", string_end: "skip", escape_interpolation: "skip",
  true: "constant", false: "constant", none: "constant", ellipsis: "constant", pass_statement: "constant", wildcard_import: "constant",
  identifier: "identifier", attribute: "attribute", string: "string",
  integer: "leaf", float: "leaf", type: "leaf", break_statement: "leaf", continue_statement: "leaf",
  dotted_name: "dotted", relative_import: "dotted",
};

const said = /^(?:async|from|and|or|in|not in|\*\*|\/\/|<<|>>|[-+*/%@&|^~<>]|\W{1,3}=)$/;
const unsaid = new Set([":="]);

const starts = new Set([
  "string", "integer", "float", "type", "dotted_name", "relative_import", "lambda", "break_statement", "continue_statement",
  "return_statement", "raise_statement", "for_statement", "while_statement", "function_definition", "except_clause", "block",
  "list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression", "parenthesized_expression",
  "list", "tuple", "set", "dictionary", "await", "not_operator", "unary_operator", "concatenated_string",
]);

const ends = new Set([
  "type", "dotted_name", "relative_import", "lambda", "break_statement", "continue_statement", "return_statement", "raise_statement",
  "for_statement", "while_statement", "function_definition", "call", "subscript", "parenthesized_expression", "await",
  "list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression", "boolean_operator", "conditional_expression", "named_expression",
]);

const leftmost = new Set([
  "call", "subscript", "binary_operator", "boolean_operator", "comparison_operator", "conditional_expression", "named_expression",
]);

const structure = new Set([
  "module", "block", "if_statement", "elif_clause", "else_clause", "while_statement", "for_statement", "try_statement", "except_clause",
  "finally_clause", "with_statement", "with_clause", "with_item", "match_statement", "case_clause", "function_definition",
  "class_definition", "decorated_definition",
]);

const spansOf = new Set(["await", "with_item", "as_pattern", "for_statement", "for_in_clause", "yield", "except_clause"]);

const arity: Readonly<Record<string, number>> = {
  call: 2, keyword_argument: 2, binary_operator: 2, boolean_operator: 2, augmented_assignment: 2, await: 1, parenthesized_expression: 1,
  not_operator: 1, unary_operator: 1, conditional_expression: 3, named_expression: 2, default_parameter: 2, typed_parameter: 2,
  typed_default_parameter: 3, pair: 2, return_statement: 1, decorator: 1, with_item: 1, as_pattern: 2, as_pattern_target: 1, aliased_import: 2,
  if_clause: 1, list_splat: 1, dictionary_splat: 1, list_splat_pattern: 1, dictionary_splat_pattern: 1,
};

const closed = new Set([
  "function_definition", "class_definition", "decorated_definition", "elif_clause", "else_clause", "finally_clause", "except_clause", "case_clause",
  "with_statement",
]);

const lists = new Set(["argument_list", "parameters", "list", "tuple", "set", "subscript"]);

/** The plan for a version of the grammar. */
export function plan(language: Language): Plan {
  const known = plans.get(language);
  if (known) return known;
  const types = language.types;
  const named = types.map((_, id) => language.nodeTypeIsNamed(id));
  const flags = (of: ReadonlySet<string>): Uint8Array => Uint8Array.from(types, (type, id) => (named[id] && of.has(type) ? 1 : 0));
  const kinds = types.map((type) => shapes[type] ?? "inner");
  const number = (of: string): number => types.findIndex((type, id) => named[id] && type === of);
  const made: Plan = {
    types,
    shapes: kinds,
    tokens: types.map((type, id) => (named[id] ? undefined : said.test(type) && !unsaid.has(type) ? type : "")),
    constants: types.map((type, id) => (kinds[id] === "constant" ? new Light(type) : undefined)),
    from: flags(starts), to: flags(ends), leftmost: flags(leftmost), structure: flags(structure),
    spansOf: flags(spansOf), closed: flags(closed), lists: flags(lists),
    arity: Uint8Array.from(types, (type, id) => (named[id] ? (arity[type] ?? 0) : 0)),
    last: flags(new Set(["block", "function_definition", "class_definition"])),
    args: number("argument_list"), definition: number("function_definition"),
  };
  plans.set(language, made);
  return made;
}
