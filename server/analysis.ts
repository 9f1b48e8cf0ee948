import { startFrontends } from "../rules/host/start.js";
import { createProject, faults } from "../rules/project.js";
import type { Analysis } from "./command/analysis.js";

/** The analysis as it is shipped. */
export const analysis = { faults, ready: startFrontends, createProject } satisfies Analysis;
