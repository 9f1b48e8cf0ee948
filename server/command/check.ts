import { callsOf } from "../../rules/chain.js";
import type { Call } from "../../rules/chain.js";
import type { Project } from "../../rules/project.js";
import type { Finding, Fix, Severity } from "../../rules/rule.js";
import { Lines } from "../../rules/lines.js";
import type { Place } from "../../rules/lines.js";
import type { Target } from "./targets.js";

/** What is said of one place in a file. */
export interface Message {
  /** Undefined where the file itself is the trouble. */
  readonly fault: string | undefined;
  readonly severity: Severity;
  readonly text: string;
  readonly start: Place;
  readonly end: Place;
  /** The function it stands in. */
  readonly within: string | undefined;
  readonly trace: readonly Call[];
  readonly fixes: readonly Fix[];
  /** The file could not be read or parsed. */
  readonly fatal: boolean;
}

/** What is said of one file. */
export interface Report {
  readonly path: string;
  /** As it was checked; undefined where it cannot be read. */
  readonly lines: Lines | undefined;
  readonly messages: readonly Message[];
  /** Findings that are hints and were not asked for. */
  readonly hidden: number;
}

/** The level of a finding, "off" where it is not to be seen. */
export type Judge = (finding: Finding) => Severity | "off";

/** What is said of the target's files. `hints` and `strict` tell whether hints are said, and what is only found by the strict. */
export function check(target: Target, project: Project, judge: Judge, { hints, strict }: { readonly hints: boolean; readonly strict: boolean }, done: () => void): Report[] {
  const seen = new Map<string, Lines>();
  const linesOf = (path: string): Lines => {
    const lines = seen.get(path) ?? new Lines(target.host.read(path) ?? "");
    seen.set(path, lines);
    return lines;
  };

  function messageOf(finding: Finding, severity: Severity): Message {
    const lines = linesOf(finding.path);
    return {
      fault: finding.fault,
      severity,
      text: finding.message,
      start: lines.place(finding.span[0]),
      end: lines.place(finding.span[1]),
      within: finding.within,
      trace: callsOf(finding, linesOf),
      fixes: finding.fixes(),
      fatal: false,
    };
  }

  function report(path: string): Report {
    if (target.host.read(path) === undefined) {
      const decoded = target.host.original(path);
      return { path, lines: undefined, messages: [trouble(`Cannot be read: ${"cause" in decoded ? decoded.cause : "unknown cause"}.`, true)], hidden: 0 };
    }
    const messages: Message[] = [];
    let hidden = 0;
    const [problem] = project.problems(path);
    if (problem !== undefined) {
      const [start, end] = [linesOf(path).place(problem.span[0]), linesOf(path).place(problem.span[1])];
      messages.push({ ...trouble(problem.message, true), start, end });
    }
    for (const finding of project.findings(path, { strict })) {
      const severity = judge(finding);
      if (severity === "hint" && !hints) hidden++;
      else if (severity !== "off") messages.push(messageOf(finding, severity));
    }
    messages.sort((a, b) => a.start.line - b.start.line || a.start.column - b.start.column);
    return { path, lines: linesOf(path), messages, hidden };
  }

  return target.files.map((path) => {
    const made = report(path);
    done();
    return made;
  });
}

/** A message about a file as a whole: an error at its beginning. */
export function trouble(text: string, fatal: boolean): Message {
  const start = { line: 1, column: 1 };
  return { fault: undefined, severity: "error", text, start, end: start, within: undefined, trace: [], fixes: [], fatal };
}

/** How many messages of a severity there are. */
export const count = (reports: readonly Report[], severity: Severity): number =>
  reports.reduce((sum, report) => sum + report.messages.filter((message) => message.severity === severity).length, 0);
