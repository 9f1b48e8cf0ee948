import type { Finding, Fix } from "../../rules/rule.js";
import type { Host } from "../../rules/model/host.js";
import type { Project } from "../../rules/project.js";
import { mend as mendTarget } from "../../server/mend.js";
import { memoryHost } from "./memory-host.js";
import type { Mode } from "./suite.js";

/** What a suite is checked against. */
export type Analyse = (host: Host) => Analysis;

/** The part of a project that a suite looks at. */
export type Analysis = Pick<Project, "findings" | "problems" | "update">;

/** A workspace after its fixes. */
export interface MendedTexts {
  readonly texts: Map<string, string>;
  readonly analysis: Analysis;
  /** Findings whose fix was given up because the file would not have parsed any more. */
  readonly dropped: readonly Finding[];
}

/** Mends the texts as the command does, in memory; with `strict` as it does when that is asked for. */
export function mend(files: ReadonlyMap<string, string>, analyse: Analyse, mode: Mode, strict = false): MendedTexts {
  const texts = new Map(files);
  const host = { ...memoryHost(texts), open: texts };
  const analysis = analyse(host);
  const { dropped } = mendTarget({ host, files: host.list() }, analysis as Project, ({ fixes }) => choose(fixes(), mode), strict);
  return { texts, analysis, dropped };
}

function choose(fixes: readonly Fix[], mode: Mode): Fix | undefined {
  return mode === "safe" ? fixes.find((fix) => fix.safe) : fixes[mode === "preferred" ? 0 : mode - 1];
}
