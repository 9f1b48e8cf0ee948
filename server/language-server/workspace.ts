import { isBelow } from "../../rules/host/paths.js";
import type { Sweep } from "../../rules/host/sweep.js";
import { languageOf } from "../../rules/languages.js";
import type { LanguageName } from "../../rules/model/module.js";
import type { Span } from "../../rules/model/span.js";
import type { Project, Stats } from "../../rules/project.js";
import type { Finding, Refactor } from "../../rules/rule.js";
import type { Analysis } from "./analysis.js";
import type { Client } from "./client.js";
import type { Places } from "./convert.js";
import type { Documents, OpenDocument } from "./documents.js";
import type { LiveHost } from "./hosts.js";
import { inTurns, pause, slice } from "./pause.js";
import { Text } from "./positions.js";
import type { Report } from "./reports.js";
import { Reports } from "./reports.js";
import type { Settings } from "./settings.js";
import { uriOf } from "./uris.js";

/** What all workspaces share. */
export interface Shared {
  readonly analysis: Analysis;
  readonly client: Client;
  readonly documents: Documents;
  /** What the user has set where nothing is said of a folder. */
  settings: Settings;
}

/**
 * One folder with its project, kept in step with the disk and the open documents. Changes are only noted when they come;
 * they are worked in when somebody asks (`advance` for a moment's work, else `settle`), so that of many only the last is worked in.
 */
export class Workspace {
  settings: Settings;
  /** Told now and then while work goes on for long. */
  onTurn: (() => void) | undefined;
  readonly places: Places;
  readonly #reports: Reports;
  #host: LiveHost;
  #project: Project;
  /** How often it was asked for a list of the files, and how many of these the last list answers. */
  #asked = 1;
  #surveyed = 0;
  /** The source files that count; undefined where that is to be asked again. */
  #listed: ReadonlySet<string> | undefined;
  /** Those of the last time that somebody looked for them. */
  #before: ReadonlySet<string> | undefined;
  readonly #needed = new Set<LanguageName>();
  /** The languages that it reads. */
  readonly started = new Set<LanguageName>();
  readonly #touched = new Set<string>();
  /** Open documents whose next edit would cost more than those after it. */
  readonly #cold = new Set<string>();
  readonly #texts = new Map<string, Text>();
  #settling: Promise<void> | undefined;
  #spent: Stats = { filesLowered: 0, functionsLowered: 0, filesChecked: 0 };

  /** `sweeper` looks at the disk for what changed, where the client does not tell. */
  constructor(readonly root: string, readonly makeHost: () => LiveHost, readonly shared: Shared, readonly sweeper: Sweep | undefined) {
    const { analysis, client, settings } = shared;
    this.settings = settings;
    this.#host = makeHost();
    this.#project = analysis.createProject(this.#host);
    this.places = { root, textOf: this.textOf, uriOf: this.uriOf };
    this.#reports = new Reports(this.places, client, analysis.faults);
  }

  /** The source files, sorted. To be asked when it has settled. */
  files(): readonly string[] {
    return this.#host.list();
  }

