import { decode } from "../../rules/host/decode.js";
import { languageOf } from "../../rules/languages.js";
import type { LanguageName } from "../../rules/model/module.js";
import type { Analysis } from "./analysis.js";
import { check, count, trouble } from "./check.js";
import type { Judge, Report } from "./check.js";
import { readAll, UsageError } from "./io.js";
import type { Io } from "./io.js";
import { levelOf } from "./levels.js";
import { mend } from "../mend.js";
import type { Choose } from "../mend.js";
import { parseOptions } from "./options.js";
import type { Options } from "./options.js";
import { startProgress, watched } from "./progress.js";
import type { Progress } from "./progress.js";
import { replace } from "./replace.js";
import { stdinTarget, targetsOf } from "./targets.js";
import type { Target } from "./targets.js";
import { print } from "./print.js";
import type { Job } from "./print.js";
import { shown } from "./text.js";

/** The command: lints, mends, reports. Gives the exit code: 0 sound, 1 errors remain, 2 it could not be done. */
export async function run(argv: readonly string[], io: Io, analysis: Analysis): Promise<number> {
  try {
    const options = parseOptions(argv, io, analysis.faults);
    return options === undefined ? 0 : await lint(options, io, analysis);
  } catch (error) {
    const words = error instanceof UsageError ? `${error.message}\nTry 'evenloop --help'.` : error instanceof Error ? error.stack : String(error);
    io.stderr.write(`evenloop: ${error instanceof UsageError ? "" : "this should not have happened, please report it: "}${words}\n`);
    return 2;
  }
}

async function lint(options: Options, io: Io, analysis: Analysis): Promise<number> {
  const { reports: unread, targets, passed } = await inputOf(options, io);
  for (const path of passed) io.stderr.write(`evenloop: ${path} is no file that Evenloop reads; it is passed over.\n`);
  await analysis.ready(languagesOf(targets));

  const judge: Judge = (finding) => levelOf(finding, options.levels, analysis.faults);
  const progress = startProgress(io.stderr);
  let jobs: Job[];
  let reports: Report[];
  let failures: ReadonlyMap<string, string> = new Map();
  try {
    jobs = targets.map((target) => start(target, options, analysis, judge, progress));
    if (!options.diff) failures = writeAll(jobs.filter((job) => job.target.stdin === undefined));
    reports = jobs.flatMap(({ target, project }) => check(target, project, judge, options, progress.step));
    reports = [...unread, ...reports.map((report) => withFailure(report, failures.get(report.path)))];
    reports.sort((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    progress.stop();
  }
  for (const { target } of jobs) {
    for (const folder of target.host.closed()) io.stderr.write(`evenloop: the folder ${shown(folder, io.cwd)} cannot be read.\n`);
  }
  print({ reports, jobs, failures }, options, io);
  return exitCode(reports, jobs, options);
}

/** The languages of what is to be linted: no other parser is loaded. */
const languagesOf = (targets: readonly Target[]): Set<LanguageName> =>
  new Set(targets.flatMap(({ files }) => files.map(languageOf)).filter((language) => language !== undefined));

/** What is to be linted. Standard input that is no text is a report already. */
async function inputOf(options: Options, io: Io): Promise<{ reports: Report[]; targets: readonly Target[]; passed: readonly string[] }> {
  if (options.stdinFilename === undefined) {
    return { reports: [], ...targetsOf(options.paths.length === 0 ? ["."] : options.paths, io.cwd) };
  }
  const decoded = decode(await readAll(io.stdin));
  const target = stdinTarget(options.stdinFilename, "text" in decoded ? decoded : { text: "", bom: false }, io.cwd);
  if ("text" in decoded) return { reports: [], targets: [target], passed: [] };
  const report = { path: target.files[0]!, lines: undefined, messages: [trouble(`Cannot be read: ${decoded.cause}.`, true)], hidden: 0 };
  return { reports: [report], targets: [], passed: [] };
}

/** Opens a target's project, and mends its files in memory where that was asked for. */
function start(target: Target, options: Options, analysis: Analysis, judge: Judge, progress: Progress): Job {
  progress.expect(target.files.length);
  const project = analysis.createProject(watched(target.host, progress));
  if (options.fix === "none") return { target, project, mending: undefined };
  const choose: Choose = (finding) => {
    const severity = judge(finding);
    if (severity === "off" || (severity === "hint" && !options.hints)) return undefined;
    return options.fix === "all" ? finding.fixes()[0] : finding.fixes().find((fix) => fix.safe);
  };
  return { target, project, mending: mend(target, project, choose, options.strict) };
}

/** Writes what was mended; gives the files that could not be, with the cause. They count as they were read. */
function writeAll(jobs: readonly Job[]): ReadonlyMap<string, string> {
  const failures = new Map<string, string>();
  for (const { target, project, mending } of jobs) {
    for (const [path, { after }] of mending?.changed ?? []) {
      const cause = replace(path, target.host.original(path), after);
      if (cause === undefined) continue;
      failures.set(path, cause);
      target.host.open.delete(path);
      project.update(path);
    }
  }
  return failures;
}

function withFailure(report: Report, cause: string | undefined): Report {
  return cause === undefined ? report : { ...report, messages: [trouble(`Not mended, left as it is: ${cause}.`, false), ...report.messages] };
}

function exitCode(reports: readonly Report[], jobs: readonly Job[], options: Options): number {
  if (options.exitZero) return 0;
  if (count(reports, "error") > 0) return 1;
  if (options.maxWarnings !== undefined && count(reports, "warning") > options.maxWarnings) return 1;
  return options.diff && jobs.some((job) => job.mending !== undefined && job.mending.changed.size > 0) ? 1 : 0;
}
