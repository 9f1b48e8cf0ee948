import type { ConfigObject } from "@eslint/core";
import * as parser from "@typescript-eslint/parser";
import type { ParserServices, TSESTree } from "@typescript-eslint/utils";
import type { Node, Signature, Type, TypeChecker } from "typescript";
import type { Span } from "../model/span.js";

/** How the files of this language are parsed, where nobody else says so. To come before all others: whoever comes later is heard. */
export const typescriptParsing: readonly ConfigObject[] = [
  { name: "evenloop/typescript-parser", files: ["**/*.ts", "**/*.tsx", "**/*.mts", "**/*.cts"], languageOptions: { parser } },
  { name: "evenloop/jsx", files: ["**/*.js", "**/*.jsx", "**/*.mjs", "**/*.cjs"], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
];

/** What is needed of ESLint's source code to look at types. */
export interface Typed {
  readonly parserServices?: Partial<ParserServices>;
  getNodeByRangeIndex?(index: number): TSESTree.Node | null;
}

/**
 * Whether the types say that the expression at `span` makes no promise, or one that cannot be rejected. Without types, or with those of
 * a TypeScript that does not answer as we ask, nothing is said.
 */
export function typesDeny(code: Typed, span: Span): boolean {
  try {
    const { program, esTreeNodeToTSNodeMap: nodes } = code.parserServices ?? {};
    const expression = program && nodes && expressionAt(code, span);
    const node = expression && nodes.get(expression);
    if (!node) return false;
    const checker = program.getTypeChecker();
    const type = checker.getTypeAtLocation(node);
    return (type.isUnion() ? type.types : [type]).every((each) => harmless(each, node, checker));
  } catch {
    return false;
  }
}

/** The outermost expression that fills `span`. */
function expressionAt(code: Typed, [from, to]: Span): TSESTree.Node | undefined {
  let node = code.getNodeByRangeIndex?.(from) ?? undefined;
  while (node && node.range[1] < to) node = node.parent;
  return node?.range[0] === from && node.range[1] === to ? node : undefined;
}

/** Any, unknown: the same in all versions of TypeScript. */
const unsaid = 1 | 2;

function harmless(type: Type, node: Node, checker: TypeChecker): boolean {
  if ((type.flags & unsaid) !== 0 || type.isTypeParameter()) return false;
  const then = checker.getApparentType(type).getProperty("then");
  return !then || !checker.getTypeOfSymbolAtLocation(then, node).getCallSignatures().some(tellsOfErrors);
}

/** Whether `then` takes a second function, which is for errors. */
const tellsOfErrors = ({ parameters, declaration }: Signature): boolean =>
  parameters.length > 1 || (declaration?.parameters.some((parameter) => "dotDotDotToken" in parameter && parameter.dotDotDotToken !== undefined) ?? false);
