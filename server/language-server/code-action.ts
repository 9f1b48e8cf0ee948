import { CodeActionTriggerKind, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver/node";
import type { Span } from "../../rules/model/span.js";
import type { Finding } from "../../rules/rule.js";
import { diagnosticOf, textEdits, workspaceEdit } from "./convert.js";
import { offerings } from "./offers.js";
import type { Asked, Offer, Offering } from "./offers.js";
import { settled } from "./server.js";
import type { Server } from "./server.js";
import { pathOf } from "./uris.js";
import type { Workspace } from "./workspace.js";

/** By which an action is found again when its edit is asked for. Of what was seen then, nothing is kept here. */
interface Data { readonly uri: string; readonly version: number | null; readonly kind: string; readonly span: Span; readonly key: string }

/** A document, and the workspace that speaks for it, up to date. */
interface Subject { readonly uri: string; readonly version: number | null; readonly path: string; readonly workspace: Workspace }

/** textDocument/codeAction: what can be done at a place, of the kinds that are asked for. */
export async function codeAction(server: Server, { textDocument: { uri }, range, context }: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
  const { client } = server;
  const subject = client.actions ? await subjectOf(server, uri, token) : undefined;
  if (!subject) return [];
  const { workspace, path, version } = subject;
  const text = workspace.textOf(path);
  const shown = (finding: Finding): Diagnostic | undefined => {
    const place = JSON.stringify(text.rangeOf(finding.span));
    return context.diagnostics.find(({ code, range: { start, end } }) => code === finding.fault && JSON.stringify({ start, end }) === place);
  };
  const asked: Asked = { server, workspace, path, span: text.spanOf(range), isShown: (finding) => shown(finding) !== undefined };

  const isWanted = ({ kind, whole }: Offering): boolean =>
    context.only?.some((only) => only === "" || kind === only || kind.startsWith(`${only}.`)) ?? !(whole && context.triggerKind === CodeActionTriggerKind.Automatic);
  const actionOf = ({ kind }: Offering, { title, key, span, preferred, finding: mended, edits }: Offer): CodeAction | undefined => {
    const diagnostic = mended && (shown(mended.finding) ?? diagnosticOf(mended.finding, mended.severity, workspace.places, client));
    const action: CodeAction = { title, kind, ...(diagnostic ? { diagnostics: [diagnostic] } : {}), ...(preferred ? { isPreferred: true } : {}) };
    if (client.resolvesEdits) return { ...action, data: { uri, version, kind, span, key } satisfies Data };
    const made = edits();
    return made.length === 0 ? undefined : { ...action, edit: workspaceEdit(uri, version, textEdits(made, text), client) };
  };
  return offerings.filter(isWanted)
    .flatMap((offering) => [...offering.offers(asked)].map((offer) => actionOf(offering, offer)))
    .filter((action) => action !== undefined);
}

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

async function subjectOf(server: Server, uri: string, token: CancellationToken): Promise<Subject | undefined> {
  const path = server.documents.get(uri)?.path ?? pathOf(uri);
  const workspace = path === undefined ? undefined : server.workspaces.of(path);
  if (path === undefined || !workspace?.settings.enable) return undefined;
  await settled(workspace, token);
  return workspace.has(path) ? { uri, version: server.documents.get(uri)?.version ?? null, path, workspace } : undefined;
}
