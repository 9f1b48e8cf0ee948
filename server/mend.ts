import type { DiskHost } from "../rules/host/disk.js";
import type { Project } from "../rules/project.js";
import type { Finding, Fix } from "../rules/rule.js";
import { applied, compatible } from "../rules/edits.js";

/** The files to be mended, and where their mended texts are laid. */
export interface Target { readonly host: Pick<DiskHost, "read" | "open">; readonly files: readonly string[] }

/** After so many rounds mending ends, whatever is left. */
const maxRounds = 10;

/** What mending did, in memory: the host's `open` texts are the mended ones. */
export interface Mending {
  /** Files whose text is another now. */
  readonly changed: ReadonlyMap<string, Change>;
  /** Findings whose fix was dropped because the file would no longer parse. */
  readonly dropped: readonly Finding[];
}

/** What became of a file, by how many fixes. */
export interface Change { readonly before: string; readonly after: string; readonly fixes: number }

/** Which of a finding's fixes is to be applied, if any. */
export type Choose = (finding: Finding) => Fix | undefined;

/** Mends the target's files round by round, each fix computed on the text as it is by then, until nothing is left to apply. `strict`: what is only found by the strict, too. */
export function mend(target: Target, project: Project, choose: Choose, strict: boolean): Mending {
  const changed = new Map<string, Change>();
  const dropped = new Map<string, Finding>();

  for (let round = 0; round < maxRounds; round++) {
    let busy = false;
    for (const path of target.files) {
      const before = target.host.read(path);
      if (before === undefined) continue;
      const fixes = new Map<Fix, Finding>();
      for (const finding of project.findings(path, { strict })) {
        if (dropped.has(signature(finding, before))) continue;
        const fix = choose(finding);
        if (fix !== undefined && fix.edits.length > 0) fixes.set(fix, finding);
      }
      const file = new Draft(path, before, target, project);
      const done = file.apply(compatible([...fixes.keys()]));
      for (const fix of file.bad) dropped.set(signature(fixes.get(fix)!, before), fixes.get(fix)!);
      if (done === 0) continue;
      const earlier = changed.get(path);
      changed.set(path, { before: earlier?.before ?? before, after: file.text, fixes: (earlier?.fixes ?? 0) + done });
      busy = true;
    }
    if (!busy) break;
  }
  for (const [path, { before, after }] of changed) if (before === after) changed.delete(path);
  return { changed, dropped: [...dropped.values()] };
}

/** A file while fixes are tried on it. */
class Draft {
  text: string;
  /** Fixes that alone make the file worse to parse. */
  readonly bad: Fix[] = [];
  readonly #problems: number;

  constructor(readonly path: string, readonly before: string, readonly target: Target, readonly project: Project) {
    this.text = before;
    this.#problems = project.problems(path).length;
  }

  /** Applies the fixes but those that spoil the syntax; gives how many were applied. */
  apply(fixes: readonly Fix[]): number {
    if (fixes.length === 0) return 0;
    if (this.#try(fixes)) return fixes.length;
    const good = fixes.filter((fix) => this.#try([fix]));
    this.bad.push(...fixes.filter((fix) => !good.includes(fix)));
    if (good.length > 0 && this.#try(good)) return good.length;
    if (good.length > 0 && this.#try(good.slice(0, 1))) return 1; // only together do they spoil it: one a round
    this.#set(this.before);
    return 0;
  }

  /** Whether the file with these fixes has no more syntax errors than before; it is left with them. */
  #try(fixes: readonly Fix[]): boolean {
    this.#set(applied(this.before, fixes));
    return this.project.problems(this.path).length <= this.#problems;
  }

  #set(text: string): void {
    this.text = text;
    this.target.host.open.set(this.path, text);
    this.project.update(this.path);
  }
}

/** What a finding is known by when lines move around it. */
const signature = (finding: Finding, text: string): string =>
  [finding.path, finding.fault, finding.message, text.slice(...finding.span)].join("\0");
