import { isConfiguration } from "./host/configuration.js";
import { diskHost, type DiskHost } from "./host/disk.js";
import { fingerprint, workingFolder } from "./host/fingerprint.js";
import { absolute, isBelow, within } from "./host/paths.js";
import { Sweep } from "./host/sweep.js";
import { stepsOf, callsOf } from "./chain.js";
import { frontendOf } from "./languages.js";
import { Lines } from "./lines.js";
import type { Problem } from "./model/module.js";
import { createProject, type Project } from "./project.js";
import type { Finding } from "./rule.js";

/** After so many milliseconds in which nobody asked, files may have changed on disk: another run has begun. */
const pause = 1000;

/** An editor begins a run with every key. Where there are so many files, the disk is not looked at again for some milliseconds per file. */
const many = 1000;
const perFile = 0.05;

/** Folders that are analysed as a whole, one project each, for whoever hands us one file after the other and says nothing of the others. */
const workspaces = new Map<string, Workspace>();

/**
 * The workspace of a folder. `run` is an object that lives as long as a run (or a part of it) does: where it is a new one, other files
 * may have changed since the last, and the disk is looked at again.
 */
export function workspaceOf(folder: string, run: object): Workspace {
  const root = absolute(folder);
  let workspace = workspaces.get(root);
  if (workspace) workspace.begin(run);
  else workspaces.set(root, (workspace = new Workspace(root, run)));
  return workspace;
}

/** The syntax errors of a text. A workspace that has read it already need not read it again. */
export function problemsOf(path: string, text: string): readonly Problem[] {
  for (const workspace of workspaces.values()) if (isBelow(path, workspace.root)) return workspace.problems(path, text);
  return frontendOf(path)?.lower(path, text).problems ?? [];
}

/** What the findings of all workspaces hang on, in few letters. `since`: from when on somebody may have read it, in this process or beside it. */
export function stateOfDisk(since: number): string {
  for (const workspace of workspaces.values()) workspace.expire();
  return fingerprint([workingFolder(), ...workspaces.keys()], since);
}

/** A folder that is analysed as a whole. */
export class Workspace {
  #host!: DiskHost;
  #project!: Project;
  readonly #sweep: Sweep;
  readonly #lines = new Map<string, Lines>();
  readonly #runs = new WeakSet<object>();
  #asked = Date.now();
  /** Until when there is no need to look at the disk. */
  #fresh = 0;

  constructor(readonly root: string, run: object) {
    this.#runs.add(run);
    this.#sweep = new Sweep(root);
    // What changes from now on will be seen, so reading begins after it.
    this.#look();
    this.#open();
  }

  /** Looks at the disk again if this is a new run. */
  begin(run: object): void {
    const now = Date.now();
    if ((!this.#runs.has(run) || now - this.#asked > pause) && now >= this.#fresh) this.#refresh();
    this.#runs.add(run);
    this.#asked = now;
  }

  /** What has been seen of the disk is too old: the next run looks in any case. */
  expire(): void {
    this.#fresh = 0;
    this.#asked = 0;
  }

  /** The findings of a file whose text is this one, from now on and for all others too; the strict ones are among them. */
  findings(path: string, text: string): readonly Finding[] {
    this.#take(path, text);
    return this.#project.findings(path, { directed: true, strict: true });
  }

  /** The syntax errors of a file whose text is this one. */
  problems(path: string, text: string): readonly Problem[] {
    this.#take(path, text);
    return this.#project.problems(path);
  }

  /** The chain of a finding, as one line; empty where it has no more than the call that is reported. */
  chain(finding: Finding): string {
    const steps = stepsOf(finding.within, callsOf(finding, (path) => this.#linesOf(path)));
    return steps.map(({ name, call }) => [name, call && `(${this.#shown(call.file)}:${call.line})`].filter(Boolean).join(" ")).join(" → ");
  }

  /** Takes over what changed on disk: that counts more than what somebody handed us before. What is on no disk was there for one run. */
  #refresh(): void {
    const changed = this.#look();
    const files = this.#project.files().length;
    if (files > many) this.#fresh = Date.now() + files * perFile;
    if (changed.some(isConfiguration)) return this.#open();
    const virtual = [...this.#host.open.keys()].filter((path) => "cause" in this.#host.original(path));
    for (const path of new Set([...changed, ...virtual])) {
      this.#host.open.delete(path);
      this.#host.forget(path);
      this.#project.update(path);
      this.#project.close(path);
    }
  }

  #open(): void {
    this.#host = diskHost(this.root, { keep: true });
    this.#project = createProject(this.#host);
  }

  #look(): readonly string[] {
    const steps = this.#sweep.look();
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  #take(path: string, text: string): void {
    if (this.#host.read(path) === text) return;
    this.#host.open.set(path, text);
    this.#project.update(path);
  }

  #linesOf(path: string): Lines {
    const text = this.#host.read(path) ?? "";
    let lines = this.#lines.get(path);
    if (lines?.text !== text) this.#lines.set(path, (lines = new Lines(text)));
    return lines!;
  }

  #shown(path: string): string {
    return isBelow(path, this.root) ? path.slice(within(this.root, "").length) : path;
  }
}
