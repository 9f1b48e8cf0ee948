import { folderOf, isBelow } from "../../rules/host/paths.js";
import { rootOf } from "../../rules/host/root.js";
import { Sweep } from "../../rules/host/sweep.js";
import type { OpenDocument } from "./documents.js";
import { documentHost, folderHost, isSearched, looseHost } from "./hosts.js";
import type { Settings } from "./settings.js";
import { Workspace } from "./workspace.js";
import type { Shared } from "./workspace.js";

/** The workspaces: one for each folder of the client, and for open files outside of them one for each project around these. */
export class Workspaces {
  readonly #folders = new Map<string, Workspace>();
  /** By root. A document that is no file has its own. */
  readonly #loose = new Map<string, Workspace>();
  /** The roots of open files outside of the folders: to look for one takes time, and it shall not change under an open file. */
  readonly #roots = new Map<string, string>();

  constructor(readonly shared: Shared) {}

  /** The workspace that speaks for a file: the innermost folder's, else the one that was made for it. */
  of(path: string): Workspace | undefined {
    let best: Workspace | undefined;
    for (const workspace of this.#folders.values()) if (isBelow(path, workspace.root) && workspace.root.length > (best?.root.length ?? -1)) best = workspace;
    return best ?? this.#loose.get(this.#roots.get(path) ?? "");
  }

  all(): readonly Workspace[] {
    return [...this.#folders.values(), ...this.#loose.values()];
  }

  /** The client's folders, by path. */
  folders(): ReadonlyMap<string, Workspace> {
    return this.#folders;
  }

  /** Puts settings into force: those of each folder, by path, and for all else the general ones. */
  configure(general: Settings, own: ReadonlyMap<string, Settings>): void {
    this.shared.settings = general;
    for (const workspace of this.all()) workspace.settings = own.get(workspace.root) ?? general;
  }

  /** Folders were added to the client's workspace, or taken out of it. Gives the new ones' workspaces. */
  change(added: readonly string[], removed: readonly string[]): readonly Workspace[] {
    for (const root of removed) this.#folders.delete(root);
    const made = added.filter((root) => !this.#folders.has(root)).map((root) => {
      const workspace = new Workspace(root, () => folderHost(root), this.shared, this.shared.client.watches ? undefined : new Sweep(root));
      this.#folders.set(root, workspace);
      return workspace;
    });
    const documents = [...this.shared.documents.all()];
    for (const workspace of made) for (const document of documents) if (!document.alone) workspace.opened(document);
    for (const document of documents) this.#house(document);
    this.#tidy();
    return made;
  }

  opened(document: OpenDocument): void {
    this.#house(document);
    for (const workspace of this.#concerned(document)) workspace.opened(document);
  }

  edited(document: OpenDocument): void {
    for (const workspace of this.#concerned(document)) workspace.edited(document);
  }

  closed(document: OpenDocument): void {
    for (const workspace of this.#concerned(document)) workspace.closed(document);
    this.#tidy();
  }

  /** Those that may read a document. */
  #concerned({ path, alone }: OpenDocument): readonly Workspace[] {
    if (path === undefined) return [];
    return alone ? [this.of(path)].filter((workspace) => workspace !== undefined) : this.all();
  }

  /** Makes a workspace for a document that none speaks for. */
  #house({ path, alone }: OpenDocument): void {
    if (path === undefined || this.of(path)) return;
    const root = alone ? folderOf(path) : rootOf(path);
    this.#roots.set(path, root);
    if (this.#loose.has(root)) return;
    // The client watches its own folders only.
    const sweeper = alone || !isSearched(root) ? undefined : new Sweep(root);
    const workspace = new Workspace(root, () => (alone ? documentHost(root) : looseHost(root)), this.shared, sweeper);
    this.#loose.set(root, workspace);
    if (!alone) for (const document of this.shared.documents.all()) if (!document.alone) workspace.opened(document);
  }

  /** Drops what was made for documents that are closed, or belong to a folder now. */
  #tidy(): void {
    const used = new Set<Workspace>();
    for (const { path } of this.shared.documents.all()) {
      const workspace = path === undefined ? undefined : this.of(path);
      if (workspace) used.add(workspace);
    }
    for (const [root, workspace] of this.#loose) if (!used.has(workspace)) this.#loose.delete(root);
    for (const path of this.#roots.keys()) if (!this.shared.documents.at(path)) this.#roots.delete(path);
  }
}
