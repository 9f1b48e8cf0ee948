import type { Host } from "../../rules/model/host.js";
import type { Project } from "../../rules/project.js";
import type { Fault } from "./levels.js";

/** What the command needs of the analysis. */
export interface Analysis {
  readonly faults: readonly Fault[];
  /** Whatever has to be started before a project can be made. */
  ready(): Promise<void>;
  createProject(host: Host): Project;
}
