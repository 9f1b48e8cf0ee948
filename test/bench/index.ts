import { parseArgs } from "node:util";
import type { LanguageName } from "../../rules/model/module.js";
import { startFrontends } from "../../rules/host/start.js";
import { batch, phase, type Phase } from "./batch.js";
import { edit } from "./edit.js";
import { eslint } from "./eslint.js";
import { growth } from "./growth.js";
import { latency } from "./latency.js";

const { values } = parseArgs({ options: { python: { type: "string" }, typescript: { type: "string" }, only: { type: "string" }, phase: { type: "string" }, language: { type: "string" }, folder: { type: "string" } } });

if (values.phase) {
  // As the command runs.
  await import("../../server/bin/engine.js");
  await startFrontends([values.language as LanguageName]);
  phase(values.phase as Phase, values.language as LanguageName, values.folder);
  process.exit(0);
}
await startFrontends();
console.log("Each figure is a ratio or a count within this run; seconds and milliseconds are only for the eye.");
if (!values.only || values.only === "a") batch(values.python, values.typescript);
if (!values.only || values.only === "b") growth();
if (!values.only || values.only === "c") edit();
if (!values.only || values.only === "d") await eslint();
if (!values.only || values.only === "e") await latency();
