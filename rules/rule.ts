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
  /** The call chain from the async function down; the last step is the blocking call. Computed when asked. */
  trace(): readonly TraceStep[];
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
  /** All the sites of one file. */
  find(path: string, world: World): Iterable<S>;
  message(site: S, world: World): string;
  trace?(site: S, world: World): readonly TraceStep[];
  /** Mending, per language: from the site and the file's text to edits. */
  readonly fix?: { readonly [L in LanguageName]?: (site: S, source: Source, world: World) => readonly Fix[] };
}

/** What every site has. */
export interface Site { readonly span: Span; readonly severity?: Severity }

/** The text that a fix is written into. */
export interface Source { readonly path: string; readonly text: string }
