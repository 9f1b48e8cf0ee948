import type { Host } from "./model/host.js";
import type { Problem } from "./model/module.js";
import type { Finding } from "./rule.js";

/** The modules, summaries and findings of one workspace, over a Host. The one doorway for the keystroke, CI and fix flows. */
export interface Project {
  /** Every source file it knows, in a fixed order. */
  files(): readonly string[];
  /** The findings of one file, by position. Reads what it needs of the others first. */
  findings(path: string): readonly Finding[];
  /** The syntax errors of one file, by position. */
  problems(path: string): readonly Problem[];
  /** Tells that a file's text changed, that it came, or that it went: it is read from the host again. */
  update(path: string): void;
  /** What has been done so far, for tests and benchmarks. */
  readonly stats: Stats;
}

/** Counters that only grow. */
export interface Stats { filesLowered: number; functionsLowered: number; filesChecked: number }

/** A project over `host`. Call `ready()` of the frontends' room first where Python is read (its parser starts asynchronously). */
export declare function createProject(host: Host): Project;
