// npm run update: writes anew what can be derived (the list of faults, their pages' expectations and fixed blocks, README's table, the settings, docs/oracle.md).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { faultIds, home, pagePath } from "../test/support/pages.js";
import { indexText, withExercise, withOutput, withSeverities, withTable } from "./generated.js";
import { updatedPage } from "./suite.js";

function write(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(path, text);
  console.log(`wrote ${path.slice(home.length)}`);
}

const faults = faultIds();
const index = `${home}rules/faults/index.ts`;
write(index, indexText(faults, readFileSync(index, "utf8")));

// Only now: the analysis reads the list of faults as it is loaded.
const { rules } = await import("../rules/faults/index.js");
const { analyse } = await import("../test/support/analyse.js");
const { startFrontends } = await import("../rules/host/start.js");
await startFrontends();

for (const fault of faults.filter((id) => existsSync(pagePath(id)))) {
  const { page, notices } = updatedPage(readFileSync(pagePath(fault), "utf8"), faults, analyse);
  write(pagePath(fault), page);
  for (const notice of notices) console.log(`${fault}: ${notice}`);
}
const { programs } = await import("../test/oracle/programs.js");
const { tablePath, updatedTable } = await import("../test/oracle/table.js");
write(tablePath, await updatedTable(existsSync(tablePath) ? readFileSync(tablePath, "utf8") : "", programs()));
write(`${home}package.json`, withSeverities(readFileSync(`${home}package.json`, "utf8"), rules));
const { exampleOutput, exerciseOutput, exercises } = await import("../test/support/examples.js");
let readme = withOutput(withTable(readFileSync(`${home}README.md`, "utf8"), rules), await exampleOutput());
for (const name of exercises) readme = withExercise(readme, name, await exerciseOutput(name));
write(`${home}README.md`, readme);
