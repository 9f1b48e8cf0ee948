import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Processor seconds (user and system) that `work` takes. */
export function cpu(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Wall milliseconds that `work` takes. */
export function wall(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use (JavaScript heap and buffers) once all garbage is gone. */
export function memory(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** A figure beside its goal. */
export function row(what: string, value: string, goal = ""): void {
  console.log(`  ${what.padEnd(58)} ${value.padStart(18)}   ${goal}`);
}
