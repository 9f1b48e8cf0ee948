import type { Report } from "./run.js";

/** What a fault does to a program that can be seen when it is run: before it is mended, and not after. */
export interface Effect {
  /** What shows that the mended program is not better, or that the first one was not bad. */
  readonly wrong: (before: Report, after: Report, python: boolean) => readonly string[];
  /** What the first program does and the mended one does, in words that hold for every run. */
  readonly told: readonly [before: string, after: string];
  /** A run, for people. */
  readonly seen: (report: Report) => string;
  /** What of a run is compared as a ratio. */
  readonly measure?: (report: Report) => number;
  /** How long, in milliseconds, the first program is waited for. */
  readonly bound?: number;
}

/** A loop that was held must be held at most half as long once it is mended; the program says the same. */
export const hold: Effect = {
  wrong: (before, after) => [
    ...before.errors.map((line) => `before: ${line}`),
    ...(before.held < 100 ? [`before: the loop was held for ${ms(before.held)} only: this proves nothing`] : []),
    ...(after.held > before.held / 2 ? [`the loop is held as before: ${ms(before.held)} before, ${ms(after.held)} after`] : []),
    ...(after.stdout === before.stdout ? [] : [`it prints something else: ${JSON.stringify([before.stdout, after.stdout])}`]),
  ],
  told: ["holds the loop for 100 ms or more", "at most half as long"],
  seen: ({ held }) => ms(held),
  measure: ({ held }) => held,
};

/** What was forgotten must be seen to be missing before: Python says so itself, and the effect is not printed as it is after. */
export const unawaited: Effect = {
  wrong: (before, after, python) => [
    ...(python && !before.warnings.some((line) => line.includes("never awaited")) ? ["before: Python misses no await"] : []),
    ...(after.stdout === before.stdout && before.errors.length === 0 ? ["the await changes nothing that can be seen"] : []),
  ],
  told: ["nobody awaits what it does, or how it fails", "somebody does"],
  seen: troubles,
};

/** Something goes wrong that nobody handles. */
export const errors: Effect = {
  wrong: (before) => (before.errors.length + before.warnings.length > 0 ? [] : ["before: nothing goes wrong"]),
  told: ["errors that nobody handles", "none"],
  seen: troubles,
};

/** It never comes to an end. */
export const hangs: Effect = {
  wrong: (before) => [...before.errors.map((line) => `before: ${line}`), ...(before.ended ? ["before: it ends"] : [])],
  told: ["hangs", "ends"],
  seen: ({ ended }) => (ended ? "ends" : "hangs"),
  bound: 2_000,
};

/** It takes longer than it need, and does the same. */
export const total: Effect = {
  wrong: (before, after) => [
    ...before.errors.map((line) => `before: ${line}`),
    ...(before.total < 100 ? [`before: it took ${ms(before.total)} only: this proves nothing`] : []),
    ...(after.total > before.total * 0.75 ? [`it takes as long as before: ${ms(before.total)} before, ${ms(after.total)} after`] : []),
    ...(lines(after).sort().join("\n") === lines(before).sort().join("\n") ? [] : [`it prints something else: ${JSON.stringify([before.stdout, after.stdout])}`]),
  ],
  told: ["takes 100 ms or more", "at most three quarters of that"],
  seen: ({ total: time }) => ms(time),
  measure: ({ total: time }) => time,
};

/** Something is not printed that ought to be. */
export const output: Effect = {
  wrong: (before, after) => (lines(after).some((line) => !lines(before).includes(line)) ? [] : ["before: it prints all that it prints after"]),
  told: ["something is not printed", "it is printed"],
  seen: (report) => `${lines(report).length} lines`,
};

/** What each fault does: one of these must be seen in every case that is run. A line for each fault. */
const effects: Readonly<Record<string, readonly Effect[]>> = {
  "serial-awaits": [total],
  "async-callback": [unawaited, errors, output],
  "blocking-call": [hold, errors],
  "dangling-task": [errors, output],
  "endless-gather": [hangs],
  "forgotten-await": [unawaited],
  "lock-across-await": [hangs],
  "missing-task-done": [hangs, errors, output],
  "orphaned-worker": [output],
  "polling-loop": [total],
  "unawaited-cancel": [errors, output],
  "serial-pool": [total],
  "late-gather": [total],
  "swallowed-cancel": [hangs, output],
};

function effectsOf(fault: string): readonly Effect[] {
  const found = effects[fault];
  if (!found) throw new Error(`test/oracle/judge.ts does not say what ${fault} does to a program that is run`);
  return found;
}

/** What is wrong with a case that was run, before and after it was mended; nothing where one of the fault's effects is seen, and gone. */
export function wrongWith(fault: string, before: Report, after: Report, python: boolean): string[] {
  const judged = effectsOf(fault).map((effect) => effect.wrong(before, after, python));
  return [...wrongAfter(after), ...(judged.some((wrong) => wrong.length === 0) ? [] : judged.flat())];
}

/** Whether a fault's effect is told in these words. */
export const tellsSo = (fault: string, before: string, after: string): boolean => effectsOf(fault).some(({ told }) => told[0] === before && told[1] === after);

/** What a fault was seen to do to a program, and what its fix made of that: one for each of its effects that was seen. */
export const toldOf = (fault: string, before: Report, after: Report, python: boolean): (readonly [before: string, after: string])[] =>
  effectsOf(fault).filter((effect) => effect.wrong(before, after, python).length === 0).map(({ told }) => told);

/** How long the first program of a fault's cases is waited for; undefined where it ends. */
export const boundOf = (fault: string): number | undefined => effectsOf(fault).find(({ bound }) => bound !== undefined)?.bound;

/** What was seen, for people: before, after, and the ratio of the two where something was measured. */
export function sight(fault: string, before: Report, after: Report): readonly string[] {
  const { seen, measure } = effectsOf(fault).find((effect) => effect.wrong(before, after, false).length === 0) ?? effectsOf(fault)[0]!;
  return [seen(before), seen(after), measure ? (measure(after) / measure(before)).toFixed(2) : ""];
}

/** What is wrong with a mended program that nothing may be wrong with. */
export function wrongAfter(after: Report): string[] {
  return [...after.errors, ...after.warnings, ...(after.ended ? [] : ["it does not end"])].map((line) => `after: ${line}`);
}

const ms = (time: number): string => `${time.toFixed(0)} ms`;

const lines = ({ stdout }: Report): string[] => stdout.split("\n").filter((line) => line !== "");

function troubles({ errors: raised, warnings }: Report): string {
  return `${raised.length + warnings.length} wrong`;
}
