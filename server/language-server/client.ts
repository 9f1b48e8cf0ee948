import type { InitializeParams } from "vscode-languageserver/node";
import { encodingFor } from "./positions.js";
import type { Encoding } from "./positions.js";

/** What matters of the client: what it can, as it has announced it. */
export interface Client {
  readonly encoding: Encoding;
  /** It asks for diagnostics; to others they are sent. */
  readonly pulls: boolean;
  /** Its diagnostics can show further places, and link to a page. */
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** It takes actions as such (else only commands, of which there are none), and asks for an action's edit when it is chosen. */
  readonly actions: boolean;
  readonly resolvesEdits: boolean;
  /** Its edits can name the version of a document that they are for. */
  readonly versionedEdits: boolean;
  readonly watches: boolean;
  readonly configuration: boolean;
  readonly configurationEvents: boolean;
  readonly folderEvents: boolean;
  readonly refreshes: boolean;
  readonly progress: boolean;
  /** It wants to be told how the server is (`evenloop/status`). */
  readonly status: boolean;
}

/** Reads what the client has announced. */
export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { general, textDocument, workspace, window } = capabilities;
  const { codeAction, diagnostic, publishDiagnostics } = textDocument ?? {};
  const shown = diagnostic ?? publishDiagnostics;
  return {
    encoding: encodingFor(general?.positionEncodings),
    pulls: diagnostic !== undefined,
    // A client that asks for diagnostics may have said only once what it can show.
    relatedInformation: (shown?.relatedInformation ?? publishDiagnostics?.relatedInformation) === true,
    codeDescription: (shown?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport) === true,
    actions: codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes("edit") === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configuration: workspace?.configuration === true,
    configurationEvents: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folderEvents: workspace?.workspaceFolders === true,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    progress: window?.workDoneProgress === true,
    status: (initializationOptions as { readonly status?: unknown } | null | undefined)?.status === true,
  };
}
