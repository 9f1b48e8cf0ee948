import { CodeActionTriggerKind } from "vscode-languageserver/node";
import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver/node";
import type { Finding } from "../../rules/rule.js";
import { diagnosticOf, textEdits, workspaceEdit } from "./convert.js";
import { offerings } from "./offers.js";
import type { Asked, Offer, Offering } from "./offers.js";
import type { Server } from "./server.js";
import { subjectOf } from "./subject.js";
import type { Data } from "./subject.js";

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
