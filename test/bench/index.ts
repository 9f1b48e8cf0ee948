import { parseArgs } from "node:util";
import { startFrontends } from "../../rules/host/start.js";
import { batch } from "./batch.js";
import { edit } from "./edit.js";
import { growth } from "./growth.js";

const { values } = parseArgs({ options: { python: { type: "string" }, typescript: { type: "string" }, only: { type: "string" } } });

await startFrontends();
console.log("Each figure is a ratio or a count within this run; seconds and milliseconds are only for the eye.");
if (!values.only || values.only === "a") batch(values.python, values.typescript);
if (!values.only || values.only === "b") growth();
if (!values.only || values.only === "c") edit();
