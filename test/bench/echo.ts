// A language server that does nothing: it takes the texts and says that there are no diagnostics. What it needs, every server needs.
import { createConnection, DocumentDiagnosticReportKind, ProposedFeatures, TextDocuments, TextDocumentSyncKind } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } },
}));
connection.languages.diagnostics.on(({ textDocument }) => {
  if (!documents.get(textDocument.uri)) throw new Error(`${textDocument.uri} is not open`);
  return { kind: DocumentDiagnosticReportKind.Full, items: [] };
});
documents.listen(connection);
connection.listen();
