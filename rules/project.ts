import { holds, type Span } from "./model/span.js";
import type { Host } from "./model/host.js";
import type { Ignore, Problem } from "./model/module.js";
import { createModules, type Stats } from "./modules.js";
import { refactors } from "./refactors/index.js";
import type { Finding, Refactor } from "./rule.js";
import type { Analysis } from "./summary/analysis.js";
import { rules as faults } from "./faults/index.js";

/** The modules, summaries and findings of one workspace, over a Host. The one doorway for the keystroke, CI and fix flows. */
export interface Project {
  /** Every source file it knows, in a fixed order. */
  files(): readonly string[];
  /** The findings of one file, by position. Reads what it needs of the others first. For the same text it gives the same object. */
  findings(path: string, more?: More): readonly Finding[];
  /** What may be rewritten at a cursor or selection, whatever is found there. */
  refactors(path: string, span: Span): readonly Refactor[];
  /** The syntax errors of one file, by position. */
  problems(path: string): readonly Problem[];
  /** Tells that a file's text changed, that it came, or that it went: it is read from the host again. */
  update(path: string): void;
  /** Tells that a file is not edited any more, so that nothing is kept to make its next edit cheap. */
  close(path: string): void;
  /** Works at being up to date until that is done, or `enough` says so; tells whether it is done, so that `findings` answers without delay. */
  advance(enough: () => boolean): boolean;
  /** What has been done so far, for tests and benchmarks. */
  readonly stats: Readonly<Stats>;
}

/** What is told beyond the usual findings. */
export interface More {
  /** Those that directives of ESLint's silence; for ESLint itself, which does that silencing and tells of directives that are of no use. */
  readonly directed?: boolean;
  /** Those that only the option `strict` asks for. */
  readonly strict?: boolean;
}

/** Counters of what was done. */
export type { Stats } from "./modules.js";

/** Every fault that is looked for. */
export { rules as faults } from "./faults/index.js";

/** A project over `host`. Python is read once its parser was started (`startPython`). */
export function createProject(host: Host): Project {
  const stats: Stats = { filesLowered: 0, functionsLowered: 0, filesChecked: 0 };
  const modules = createModules(host, stats);
  const checked = new Map<string, Checked>();

  const upToDate = (path: string): Checked => {
    // One that is asked for counts, even where the host does not list it.
    modules.analysis.module(path);
    for (const stale of modules.settle()) checked.delete(stale);
    const known = checked.get(path);
    if (known) return known;
    const found = modules.reading(path, () => check(path, modules.analysis));
    stats.filesChecked++;
    checked.set(path, found);
    return found;
  };
  return {
    stats,
    findings: (path, { directed = false, strict = false } = {}) => upToDate(path).told[directed ? 1 : 0][strict ? 1 : 0],
    files: modules.files,
    refactors: (path, span) => {
      const { analysis } = modules;
      const language = analysis.module(path)?.language;
      return language ? refactors.flatMap((each) => each[language](span, { path, text: analysis.text(path) })) : [];
    },
    problems: (path) => modules.analysis.module(path)?.problems ?? [],
    update: modules.update,
    close: modules.close,
    advance: modules.advance,
  };
}

type Findings = readonly Finding[];

/** The findings of one file: without and with what ESLint's directives silence, and of both without and with what is strict. */
interface Checked { readonly told: readonly [usual: readonly [Findings, Findings], directed: readonly [Findings, Findings]] }

/** Runs every rule over one file. */
function check(path: string, analysis: Analysis): Checked {
  const ignores = analysis.module(path)?.ignores ?? [];
  const found: Finding[] = [];
  const directed = new Set<Finding>();
  const taken = new Set<string>();
  const placeOf = ({ span }: Finding): string => span.join();
  // One call is one finding of one fault: the faults stand in the order of precedence. What not everybody is told takes no place.
  for (const fault of faults) for (const finding of fault.check(path, analysis)) {
    const silencing = ignores.filter((ignore) => silences(ignore, finding));
    if (taken.has(placeOf(finding)) || silencing.some(({ eslint }) => !eslint)) continue;
    if (silencing.length > 0) directed.add(finding);
    else if (!finding.strict) taken.add(placeOf(finding));
    found.push(finding);
  }
  const all = found.filter((finding) => !finding.strict || !taken.has(placeOf(finding))).sort(byPlace);
  const usual = (findings: Findings): Findings => (findings.some(({ strict }) => strict) ? findings.filter(({ strict }) => !strict) : findings);
  const undirected = directed.size > 0 ? all.filter((finding) => !directed.has(finding)) : all;
  return { told: [[usual(undirected), undirected], [usual(all), all]] };
}

const byPlace = (a: Finding, b: Finding): number => a.span[0] - b.span[0] || a.span[1] - b.span[1];

const silences = ({ span, faults: named }: Ignore, { fault, span: [from] }: Finding): boolean => holds(span, [from, from]) && (named?.includes(fault) ?? true);
