import { createProject } from "../../rules/project.js";
import type { Analyse } from "./mend.js";

/** The real analysis. */
export const analyse: Analyse = createProject;
