import { DocumentDiagnosticReportKind } from "vscode-languageserver/node";
import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from "vscode-languageserver/node";
import type { Report } from "./reports.js";
import { settled } from "./server.js";
import type { Server } from "./server.js";
import { pathOf } from "./uris.js";

/** What is said where there is nothing to say. */
export const silence: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** textDocument/diagnostic: the findings of one file. */
export async function diagnostic(server: Server, { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
  const path = server.documents.get(uri)?.path ?? pathOf(uri);
  const workspace = path === undefined ? undefined : server.workspaces.of(path);
  if (path === undefined || !workspace) return silence;
  if (workspace.settings.enable) await settled(workspace, token);
  const report = reportOf(server, path);
  if (server.documents.get(uri)) server.reported(uri, report.id);
  return answerOf(report, previousResultId);
}

/** The report of a file as it is now: an empty one of a file that is nobody's. */
export function reportOf(server: Server, path: string): Report {
  const workspace = server.workspaces.of(path);
  return workspace?.settings.enable && workspace.has(path) ? workspace.report(path) : { items: [], id: "-" };
}

/** A report as the answer to somebody who may have it already. */
export const answerOf = ({ items, id }: Report, previousResultId: string | undefined): DocumentDiagnosticReport =>
  (id === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
    : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...items] });
