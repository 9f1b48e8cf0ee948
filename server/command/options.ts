import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { UsageError } from "./io.js";
import type { Io } from "./io.js";
import { withLevel } from "./levels.js";
import type { Fault, Levels } from "./levels.js";
import { version } from "../../rules/version.js";

/** What the command was asked to do. */
export interface Options {
  readonly paths: readonly string[];
  readonly format: "text" | "json";
  /** Which fixes are applied. */
  readonly fix: "none" | "safe" | "all";
  /** Show what the fixes would change; write nothing. */
  readonly diff: boolean;
  readonly hints: boolean;
  /** Report also what is found only when somebody asks for it. */
  readonly strict: boolean;
  readonly levels: Levels;
  readonly maxWarnings: number | undefined;
  readonly exitZero: boolean;
  /** Lint standard input as if it were this file. */
  readonly stdinFilename: string | undefined;
  /** Whether colours were asked for or forbidden. */
  readonly color: boolean | undefined;
}

/** As commander names them. */
interface Raw {
  format: "text" | "json"; fix?: true; unsafeFixes?: true; diff?: true; hints?: true; strict?: true; rule?: Levels;
  maxWarnings?: number; exitZero?: true; stdinFilename?: string; color?: boolean;
}

/** Reads the arguments. Gives undefined where help or the version was asked for and printed; throws UsageError on a bad one. */
export function parseOptions(argv: readonly string[], io: Io, faults: readonly Fault[]): Options | undefined {
  const command = commandLine(io, faults);
  try {
    command.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UsageError(error.message.replace(/^error: /, ""));
  }
  const raw = command.opts<Raw>();
  if (raw.stdinFilename !== undefined && command.args.length > 0) {
    throw new UsageError("With --stdin-filename the text comes from standard input: name no other paths.");
  }
  return {
    paths: command.args,
    format: raw.format,
    fix: raw.unsafeFixes ? "all" : raw.fix || raw.diff ? "safe" : "none",
    diff: raw.diff ?? false,
    hints: raw.hints ?? false,
    strict: raw.strict ?? false,
    levels: raw.rule ?? new Map(),
    maxWarnings: raw.maxWarnings,
    exitZero: raw.exitZero ?? false,
    stdinFilename: raw.stdinFilename,
    color: raw.color,
  };
}

function commandLine(io: Io, faults: readonly Fault[]): Command {
  return new Command("evenloop")
    .description("Finds code that blocks or misuses an event loop, in Python, TypeScript and JavaScript, and mends it.")
    .usage("[options] [paths...]")
    .argument("[paths...]", "files and folders (default: the current folder)")
    .addOption(new Option("--format <format>", "how findings are printed").choices(["text", "json"]).default("text"))
    .option("--fix", "mend what is safe to mend")
    .option("--unsafe-fixes", "mend by suggestions too, the preferred one of each finding (implies --fix)")
    .option("--diff", "show what would be mended, and write nothing")
    .option("--hints", "report (and mend) hints too")
    .option("--strict", `report (and mend) more: ${faults.flatMap(({ id, strict }) => (strict === undefined ? [] : [`${id}: ${strict}`])).join("; ")}`)
    .addOption(new Option(
      "--rule <fault[=level]>",
      "set a fault's level (off, hint, warning, error); named bare, it turns all others off; may be repeated",
    ).argParser((spec: string, levels: Levels | undefined) => withLevel(levels ?? new Map(), spec, faults)))
    .option("--max-warnings <number>", "fail when there are more warnings than this", wholeNumber)
    .option("--exit-zero", "end with 0 even when there are findings")
    .option("--stdin-filename <file>", "lint standard input as if it were this file")
    .option("--color", "colours even where there is no terminal")
    .option("--no-color", "no colours")
    .version(version, "--version", "print the version")
    .helpOption("--help", "print this help")
    .addHelpText("after", `\nFaults:\n${faults.map((fault) => `  ${fault.id.padEnd(20)} ${fault.docs}`).join("\n")}

Exit codes:
  0  no errors remain
  1  errors, or more warnings than allowed, or (--diff) something would change
  2  a bad option, no such path, or Evenloop could not run`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getOutHasColors: () => false,
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
