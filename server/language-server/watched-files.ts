import { DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from "vscode-languageserver/node";
import type { FileEvent } from "vscode-languageserver/node";
import { configurationFiles, isConfiguration } from "../../rules/host/configuration.js";
import { isSource } from "../../rules/host/disk.js";
import { kindOf } from "../../rules/host/folders.js";
import { isBelow } from "../../rules/host/paths.js";
import { endings } from "../../rules/languages.js";
import { inTurns } from "./pause.js";
import type { Server } from "./server.js";
import { pathOf } from "./uris.js";
import type { Workspace } from "./workspace.js";

const sources = `**/*.{${Object.values(endings).flat().map((ending) => ending.slice(1)).join(",")}}`;

/** Asks the client to tell what happens on disk. Of a folder that is moved or deleted some tell no more than that, so all that comes and goes is of interest. */
export async function watchFiles({ client, connection }: Server): Promise<void> {
  if (!client.watches) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: sources }, { globPattern: configurationFiles }, { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete }],
  });
}

/** workspace/didChangeWatchedFiles: files and folders that came, changed or went outside of the editor. */
export function watchedFiles(server: Server, changes: readonly FileEvent[]): void {
  const paths = changes.flatMap(({ uri, type }) => {
    const path = pathOf(uri);
    return path !== undefined && matters(path, type) ? [path] : [];
  });
  if (paths.length === 0) return;
  for (const workspace of server.workspaces.all()) apply(workspace, paths);
  server.changed();
}

/** Looks at the disk where the client does not tell what happens there. */
export async function sweep(server: Server): Promise<void> {
  for (const workspace of server.workspaces.all()) {
    const { sweeper } = workspace;
    // The first look is taken when the workspace is read; two at once would see the same.
    if (!sweeper || sweeper.isNew || sweeping.has(workspace)) continue;
    sweeping.add(workspace);
    try {
      const paths = await inTurns(sweeper.look());
      if (paths.length === 0) continue;
      apply(workspace, paths);
      server.changed();
    } finally {
      sweeping.delete(workspace);
    }
  }
}

const sweeping = new WeakSet<Workspace>();

/** Whether an event can change what is known: one of a file that is read, or of a folder, where some may be in it. */
const matters = (path: string, type: FileChangeType): boolean =>
  isSource(path) || isConfiguration(path) || (type === FileChangeType.Created ? kindOf(path) === "folder" : type === FileChangeType.Deleted);

function apply(workspace: Workspace, paths: readonly string[]): void {
  const own = paths.filter((path) => isBelow(path, workspace.root) && !elsewhere.test(path.slice(workspace.root.length)));
  if (own.some(isConfiguration)) return workspace.rebuild();
  for (const path of own) {
    // One that is gone may have been a folder.
    if (isSource(path) || kindOf(path) === "folder" || workspace.holds(path)) workspace.changed(path);
  }
}

/** Where no source of a project is, whatever happens there. */
const elsewhere = /\/(?:node_modules|\.git|__pycache__)\//;
