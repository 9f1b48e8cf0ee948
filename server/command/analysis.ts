import type { Host } from "../../rules/model/host.js";
import type { LanguageName } from "../../rules/model/module.js";
import type { Project } from "../../rules/project.js";
import type { Fault } from "./levels.js";

/** What the command needs of the analysis. */
export interface Analysis {
  readonly faults: readonly Fault[];
  /** Starts what reads these languages, which has to come before a project is asked. */
  ready(languages: Iterable<LanguageName>): Promise<void>;
  createProject(host: Host): Project;
}
