import { createColors } from "picocolors";
import { encode } from "../../rules/host/decode.js";
import type { Project } from "../../rules/project.js";
import type { Report } from "./check.js";
import { unifiedDiff } from "./diff.js";
import { wantsColor } from "./io.js";
import type { Io, Output } from "./io.js";
import { jsonReport } from "./json.js";
import type { Change, Mending } from "../mend.js";
import type { Options } from "./options.js";
import type { Target } from "./targets.js";
import { closing, shown, textReport } from "./text.js";
import type { Style } from "./text.js";

/** A target on its way through the run. */
export interface Job { readonly target: Target; readonly project: Project; readonly mending: Mending | undefined }

/** All that a run has found and done. */
export interface Results {
  readonly reports: readonly Report[];
  readonly jobs: readonly Job[];
  /** Files that were mended but could not be written. */
  readonly failures: ReadonlyMap<string, string>;
}

/** One mended file. */
interface Mended extends Change { readonly path: string; readonly bom: boolean }

/** Prints a run's results, each on its stream: what was asked for on standard output, talk about it on the other. */
export function print({ reports, jobs, failures }: Results, options: Options, io: Io): void {
  const mended = jobs.flatMap(mendedOf).filter((file) => !failures.has(file.path));
  const talk = options.diff || (options.stdinFilename !== undefined && options.fix !== "none") ? io.stderr : io.stdout;
  const style = styleFor(talk, options, io);

  for (const { mending } of jobs) {
    for (const finding of mending?.dropped ?? []) {
      io.stderr.write(`evenloop: ${shown(finding.path, io.cwd)}: a ${finding.fault} was left as it is, for its fix would not parse.\n`);
    }
  }
  if (options.format === "json") {
    const outputs = new Map(mended.map((file) => [file.path, file.bom ? "\ufeff" + file.after : file.after]));
    io.stdout.write(jsonReport(reports, outputs));
    return;
  }

  if (options.diff) {
    const { colors } = styleFor(io.stdout, options, io);
    for (const { path, before, after, bom } of mended) {
      const [from, to] = bom ? ["\ufeff" + before, "\ufeff" + after] : [before, after];
      io.stdout.write(unifiedDiff(shown(path, io.cwd), from, to, colors));
    }
  } else {
    if (talk === io.stderr) for (const { target } of jobs) io.stdout.write(stdinText(target));
    talk.write(textReport(reports, style));
  }
  const tally = options.fix === "none" ? undefined : { fixes: mended.reduce((sum, file) => sum + file.fixes, 0), files: mended.length };
  talk.write(closing({ reports, mended: tally, fix: options.fix, dry: options.diff }, style));
}

function mendedOf({ target, mending }: Job): Mended[] {
  return [...(mending?.changed ?? [])].map(([path, change]) => {
    const original = target.stdin ?? target.host.original(path);
    return { ...change, path, bom: "bom" in original && original.bom };
  });
}

/** What standard input has become. */
const stdinText = ({ host, files, stdin }: Target): Buffer => encode(host.read(files[0]!) ?? "", stdin?.bom ?? false);

function styleFor(output: Output, options: Options, io: Io): Style {
  return { colors: createColors(wantsColor(options.color, output, io.env)), cwd: io.cwd, columns: output.columns ?? 120, wrap: output.isTTY === true };
}
