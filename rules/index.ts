/** Evenloop as a library. */
export { createProject, faults } from "./project.js";
export type { Project, Stats } from "./project.js";
export { diskHost } from "./host/disk.js";
export type { DiskHost, DiskOptions } from "./host/disk.js";
export { startFrontends } from "./host/start.js";
export type { Host } from "./model/host.js";
export type { Edit, Finding, Fix, Severity, TraceStep } from "./rule.js";
export { version } from "./version.js";

/** The package's name. */
export const name = "evenloop";
