// Rules for JavaScript that somebody switches on for all files are made for Python files too. They find nothing to visit there, but
// many look at scopes, tokens and types before they know: here they get empty ones.

const nothing = (): null => null;
const none = (): never[] => [];
const no = (): boolean => false;

/** What looks for one token or node, for several, and asks a question. */
const one = ["getFirstToken", "getLastToken", "getTokenBefore", "getTokenAfter", "getFirstTokenBetween", "getLastTokenBetween", "getTokenByRangeStart", "getNodeByRangeIndex"];
const several = [
  "getTokens", "getFirstTokens", "getLastTokens", "getTokensBefore", "getTokensAfter", "getFirstTokensBetween", "getLastTokensBetween", "getTokensBetween",
  "getAllComments", "getCommentsBefore", "getCommentsAfter", "getCommentsInside", "getDeclaredVariables",
];
const questions = ["commentsExistBetween", "isSpaceBetween", "isGlobalReference", "markVariableAsUsed"];

/** The members that the source code of JavaScript has, without any content. */
export function inertMembers(root: object): Record<string, unknown> {
  const scope = emptyScope(root);
  return {
    ...Object.fromEntries([...one.map((name) => [name, nothing]), ...several.map((name) => [name, none]), ...questions.map((name) => [name, no])]),
    tokensAndComments: [],
    getScope: () => scope,
    getLines() {
      return (this as unknown as { readonly lines: readonly string[] }).lines;
    },
    scopeManager: {
      scopes: [scope], globalScope: scope,
      acquire: () => scope, acquireAll: () => [scope], getDeclaredVariables: none, isModule: () => true, isGlobalReturn: no, isImpliedStrict: no, isStrictModeSupported: () => true,
      addGlobals: () => undefined,
    },
  };
}

function emptyScope(block: object): object {
  const scope: Record<string, unknown> = {
    type: "module", isStrict: true, functionExpressionScope: false, directCallToEvalScope: false, block, upper: null,
    set: new Map(), variables: [], references: [], through: [], childScopes: [],
    implicit: { variables: [], set: new Map(), left: [] },
  };
  scope["variableScope"] = scope;
  return scope;
}

/** The services of a parser that knows types, of a program without files. */
export function inertServices(): Record<string, unknown> {
  return {
    program: { getCompilerOptions: () => strict, getTypeChecker: () => checker, getSourceFile: () => undefined, getSourceFiles: none, isSourceFileDefaultLibrary: no, isSourceFileFromExternalLibrary: no },
    esTreeNodeToTSNodeMap: new Map(), tsNodeToESTreeNodeMap: new Map(),
    emitDecoratorMetadata: false, experimentalDecorators: false, isolatedDeclarations: false,
    getTypeAtLocation: () => undefined, getSymbolAtLocation: () => undefined,
  };
}

// Some rules complain once per file where these are not set.
const strict = { strict: true, strictNullChecks: true, noImplicitThis: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };

const checker = { getTypeAtLocation: () => undefined, getSymbolAtLocation: () => undefined, getTypeOfSymbolAtLocation: () => undefined };
