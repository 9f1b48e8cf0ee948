import type { Ignore } from "./module.js";
import type { Span } from "./span.js";

/** A comment and its place, in any language. Offsets are absolute. */
export interface Comment {
  /** What it says, without its marks (`#`, `//`, `/*`). */
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
  /** The line it stands on (all its lines, for a block comment), line break excluded. */
  readonly line: Span;
  /** Where the line after it ends (`line[1]` on the last line). */
  readonly nextEnd: number;
  /** Whether code stands before it on its line. */
  readonly trailing: boolean;
  /** Whether ESLint lets such a comment begin or end a region: any in Python, only a block comment in JavaScript. */
  readonly region: boolean;
  /** Whether an ESLint directive without rule names speaks of our faults too (JavaScript). */
  readonly bare: boolean;
}

/** What a comment asks for: silence on some lines, or the begin or end of a silent region. `faults` undefined means all. */
export type Directive =
  | { readonly is: "ignore"; readonly ignore: Ignore }
  | { readonly is: "disable" | "enable"; readonly at: number; readonly faults: readonly string[] | undefined };

// Other tools' comments may stand in the same line: `# noqa  # evenloop: ignore`.
const OWN = /(?:^|#|\/\/)\s*evenloop:\s*ignore(?:\[([^\]]*)\]|(?![\w[-]))/;
const ESLINT = /^[\s*]*eslint-(disable-next-line|disable-line|disable|enable)(?![\w-])([^]*)$/;

/** What `comment` asks for, undefined where it is an ordinary one. */
export function directive(comment: Comment): Directive | undefined {
  const { line, nextEnd, trailing } = comment;
  const next: Span = [Math.min(line[1] + 1, nextEnd), nextEnd];
  const own = OWN.exec(comment.text);
  if (own) return ignore(trailing ? line : [line[0], next[1]], own[1] === undefined ? undefined : names(own[1]));
  const eslint = ESLINT.exec(comment.text);
  if (!eslint) return undefined;
  const rules = names(eslint[2]!.split(/\s-{2,}(?:\s|$)/, 1)[0]!);
  const faults = rules.length === 0 ? undefined : rules.filter((rule) => rule.startsWith(PREFIX)).map((rule) => rule.slice(PREFIX.length));
  if (faults ? faults.length === 0 : !comment.bare) return undefined;
  if (eslint[1] === "disable-next-line") return ignore(next, faults, true);
  if (eslint[1] === "disable-line") return ignore(line, faults, true);
  return comment.region ? { is: eslint[1] === "enable" ? "enable" : "disable", at: comment.at, faults } : undefined;
}

/** The silent stretches that `directives` (in the order of the text) ask for; a region that nobody ends goes on to `end`. */
export function ignoresOf(directives: Iterable<Directive>, end: number): Ignore[] {
  const ignores: Ignore[] = [];
  const open = new Map<string | undefined, number>();
  const close = (fault: string | undefined, from: number, to: number): void => {
    ignores.push({ span: [from, to], ...(fault === undefined ? {} : { faults: [fault] }), eslint: true });
    open.delete(fault);
  };
  for (const each of directives) {
    if (each.is === "ignore") ignores.push(each.ignore);
    else if (each.is === "disable") {
      for (const fault of each.faults ?? [undefined]) if (!open.has(fault)) open.set(fault, each.at);
    } else {
      for (const [fault, from] of [...open]) {
        if (!each.faults || (fault !== undefined && each.faults.includes(fault))) close(fault, from, each.at);
      }
    }
  }
  for (const [fault, from] of [...open]) close(fault, from, end);
  return ignores.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

const PREFIX = "evenloop/";

const ignore = (span: Span, faults: readonly string[] | undefined, eslint = false): Directive =>
  ({ is: "ignore", ignore: { span, ...(faults ? { faults } : {}), ...(eslint ? { eslint } : {}) } });

const names = (list: string): string[] => list.split(",").map((name) => name.trim()).filter((name) => name !== "");
