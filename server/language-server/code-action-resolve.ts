import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { CancellationToken, CodeAction } from "vscode-languageserver/node";
import { textEdits, workspaceEdit } from "./convert.js";
import { offerings } from "./offers.js";
import type { Asked } from "./offers.js";
import type { Server } from "./server.js";
import { subjectOf } from "./subject.js";
import type { Data } from "./subject.js";

/** codeAction/resolve: the edit of an action that was chosen. */
export async function codeActionResolve(server: Server, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  const { uri, version, kind, span, key } = action.data as Data;
  const subject = await subjectOf(server, uri, token);
  if (subject?.version !== version) throw outdated();
  const { workspace, path } = subject;
  const asked: Asked = { server, workspace, path, span, isShown: () => false };
  for (const offering of offerings) {
    if (offering.kind !== kind) continue;
    for (const offer of offering.offers(asked)) {
      if (offer.key !== key) continue;
      return { ...action, edit: workspaceEdit(uri, version, textEdits(offer.edits(), workspace.textOf(path)), server.client) };
    }
  }
  throw outdated();
}

const outdated = (): ResponseError => new ResponseError(LSPErrorCodes.ContentModified, "The document has changed since this was offered.");