  /** Whether a file is one of them. */
  has(path: string): boolean {
    return (this.#listed ??= new Set(this.#host.list())).has(path);
  }

  findings(path: string): readonly Finding[] {
    return this.#project.findings(path, { strict: this.settings.strict });
  }

  /** What may be rewritten at a cursor or selection. */
  refactors(path: string, span: Span): readonly Refactor[] {
    return this.#project.refactors(path, span);
  }

  report(path: string): Report {
    return this.#reports.of(path, this.settings.enable ? this.findings(path) : [], this.settings);
  }

  /** The text of a file as it counts now. */
  readonly textOf = (path: string): Text => {
    const { documents, client } = this.shared;
    const open = this.#host.open.has(path) ? documents.at(path)?.text : undefined;
    if (open) return open;
    let text = this.#texts.get(path);
    if (!text) this.#texts.set(path, (text = Text.of(this.#host.read(path) ?? "", client.encoding)));
    return text;
  };

  /** The URI of a file, as the client writes it where it has it open. */
  readonly uriOf = (path: string): string => this.shared.documents.at(path)?.uri ?? uriOf(path);

  /** What mending needs of it: texts are tried on the host, and `restore` puts the file's own back. */
  get bench(): { readonly host: LiveHost; readonly project: Project } {
    return { host: this.#host, project: this.#project };
  }

  restore(path: string): void {
    const open = this.shared.documents.at(path);
    if (open) this.#host.open.set(path, open.text.content);
    else this.#host.open.delete(path);
    this.#update(path);
  }

  opened(document: OpenDocument): void {
    const { path, text } = document;
    if (path === undefined) return;
    const same = this.#host.exists(path) && this.#host.read(path) === text.content;
    this.#host.open.set(path, text.content);
    this.#listed = undefined;
    if (!same) this.#touch(path);
    if (isBelow(path, this.root)) {
      this.#need(path);
      this.#cold.add(path);
    }
  }

  edited({ path, text }: OpenDocument): void {
    if (path === undefined) return;
    this.#host.open.set(path, text.content);
    this.#touch(path);
  }

  closed({ path }: OpenDocument): void {
    if (path === undefined) return;
    this.#host.open.delete(path);
    this.#cold.delete(path);
    this.#listed = undefined;
    // What the disk has may be another text, and nobody looked while the document lay over it.
    this.#host.forget(path);
    this.#touch(path);
  }

  /** A file or folder came, changed or went on disk. */
  changed(path: string): void {
    this.#host.forget(path);
    this.#touch(path);
    // Where something came or went the files are listed again.
    if (!this.#before?.has(path) || !this.#host.exists(path)) this.#asked++;
  }

  /** Whether any of the files lies in this folder. */
  holds(folder: string): boolean {
    for (const path of this.#before ?? []) if (isBelow(path, folder)) return true;
    return false;
  }

  /** Begins anew: which files count or where imports lead may be another matter now. */
  rebuild(): void {
    for (const key of ["filesLowered", "functionsLowered", "filesChecked"] as const) this.#spent[key] += this.#project.stats[key];
    this.#host = this.makeHost();
    this.#project = this.shared.analysis.createProject(this.#host);
    this.#asked++;
    this.#listed = this.#before = undefined;
    this.#touched.clear();
    this.#texts.clear();
    for (const document of this.shared.documents.all()) if (!document.alone) this.opened(document);
  }

  /** Works at being up to date for a moment; whether it is. */
  advance(enough = slice()): boolean {
    if (this.#surveyed < this.#asked || this.#missing().length > 0) return false;
    for (const path of this.#touched) {
      this.#touched.delete(path);
      this.#update(path);
      if (enough()) return false;
    }
    return this.#project.advance(enough);
  }

  /** Whether `settle` is at work. */
  get isSettling(): boolean {
    return this.#settling !== undefined;
  }

  /** Works at being up to date until it is, and lets others have their turns. */
  settle(): Promise<void> {
    return (this.#settling ??= this.#work().finally(() => (this.#settling = undefined)));
  }

  /** Makes the next edit of an open document cheap, once nothing else is to be done; false where there is none left to do that for. */
  warm(): boolean {
    if (this.isSettling || this.#surveyed < this.#asked || this.#touched.size > 0) return false;
    for (const path of this.#cold) {
      this.#update(path);
      return true;
    }
    return false;
  }

  /** How far the first reading is. */
  get progress(): { readonly done: number; readonly total: number } {
    const total = this.#surveyed === this.#asked ? this.#host.list().length : 0;
    return { done: Math.min(this.#project.stats.filesLowered, total), total };
  }

  get stats(): Stats {
    const { filesLowered, functionsLowered, filesChecked } = this.#project.stats;
    return {
      filesLowered: this.#spent.filesLowered + filesLowered,
      functionsLowered: this.#spent.functionsLowered + functionsLowered,
      filesChecked: this.#spent.filesChecked + filesChecked,
    };
  }

  async #work(): Promise<void> {
    for (;;) {
      if (this.#surveyed < this.#asked) {
        await this.#survey();
        continue;
      }
      const missing = this.#missing();
      if (missing.length > 0) {
        await this.shared.analysis.ready(missing);
        for (const language of missing) this.started.add(language);
      }
      if (this.advance()) return;
      this.onTurn?.();
      await pause();
    }
  }

  async #survey(): Promise<void> {
    const host = this.#host;
    const asked = this.#asked;
    // What comes after this look at the disk is seen by the next.
    if (this.sweeper?.isNew) await inTurns(this.sweeper.look());
    await inTurns(host.survey());
    if (host !== this.#host) return;
    this.#surveyed = asked;
    const before = this.#before;
    const now = new Set(host.list());
    this.#before = this.#listed = now;
    for (const path of now) this.#need(path);
    if (before) for (const path of new Set([...before, ...now])) if (before.has(path) !== now.has(path)) this.#touch(path);
  }

  #update(path: string): void {
    this.#cold.delete(path);
    this.#project.update(path);
    if (!this.#host.open.has(path)) this.#project.close(path);
  }

  #touch(path: string): void {
    this.#touched.add(path);
    this.#texts.delete(path);
    if (isBelow(path, this.root)) this.#need(path);
  }

  #need(path: string): void {
    const language = languageOf(path);
    if (language) this.#needed.add(language);
  }

  #missing(): LanguageName[] {
    return [...this.#needed].filter((language) => !this.started.has(language));
  }
}
