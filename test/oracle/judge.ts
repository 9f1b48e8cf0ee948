import type { Report } from "./run.js";

/** What is wrong with a mended program that nothing may be wrong with. */
export function wrongAfter(after: Report): string[] {
  return [...after.errors, ...after.warnings].map((line) => `after: ${line}`);
}

/** A loop that was held must be held at most half as long once it is mended; the program says the same. */
export function wrongHold(before: Report, after: Report): string[] {
  return [
    ...before.errors.map((line) => `before: ${line}`),
    ...(before.held < 100 ? [`before: the loop was held for ${ms(before)} only: this proves nothing`] : []),
    ...(after.held > before.held / 2 ? [`the loop is held as before: ${ms(before)} before, ${ms(after)} after`] : []),
    ...(after.stdout === before.stdout ? [] : [`it prints something else: ${JSON.stringify([before.stdout, after.stdout])}`]),
  ];
}

/** What was forgotten must be seen to be missing before: Python says so itself, and the effect is not printed as it is after. */
export function wrongEffect(before: Report, after: Report, python: boolean): string[] {
  return [
    ...(python && !before.warnings.some((line) => line.includes("never awaited")) ? ["before: Python misses no await"] : []),
    ...(after.stdout === before.stdout && before.errors.length === 0 ? ["the await changes nothing that can be seen"] : []),
  ];
}

/** The hold of a run, for people. */
export const ms = (report: Report): string => `${report.held.toFixed(0)} ms`;

/** How much went wrong in a run, for people. */
export const troubles = ({ errors, warnings }: Report): string => `${errors.length + warnings.length} wrong`;
