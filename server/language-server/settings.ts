import type { Severity, Threshold } from "../../rules/rule.js";
import type { Finding } from "../../rules/rule.js";
import { levelOf } from "../command/levels.js";
import type { Fault, Level } from "../command/levels.js";

/** A fault as the settings know it. */
export interface SettledFault extends Fault { readonly threshold?: Threshold }

/** What the user has set. */
export interface Settings {
  readonly enable: boolean;
  /** How loud faults are that shall not be as loud as by default. */
  readonly severity: ReadonlyMap<string, Level>;
  /** Whether that is shown, too, which is found only for the strict. */
  readonly strict: boolean;
  /** By fault: findings that weigh less are not shown. */
  readonly least: ReadonlyMap<string, Severity>;
}

/** Settings as they were read, and what is wrong with them, in words. What is wrong counts as not set. */
export interface Read { readonly settings: Settings; readonly complaints: readonly string[] }

const levels: readonly unknown[] = ["off", "hint", "warning", "error"] satisfies Level[];
const weights: readonly Severity[] = ["hint", "warning", "error"];

/** Reads the section `evenloop` as clients write it. */
export function readSettings(section: unknown, faults: readonly SettledFault[]): Read {
  const complaints: string[] = [];
  const complain = (name: string, value: unknown, wanted: string): void =>
    void complaints.push(`The setting evenloop.${name} is ${JSON.stringify(value)}, but it has to be ${wanted}. It is left out of account.`);
  const table = (name: string, value: unknown): Readonly<Record<string, unknown>> => {
    if (isTable(value)) return value;
    if (value !== undefined && value !== null) complain(name, value, "an object");
    return {};
  };

  if (section !== undefined && section !== null && !isTable(section)) complaints.push("The settings of evenloop are no object. They are left out of account.");
  const given = isTable(section) ? section : {};
  const enable = given["enable"] ?? true;
  if (typeof enable !== "boolean") complain("enable", enable, "true or false");

  const strict = given["strict"] ?? false;
  if (typeof strict !== "boolean") complain("strict", strict, "true or false");

  const severity = new Map<string, Level>();
  for (const [fault, level] of Object.entries(table("severity", given["severity"]))) {
    if (!faults.some(({ id }) => id === fault)) complaints.push(`The setting evenloop.severity names '${fault}', which is no fault. Known are: ${faults.map(({ id }) => id).join(", ")}.`);
    else if (levels.includes(level)) severity.set(fault, level as Level);
    else complain(`severity.${fault}`, level, `one of ${levels.join(", ")}`);
  }

  const least = new Map<string, Severity>();
  const misread = new Set<string>();
  for (const { id, threshold } of faults) {
    const value = threshold && given[threshold.option];
    if (!threshold || value === undefined || value === null) continue;
    const weight = typeof value === "string" && Object.hasOwn(threshold.values, value) ? threshold.values[value] : undefined;
    if (weight) least.set(id, weight);
    else if (!misread.has(threshold.option)) complain(threshold.option, value, `one of ${Object.keys(threshold.values).join(", ")}`);
    if (!weight) misread.add(threshold.option);
  }
  return { settings: { enable: enable !== false, strict: strict === true, severity, least }, complaints };
}

/** How loud a finding is in the editor, "off" where it is not to be seen. */
export function loudness(finding: Finding, { enable, severity, least }: Settings, faults: readonly Fault[]): Severity | "off" {
  const weight = least.get(finding.fault);
  if (!enable || (weight && weights.indexOf(finding.severity) < weights.indexOf(weight))) return "off";
  return levelOf(finding, severity, faults);
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
