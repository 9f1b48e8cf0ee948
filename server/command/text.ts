import width from "string-width";
import type { Colors } from "picocolors/types.js";
import { stepsOf } from "../../rules/chain.js";
import type { Call } from "../../rules/chain.js";
import type { Severity } from "../../rules/rule.js";
import { isBelow } from "../../rules/host/paths.js";
import { count } from "./check.js";
import type { Message, Report } from "./check.js";
import { excerpt } from "./excerpt.js";

/** How the text report is set. */
export interface Style {
  readonly colors: Colors;
  /** Paths below it are shown relative to it. */
  readonly cwd: string;
  readonly columns: number;
  /** Break long chains at their arrows; where nobody looks (a pipe, a file) a chain stays on one line. */
  readonly wrap: boolean;
}

/** A path as people name it from where they stand. */
export const shown = (path: string, cwd: string): string => (path !== cwd && isBelow(path, cwd) ? path.slice(cwd.length).replace(/^\//, "") : path);

/** All messages of the reports, one paragraph each. */
export function textReport(reports: readonly Report[], style: Style): string {
  return reports.flatMap((report) => report.messages.map((message) => paragraph(report, message, style) + "\n\n")).join("");
}

/** Where, how bad, which fault, what; then the line with the place underlined; then the chain that leads there. */
function paragraph(report: Report, message: Message, style: Style): string {
  const { colors } = style;
  const { line, column } = message.start;
  const place = colors.bold(shown(report.path, style.cwd)) + colors.dim(`:${line}:${column}`);
  const fault = message.fault === undefined ? "" : `${colors.dim(message.fault)}  `;
  const head = `${place}  ${paint(message.severity, style)(message.severity)}  ${fault}${message.text}`;
  return [head, ...sourceOf(report, message, style), ...chainOf(message, style)].join("\n");
}

function sourceOf(report: Report, message: Message, style: Style): string[] {
  if (report.lines === undefined || (message.fault === undefined && !message.fatal)) return [];
  const { colors } = style;
  const source = report.lines.line(message.start.line);
  if (source.trim() === "") return [];
  const from = message.start.column - 1;
  const to = message.end.line > message.start.line ? source.length : message.end.column - 1;
  const number = String(message.start.line).padStart(4);
  const { text, from: left, length } = excerpt(source, from, Math.max(from, to), Math.max(40, style.columns - number.length - 4));
  const underline = " ".repeat(left) + paint(message.severity, style)("^".repeat(length));
  return [`${colors.dim(`${number} │`)} ${text}`, `${" ".repeat(number.length)} ${colors.dim("│")} ${underline}`];
}

/** `handler (web.py:5) → load_user (db.py:15) → requests.get`: after each name the place of the call that it makes. */
function chainOf(message: Message, style: Style): string[] {
  const { colors } = style;
  const placeOf = (call: Call): string => `${shown(call.file, style.cwd)}:${call.line}`;
  const steps = stepsOf(message.within, message.trace).map(({ name, call }) => {
    if (call === undefined) return colors.bold(name ?? "");
    return name === undefined ? colors.dim(placeOf(call)) : `${name} ${colors.dim(`(${placeOf(call)})`)}`;
  });
  if (steps.length === 0) return [];
  const lines = [`     ${colors.dim("╰─")} ${steps[0]}`];
  for (const step of steps.slice(1)) {
    const longer = `${lines.at(-1)} ${colors.dim("→")} ${step}`;
    if (style.wrap && width(longer) > style.columns) lines.push(`        ${colors.dim("→")} ${step}`);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** What the closing lines tell of. */
export interface Outcome {
  readonly reports: readonly Report[];
  /** How many fixes were applied, and to how many files; undefined where none were asked for. */
  readonly mended: { readonly fixes: number; readonly files: number } | undefined;
  /** Which fixes would have been applied. */
  readonly fix: "none" | "safe" | "all";
  /** Nothing was written. */
  readonly dry: boolean;
}

/** The closing count, and what could be mended. */
export function closing({ reports, mended, fix, dry }: Outcome, { colors }: Style): string {
  const counts = (["error", "warning", "hint"] as const).map((severity) => [severity, count(reports, severity)] as const);
  const total = counts.reduce((sum, [, number]) => sum + number, 0);
  const files = reports.length;
  if (files === 0) return "There are no files to lint.\n";
  const lines: string[] = [];
  if (mended !== undefined && mended.fixes > 0) {
    lines.push(colors.green(`✔ ${dry ? "would mend" : "mended"} ${many(mended.fixes, "finding")} in ${many(mended.files, "file")}`));
  }
  if (total === 0) {
    lines.push(colors.green(`✔ ${mended !== undefined && mended.fixes > 0 ? "nothing left" : "no problems"} in ${many(files, "file")}`));
  } else {
    const worst = counts.find(([, number]) => number > 0)![0];
    const parts = counts.filter(([, number]) => number > 0).map(([severity, number]) => many(number, severity));
    const bad = reports.filter((report) => report.messages.length > 0).length;
    const left = mended !== undefined && mended.fixes > 0 ? " left" : "";
    lines.push(paint(worst, { colors })(`✖ ${many(total, "problem")}${left} (${parts.join(", ")}) in ${bad} of ${many(files, "file")}`));
  }
  const advice = adviceOf(reports, fix);
  if (advice !== "") lines.push(colors.dim(`  ${advice}`));
  return lines.join("\n") + "\n";
}

function adviceOf(reports: readonly Report[], fix: Outcome["fix"]): string {
  const messages = reports.flatMap((report) => report.messages);
  const safe = messages.filter((message) => message.fixes.some((one) => one.safe)).length;
  const unsafe = messages.filter((message) => message.fixes.length > 0).length - safe;
  const hidden = reports.reduce((sum, report) => sum + report.hidden, 0);
  const parts = [
    fix === "none" && safe > 0 ? `--fix mends ${safe}` : "",
    fix !== "all" && unsafe > 0 ? `--unsafe-fixes mends ${unsafe}${fix === "none" && safe > 0 ? " more" : ""}` : "",
    hidden > 0 ? `--hints shows ${many(hidden, "hint")}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const many = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

function paint(severity: Severity, { colors }: Pick<Style, "colors">): (text: string) => string {
  return severity === "error" ? colors.red : severity === "warning" ? colors.yellow : colors.cyan;
}
