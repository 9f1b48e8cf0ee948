import type { LanguageName } from "./model/module.js";
import type { Span } from "./model/span.js";

/** How much a finding matters by default. */
export type Severity = "error" | "warning" | "hint";

/** A replacement of the text at `span` (absolute UTF-16 offsets); an empty span inserts. */
export interface Edit { readonly span: Span; readonly text: string }

/** A way to mend a finding. `safe`: it may run unasked (`--fix`, fix on save); else it is a suggestion. Edits are in order and do not overlap. */
export interface Fix { readonly title: string; readonly edits: readonly Edit[]; readonly safe: boolean }

/** One call of a chain: `name` is what is called, `span` where the call stands in `path`. */
export interface TraceStep { readonly path: string; readonly span: Span; readonly name: string }

/** A place that helps to understand a finding (a member that never ends, a path that is forgotten), with what is to be said of it. */
export interface Related { readonly path: string; readonly span: Span; readonly message: string }

/** What a person is told. Offsets are absolute; lines are looked up at the rim. */
export interface Finding {
  /** The fault's id: `blocking-call`. */
  readonly fault: string;
  readonly path: string;
  readonly span: Span;
  readonly severity: Severity;
  /** One sentence, without positions. */
  readonly message: string;
  /** The function it stands in, as the user calls it (`handler`, `Store.load`): the head of the chain. None at module level. */
  readonly within?: string;
  /** It is told only to those who ask for more than is usual (see `Rule.strict`). */
  readonly strict?: true;
  /** The call chain from the async function down; the last step is the blocking call. Computed when asked. */
  trace(): readonly TraceStep[];
  /** Other places that belong to it. Computed when asked. */
  related?(): readonly Related[];
  /** Ways to mend it, the preferred one first. Computed when asked. */
  fixes(): readonly Fix[];
}

/** A fault: what is found, said and mended. `S` is its site: what one finding is about, in facts. */
export interface Rule<S extends Site, World> {
  readonly id: string;
  /** One line for tables and hovers. */
  readonly docs: string;
  readonly severity: Severity;
  readonly languages: readonly LanguageName[];
  readonly threshold?: Threshold;
  /** One line on what the option `strict` has it tell in addition; none where that is nothing. */
  readonly strict?: string;
  /** Each of its findings stands at an expression that makes a promise or coroutine: where types are known and say otherwise, it is none. */
  readonly promises?: true;
  /** All the sites of one file. */
  find(path: string, world: World): Iterable<S>;
  message(site: S, world: World): string;
  trace?(site: S, world: World): readonly TraceStep[];
  related?(site: S, world: World): readonly Related[];
  /** Mending, per language: from the site and the file's text to edits. */
  readonly fix?: { readonly [L in LanguageName]?: Mend<S, World> };
}

/** An option for where all findings of a fault have one severity (ESLint): from which severity of its own on a finding is told. */
export interface Threshold {
  /** What users write: `minCost`. */
  readonly option: string;
  /** One line on what it does. */
  readonly docs: string;
  /** The least severity that is told, by value. */
  readonly values: Readonly<Record<string, Severity>>;
  readonly default: string;
}

/** Mends a site: from the site and the file's text to edits. */
export type Mend<S, World> = (site: S, source: Source, world: World) => readonly Fix[];

const later: Record<LanguageName, (() => Promise<void>)[]> = { python: [], typescript: [] };

/** Mending that is loaded with its language: with it comes the compiler or parser of the language, which nobody should wait for in vain. */
export function mending<S, World>(language: LanguageName, load: () => Promise<{ readonly mend: Mend<S, World> }>): Mend<S, World> {
  let mend: Mend<S, World> | undefined;
  later[language].push(async () => void ({ mend } = await load()));
  return (site, source, world) => mend?.(site, source, world) ?? [];
}

/** A change that a person may ask for at a place, though nothing need be wrong there. */
export interface Refactor {
  readonly title: string;
  /** As editors name kinds of changes. */
  readonly kind: "refactor.rewrite";
  /** Worked out when it is chosen. In order, without overlaps. */
  edits(): readonly Edit[];
}

/** The refactors at a cursor or selection. */
export type Rewrite = (span: Span, source: Source) => readonly Refactor[];

/** Rewriting that is loaded with its language, as mending is. */
export function rewriting(language: LanguageName, load: () => Promise<{ readonly rewrite: Rewrite }>): Rewrite {
  let rewrite: Rewrite | undefined;
  later[language].push(async () => void ({ rewrite } = await load()));
  return (span, source) => rewrite?.(span, source) ?? [];
}

/** Loads all that mends and rewrites a language. */
export const startMending = async (language: LanguageName): Promise<void> => void (await Promise.all(later[language].map((load) => load())));

/** What every site has. */
export interface Site {
  readonly span: Span;
  readonly severity?: Severity;
  /** See `Finding.within`. */
  readonly within?: string;
  /** See `Finding.strict`. */
  readonly strict?: true;
}

/** The text that a fix is written into. */
export interface Source { readonly path: string; readonly text: string }

/** What a World must offer for findings to be made of sites. */
export interface Texts {
  text(path: string): string;
  module(path: string): { readonly language: LanguageName } | undefined;
}

/** A fault as the project sees it: its sites are its own affair. */
export interface Fault<World> {
  readonly id: string;
  readonly docs: string;
  readonly severity: Severity;
  readonly languages: readonly LanguageName[];
  readonly mends: readonly LanguageName[];
  readonly threshold?: Threshold;
  readonly strict?: string;
  readonly promises?: true;
  /** The findings of one file, in no particular order. */
  check(path: string, world: World): Iterable<Finding>;
}

/** The page of a fault: what an editor and a report link to. */
export const docsUrl = (fault: string): string => `https://github.com/evenloop/evenloop/blob/main/rules/faults/${fault}/README.md`;

/** Makes a fault of a rule. */
export function fault<S extends Site, World extends Texts>(rule: Rule<S, World>): Fault<World> {
  const { id, docs, severity, languages, threshold, strict, promises } = rule;
  const finding = (site: S, path: string, language: LanguageName, world: World): Finding => ({
    fault: id, path, span: site.span,
    severity: site.severity ?? severity,
    message: rule.message(site, world),
    ...(site.within === undefined ? {} : { within: site.within }), ...(site.strict ? { strict: true } : {}),
    trace: () => rule.trace?.(site, world) ?? [],
    related: () => rule.related?.(site, world) ?? [],
    fixes: () => rule.fix?.[language]?.(site, { path, text: world.text(path) }, world) ?? [],
  });
  return {
    id, docs, severity, languages,
    ...(threshold ? { threshold } : {}), ...(strict === undefined ? {} : { strict }), ...(promises ? { promises } : {}),
    mends: languages.filter((language) => rule.fix?.[language]),
    *check(path, world) {
      const language = world.module(path)?.language;
      if (language && languages.includes(language)) for (const site of rule.find(path, world)) yield finding(site, path, language, world);
    },
  };
}
