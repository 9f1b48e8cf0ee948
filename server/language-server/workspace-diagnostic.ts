import type {
  CancellationToken, ResultProgressReporter, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportPartialResult, WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { answerOf, reportOf } from "./diagnostic.js";
import { pause, slice } from "./pause.js";
import { check, settled, unlessCancelled } from "./server.js";
import type { Server } from "./server.js";
import { pathOf } from "./uris.js";

type Partial = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

/** The report of a file that the client has. */
interface Known { readonly uri: string; readonly id: string }

/**
 * workspace/diagnostic: the findings of all files. Files without any are mentioned only where they are open, and to those who know them
 * otherwise. A client that takes the answer in parts, and has everything already, is answered when something has changed: it need not ask
 * again and again.
 */
export async function workspaceDiagnostic(server: Server, { previousResultIds }: WorkspaceDiagnosticParams, token: CancellationToken, partial: Partial | undefined): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(previousResultIds.map(({ uri, value }) => [pathOf(uri) ?? uri, { uri, id: value }] as const));
  for (;;) {
    const change = server.nextChange();
    const { items, news } = await collect(server, known, token, partial);
    if (news || !partial) return { items };
    await unlessCancelled(change, token);
  }
}

/** What is to be said to a client that has these reports, and whether any of it is new. What has been sent in parts is not among it. */
async function collect(server: Server, known: ReadonlyMap<string, Known>, token: CancellationToken, partial: Partial | undefined): Promise<{ items: WorkspaceDocumentDiagnosticReport[]; news: boolean }> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const visited = new Set<string>();
  let news = false;
  for (const workspace of server.workspaces.folders().values()) {
    if (!workspace.settings.enable) continue;
    await settled(workspace, token);
    let over = slice();
    for (const path of workspace.files()) {
      if (server.workspaces.of(path) !== workspace) continue;
      visited.add(path);
      const item = itemOf(server, path, known.get(path));
      if (item) items.push(item);
      news ||= item?.kind === "full";
      if (!over()) continue;
      if (partial && news) partial.report({ items: items.splice(0) });
      await pause();
      check(token);
      await settled(workspace, token);
      over = slice();
    }
  }
  for (const [path, { uri }] of known) {
    // Of an open document outside of the folders, its own report tells.
    if (visited.has(path) || server.documents.get(uri)) continue;
    news = true;
    items.push({ kind: "full", uri, version: null, items: [] });
  }
  return { items, news };
}

/** What is to be said of a file. */
function itemOf(server: Server, path: string, known: Known | undefined): WorkspaceDocumentDiagnosticReport | undefined {
  const report = reportOf(server, path);
  const open = server.documents.at(path);
  // VS Code's client may go on showing what it has forgotten of a document that was closed and opened again.
  if (!known && !open && report.items.length === 0) return undefined;
  const uri = open?.uri ?? known?.uri ?? server.workspaces.of(path)!.uriOf(path);
  return { ...answerOf(report, known?.id), uri, version: open?.version ?? null };
}
