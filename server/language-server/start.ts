import { DidChangeWorkspaceFoldersNotification } from "vscode-languageserver/node";
import type { Connection, InitializeParams, WorkspaceFolder } from "vscode-languageserver/node";
import { absolute } from "../../rules/host/paths.js";
import { version } from "../../rules/version.js";
import type { Analysis } from "./analysis.js";
import { capabilitiesFor } from "./capabilities.js";
import { readClient } from "./client.js";
import { codeAction } from "./code-action.js";
import { codeActionResolve } from "./code-action-resolve.js";
import { createConfiguration, watchConfiguration } from "./configuration.js";
import type { Configuration } from "./configuration.js";
import { diagnostic, silence } from "./diagnostic.js";
import { Documents } from "./documents.js";
import { index, tellState } from "./indexing.js";
import { answer, take } from "./server.js";
import type { Server } from "./server.js";
import { readSettings } from "./settings.js";
import { statsOf } from "./stats.js";
import { createTelling } from "./telling.js";
import type { Telling } from "./telling.js";
import { pathOf } from "./uris.js";
import { sweep, watchFiles, watchedFiles } from "./watched-files.js";
import { workspaceDiagnostic } from "./workspace-diagnostic.js";
import { Workspaces } from "./workspaces.js";

/** A server, with the parts that only its messages from outside need. */
interface Running {
  readonly server: Server;
  readonly telling: Telling;
  readonly configuration: Configuration;
  /** Work begins: at the latest with the first document. */
  begin(): void;
}

/** What whoever runs a server may want to know of it. */
export interface Events {
  /** The folders have been read. */
  settled?(): void;
}

/** Serves a connection. Whatever happens to one message, the next one is answered. */
export function serve(connection: Connection, analysis: Analysis, events: Events = {}): void {
  connection.onInitialize((params) => {
    const running = make(connection, analysis, params, events);
    listenToDocuments(running);
    listenToWorkspace(running);
    answerRequests(running.server);
    return { capabilities: capabilitiesFor(running.server.client), serverInfo: { name: "Evenloop", version } };
  });
  connection.listen();
}

function make(connection: Connection, analysis: Analysis, params: InitializeParams, { settled }: Events): Running {
  const client = readClient(params);
  const documents = new Documents(client.encoding);
  const workspaces = new Workspaces({ analysis, client, documents, settings: readSettings(undefined, analysis.faults).settings });
  workspaces.change(rootsOf(params), []);
  const telling = createTelling(connection, client, () => server);
  const configuration = createConfiguration(() => server, params.initializationOptions);
  let configured: () => void = () => undefined;
  const server: Server = { connection, client, analysis, documents, workspaces, configured: new Promise((resolve) => (configured = resolve)), ...telling };

  let begun = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    take(server, "the start", async () => {
      tellState(server, "starting");
      await configuration.load();
      configured();
      telling.changed();
      await index(server, [...workspaces.folders().values()]);
      settled?.();
    });
    take(server, "client/registerCapability for files", () => watchFiles(server));
    take(server, "client/registerCapability for settings", () => watchConfiguration(server));
  };
  return { server, telling, configuration, begin };
}

/** The client's folders. Older clients have but one, and name it in other ways; without any there is none. */
function rootsOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (workspaceFolders) return pathsOf(workspaceFolders);
  const root = typeof rootUri === "string" ? pathOf(rootUri) : typeof rootPath === "string" ? absolute(rootPath) : undefined;
  return root === undefined ? [] : [root];
}

const pathsOf = (folders: readonly WorkspaceFolder[]): string[] => folders.map(({ uri }) => pathOf(uri)).filter((path) => path !== undefined);

function listenToDocuments({ server, telling, begin }: Running): void {
  const { connection, documents, workspaces } = server;
  connection.onDidOpenTextDocument(({ textDocument }) => take(server, `textDocument/didOpen of ${textDocument.uri}`, () => {
    begin();
    const document = documents.open(textDocument);
    workspaces.opened(document);
    telling.changed(document);
    return sweep(server);
  }));
  connection.onDidChangeTextDocument((params) => take(server, `textDocument/didChange of ${params.textDocument.uri}`, () => {
    const document = documents.change(params);
    if (!document) return;
    workspaces.edited(document);
    telling.changed(document);
  }));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => take(server, `textDocument/didClose of ${uri}`, () => {
    const document = documents.close(uri);
    if (!document) return;
    workspaces.closed(document);
    telling.closed(uri);
    telling.changed();
  }));
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => take(server, `textDocument/didSave of ${uri}`, () => sweep(server)));
}

function listenToWorkspace({ server, telling, configuration, begin }: Running): void {
  const { connection, workspaces } = server;
  connection.onInitialized(() => begin());
  connection.onDidChangeWatchedFiles(({ changes }) => take(server, "workspace/didChangeWatchedFiles", () => watchedFiles(server, changes)));
  connection.onDidChangeConfiguration(({ settings }) => take(server, "workspace/didChangeConfiguration", async () => {
    await configuration.changed(settings);
    telling.askAgain();
  }));
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => take(server, "workspace/didChangeWorkspaceFolders", async () => {
    const made = workspaces.change(pathsOf(event.added), pathsOf(event.removed));
    await configuration.load();
    telling.askAgain();
    await index(server, made);
  }));
}

function answerRequests(server: Server): void {
  const { connection } = server;
  connection.languages.diagnostics.on((params, token) =>
    answer(server, `textDocument/diagnostic of ${params.textDocument.uri}`, token, silence, () => diagnostic(server, params, token)));
  connection.languages.diagnostics.onWorkspace((params, token, _progress, partial) =>
    answer(server, "workspace/diagnostic", token, { items: [] }, () => workspaceDiagnostic(server, params, token, partial)));
  connection.onCodeAction((params, token) =>
    answer(server, `textDocument/codeAction of ${params.textDocument.uri}`, token, [], () => codeAction(server, params, token)));
  connection.onCodeActionResolve((action, token) =>
    answer(server, `codeAction/resolve of '${action.title}'`, token, action, () => codeActionResolve(server, action, token)));
  connection.onRequest("evenloop/stats", () => statsOf(server));
}
