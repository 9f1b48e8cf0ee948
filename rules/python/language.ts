import type { Language, RulesConfig, SourceLocation } from "@eslint/core";
import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from "@eslint/plugin-kit";
import { Lines } from "../lines.js";
import type { Problem } from "../model/module.js";
import type { Span } from "../model/span.js";
import { commentsWith } from "./comments.js";
import { inertMembers, inertServices } from "./inert.js";

/** What ESLint sees of a Python file: one node for all of it. What is found in it is found on our own model. */
export interface Root {
  readonly type: "Module";
  readonly body: readonly never[];
  readonly comments: readonly never[];
  readonly tokens: readonly never[];
  readonly parent: null;
  readonly loc: SourceLocation;
  readonly range: [number, number];
}

/** A comment that speaks to ESLint. */
interface Comment { readonly type: "Comment"; readonly value: string; readonly loc: SourceLocation; readonly range: [number, number] }

interface Types { LangOptions: Record<string, unknown>; RootNode: Root; SyntaxElementWithLoc: Root | Comment; ConfigNode: Comment }

/** Finds the syntax errors of a text. */
export type Check = (path: string, text: string) => readonly Problem[];

/** Python as a language of ESLint's. */
export const pythonLanguage = (check: Check): Language<{ LangOptions: Types["LangOptions"]; Code: PythonSourceCode; RootNode: Root; Node: Root }> => ({
  fileType: "text",
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: "type",
  visitorKeys: { Module: [] },
  // What rules for JavaScript look up without asking.
  defaultLanguageOptions: { ecmaVersion: "latest", sourceType: "module", parserOptions: {}, globals: {} },
  // Whoever sets a parser without `files` sets it for Python too, and means no harm.
  validateLanguageOptions: () => undefined,
  matchesSelectorClass: () => false,
  parse({ path, body }) {
    const text = textOf(body);
    const lines = new Lines(text);
    const [problem] = check(path, text);
    if (problem) return { ok: false, errors: [{ message: problem.message, ...lines.place(problem.span[0]) }] };
    const { line, column } = lines.place(text.length);
    const loc = { start: { line: 1, column: 0 }, end: { line, column: column - 1 } };
    return { ok: true, ast: { type: "Module", body: [], comments: [], tokens: [], parent: null, loc, range: [0, text.length] } };
  },
  createSourceCode: ({ body, bom }, { ast }) => new PythonSourceCode(textOf(body), ast, bom),
});

const textOf = (body: string | Uint8Array): string => (typeof body === "string" ? body : new TextDecoder().decode(body));

const comments = new ConfigCommentParser();

/** `eslint-disable-next-line …`, or `eslint evenloop/fault: …`: a comment that happens to begin with "eslint" is none. */
const directive = /^\s*eslint(?:-(?:disable(?:-next)?-line|disable|enable)(?![\w-])|\s+["']?[\w@-]+\/[\w/-]+["']?\s*:)/;

/** A Python file as ESLint and its rules know it. */
export class PythonSourceCode extends TextSourceCodeBase<Types> {
  readonly visitorKeys = { Module: [] };
  readonly parserServices = inertServices();
  #directives: readonly Comment[] | undefined;

  constructor(text: string, ast: Root, readonly hasBOM: boolean) {
    super({ text, ast, lineEndingPattern: /\r\n|\n|\r/ });
    for (const [name, value] of Object.entries(inertMembers(ast))) if (!(name in this)) Object.defineProperty(this, name, { value });
  }

  override getParent(): undefined {
    return undefined;
  }

  override traverse(): VisitNodeStep[] {
    return ([1, 2] as const).map((phase) => new VisitNodeStep({ target: this.ast, phase, args: [this.ast] }));
  }

  /** The comments that speak to ESLint. A bare `# noqa` is somebody else's. */
  getInlineConfigNodes(): Comment[] {
    this.#directives ??= commentsWith(/eslint/g, this.text).map((span) => this.#comment(span)).filter(({ value }) => directive.test(value));
    return [...this.#directives];
  }

  getDisableDirectives(): { directives: Directive[]; problems: never[] } {
    const directives = this.#parsed().flatMap(({ node, label, value, justification }) => {
      const type = (["disable", "enable", "disable-line", "disable-next-line"] as const).find((each) => label === `eslint-${each}`);
      return type ? [new Directive({ type, node, value, justification })] : [];
    });
    return { directives, problems: [] };
  }

  applyInlineConfig(): { configs: { config: { rules: RulesConfig }; loc: SourceLocation }[]; problems: { ruleId: null; message: string; loc: SourceLocation }[] } {
    const read = this.#parsed().filter(({ label }) => label === "eslint").map(({ node: { loc }, value }) => ({ loc, parsed: comments.parseJSONLikeConfig(value) }));
    return {
      configs: read.flatMap(({ loc, parsed }) => (parsed.ok ? [{ config: { rules: parsed.config }, loc }] : [])),
      problems: read.flatMap(({ loc, parsed }) => (parsed.ok ? [] : [{ ruleId: null, message: parsed.error.message, loc }])),
    };
  }

  #parsed() {
    return this.getInlineConfigNodes().flatMap((node) => {
      const parsed = comments.parseDirective(node.value);
      return parsed ? [{ node, label: parsed.label, value: parsed.value, justification: parsed.justification }] : [];
    });
  }

  #comment([from, to]: Span): Comment {
    const loc = { start: this.getLocFromIndex(from), end: this.getLocFromIndex(to) };
    return { type: "Comment", value: this.text.slice(from + 1, to), loc, range: [from, to] };
  }
}
