import { holds } from "./model/span.js";
import type { Host } from "./model/host.js";
import type { Ignore, Problem } from "./model/module.js";
import { createModules } from "./modules.js";
import type { Finding, Rule, Site } from "./rule.js";
import type { Analysis } from "./summary/analysis.js";
import { rules } from "./faults/index.js";

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

/** Counters that only grow. */
export interface Stats { filesLowered: number; functionsLowered: number; filesChecked: number }

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
  const module = analysis.module(path);
  if (!module) return [];
  const found: Finding[] = [];
  const taken = new Set<string>();
  for (const rule of rules as readonly Rule<Site, Analysis>[]) {
    if (!rule.languages.includes(module.language)) continue;
    for (const site of rule.find(path, analysis)) {
      // One call is one finding of one fault: the rules stand in the order of precedence.
      const place = site.span.join();
      if (taken.has(place) || silenced(rule.id, site, module.ignores)) continue;
      taken.add(place);
      found.push(finding(rule, site, path, analysis));
    }
  }
  return found.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

function silenced(fault: string, site: Site, ignores: readonly Ignore[]): boolean {
  return ignores.some(({ span, faults }) => holds(span, [site.span[0], site.span[0]]) && (faults?.includes(fault) ?? true));
}

function finding<S extends Site>(rule: Rule<S, Analysis>, site: S, path: string, analysis: Analysis): Finding {
  const language = analysis.module(path)!.language;
  return {
    fault: rule.id, path, span: site.span,
    severity: site.severity ?? rule.severity,
    message: rule.message(site, analysis),
    trace: () => rule.trace?.(site, analysis) ?? [],
    fixes: () => rule.fix?.[language]?.(site, { path, text: analysis.text(path) }, analysis) ?? [],
  };
}
