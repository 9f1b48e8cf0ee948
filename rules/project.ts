import { holds } from "./model/span.js";
import type { Host } from "./model/host.js";
import type { Ignore, Problem } from "./model/module.js";
import { createModules, type Stats } from "./modules.js";
import type { Finding } from "./rule.js";
import type { Analysis } from "./summary/analysis.js";
import { rules as faults } from "./faults/index.js";

/** The modules, summaries and findings of one workspace, over a Host. The one doorway for the keystroke, CI and fix flows. */
export interface Project {
  /** Every source file it knows, in a fixed order. */
  files(): readonly string[];
  /** The findings of one file, by position. Reads what it needs of the others first. */
  findings(path: string): readonly Finding[];
  /** The syntax errors of one file, by position. */
  problems(path: string): readonly Problem[];
  /** Tells that a file's text changed, that it came, or that it went: it is read from the host again. */
  update(path: string): void;
  /** What has been done so far, for tests and benchmarks. */
  readonly stats: Readonly<Stats>;
}

/** Counters of what was done. */
export type { Stats } from "./modules.js";

/** Every fault that is looked for. */
export { rules as faults } from "./faults/index.js";

/** A project over `host`. Python is read once its parser was started (`startPython`). */
export function createProject(host: Host): Project {
  const stats: Stats = { filesLowered: 0, functionsLowered: 0, filesChecked: 0 };
  const modules = createModules(host, stats);
  const checked = new Map<string, readonly Finding[]>();

  const findings = (path: string): readonly Finding[] => {
    for (const stale of modules.settle()) checked.delete(stale);
    const known = checked.get(path);
    if (known) return known;
    const found = check(path, modules.analysis);
    stats.filesChecked++;
    checked.set(path, found);
    return found;
  };
  return {
    stats, findings,
    files: modules.files,
    problems: (path) => modules.analysis.module(path)?.problems ?? [],
    update: modules.update,
  };
}

/** Runs every rule over one file. */
function check(path: string, analysis: Analysis): readonly Finding[] {
  const ignores = analysis.module(path)?.ignores ?? [];
  const found: Finding[] = [];
  const taken = new Set<string>();
  // One call is one finding of one fault: the faults stand in the order of precedence.
  for (const fault of faults) for (const finding of fault.check(path, analysis)) {
    const place = finding.span.join();
    if (taken.has(place) || silenced(finding, ignores)) continue;
    taken.add(place);
    found.push(finding);
  }
  return found.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

function silenced({ fault, span: [from] }: Finding, ignores: readonly Ignore[]): boolean {
  return ignores.some(({ span, faults: named }) => holds(span, [from, from]) && (named?.includes(fault) ?? true));
}
