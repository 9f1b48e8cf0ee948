import type { Finding, Severity } from "../../rules/rule.js";
import { UsageError } from "./io.js";

/** A fault as the command knows it. */
export interface Fault { readonly id: string; readonly docs: string; readonly severity: Severity; readonly strict?: string }

/** What `--rule` may ask of a fault; "default" where it is named bare. */
export type Level = Severity | "off" | "default";

/** What all `--rule` options ask, by fault. */
export type Levels = ReadonlyMap<string, Level>;

const levelNames = ["off", "hint", "warning", "error"] as const;

/** Adds one `--rule FAULT[=level]`. */
export function withLevel(levels: Levels, spec: string, faults: readonly Fault[]): Levels {
  const equals = spec.indexOf("=");
  const id = (equals < 0 ? spec : spec.slice(0, equals)).replace(/^evenloop\//, "");
  if (!faults.some((fault) => fault.id === id)) {
    throw new UsageError(`There is no fault '${id}'. Known are: ${faults.map((fault) => fault.id).join(", ")}.`);
  }
  const asked = equals < 0 ? "default" : spec.slice(equals + 1);
  const level = asked === "default" ? (equals < 0 ? asked : undefined) : levelNames.find((name) => name === asked);
  if (level === undefined) throw new UsageError(`'${asked}' is no level for ${id}. Levels are: ${levelNames.join(", ")}.`);
  return new Map([...levels, [id, level]]);
}

/**
 * How much a finding matters after `--rule`. A finding that weighs less than its fault usually does (a cheap call, a test file)
 * stays a hint when its fault is raised: what is asked for is the fault, not its noise.
 */
export function levelOf(finding: Finding, levels: Levels, faults: readonly Fault[]): Severity | "off" {
  const bare = [...levels.values()].includes("default");
  const level = levels.get(finding.fault) ?? (bare ? "off" : "default");
  if (level === "default" || level === "off") return level === "off" ? "off" : finding.severity;
  const usual = faults.find((fault) => fault.id === finding.fault)?.severity;
  return finding.severity === "hint" && usual !== "hint" ? "hint" : level;
}
