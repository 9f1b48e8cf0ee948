import type { Edit, Severity } from "../../rules/rule.js";
import type { Message, Report } from "./check.js";
import { joined } from "../../rules/edits.js";

const numbers: Readonly<Record<Severity, 0 | 1 | 2>> = { error: 2, warning: 1, hint: 0 };

/** The reports in the shape of ESLint's results. `outputs`: the mended texts, by path. */
export function jsonReport(reports: readonly Report[], outputs: ReadonlyMap<string, string>): string {
  return JSON.stringify(reports.map((report) => result(report, outputs.get(report.path)))) + "\n";
}

function result(report: Report, output: string | undefined): object {
  const messages = report.messages.map((message) => messageOf(message, report.lines?.text ?? ""));
  const number = (test: (message: (typeof messages)[number]) => boolean): number => messages.filter(test).length;
  const source = messages.length > 0 && output === undefined ? report.lines?.text : undefined;
  return {
    filePath: report.path,
    messages,
    suppressedMessages: [],
    errorCount: number(({ severity }) => severity === 2),
    fatalErrorCount: number(({ fatal }) => fatal === true),
    warningCount: number(({ severity }) => severity === 1),
    fixableErrorCount: number(({ severity, fix }) => severity === 2 && fix !== undefined),
    fixableWarningCount: number(({ severity, fix }) => severity === 1 && fix !== undefined),
    ...(output === undefined ? {} : { output }),
    ...(source === undefined ? {} : { source }),
    usedDeprecatedRules: [],
  };
}

function messageOf(message: Message, text: string) {
  const replacement = ({ span, text }: Edit): object => ({ range: span, text });
  const safe = message.fixes.find((fix) => fix.safe);
  const suggestions = message.fixes.filter((fix) => !fix.safe).map((fix) => ({ desc: fix.title, fix: replacement(joined(text, fix)) }));
  return {
    ruleId: message.fault === undefined ? null : `evenloop/${message.fault}`,
    severity: numbers[message.severity],
    ...(message.fatal ? { fatal: true as const } : {}),
    message: message.text,
    line: message.start.line,
    column: message.start.column,
    endLine: message.end.line,
    endColumn: message.end.column,
    ...(safe === undefined ? {} : { fix: replacement(joined(text, safe)) }),
    ...(suggestions.length === 0 ? {} : { suggestions }),
    trace: message.trace,
  };
}
