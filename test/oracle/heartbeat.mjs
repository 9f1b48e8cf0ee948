// Runs `main()` of a module beside a heartbeat, and reports as JSON how long it took and how long the loop was held: heartbeat.mjs FILE REPORT BOUND
// A program that runs for more than BOUND milliseconds is ended, and said to have come to no end.
import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const beat = 5;
const [file, path, bound] = process.argv.slice(2);
const report = { held: 0, total: 0, ended: true, errors: [], warnings: [] };
const note = (error) => report.errors.push(String(error));

process.on("unhandledRejection", note);
process.on("uncaughtException", note);
process.on("exit", () => writeFileSync(path, JSON.stringify(report)));

try {
  const module = await import(pathToFileURL(file).href);
  const main = module.main ?? module.default.main;
  let last = performance.now();
  const heart = setInterval(() => {
    const now = performance.now();
    report.held = Math.max(report.held, now - last - beat);
    last = now;
  }, beat);
  setTimeout(giveUp, Number(bound)).unref();
  await sleep(2 * beat);
  const begun = performance.now();
  await main();
  report.total = performance.now() - begun;
  // The beat that was late is only seen when it comes.
  await sleep(2 * beat);
  clearInterval(heart);
} catch (error) {
  note(error);
  process.exit(0);
}

function giveUp() {
  report.ended = false;
  process.exit(0);
}
