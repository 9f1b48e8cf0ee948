import { CodeActionKind, TextDocumentSyncKind } from "vscode-languageserver/node";
import type { ServerCapabilities } from "vscode-languageserver/node";
import type { Client } from "./client.js";
import { offerings } from "./offers.js";

/** What the server can, for this client. */
export const capabilitiesFor = (client: Client): ServerCapabilities => ({
  positionEncoding: client.encoding,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  ...(client.pulls ? { diagnosticProvider: { identifier: "evenloop", interFileDependencies: true, workspaceDiagnostics: true } } : {}),
  ...(client.actions ? { codeActionProvider: { codeActionKinds: offerings.map(({ kind }): CodeActionKind => kind), resolveProvider: client.resolvesEdits } } : {}),
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
});
