import { DiagnosticSeverity } from "vscode-languageserver/node";
import type { Diagnostic, DiagnosticRelatedInformation, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { callsOf, stepsOf } from "../../rules/chain.js";
import { docsUrl } from "../../rules/rule.js";
import type { Edit, Finding, Severity } from "../../rules/rule.js";
import { isBelow, within } from "../../rules/host/paths.js";
import type { Client } from "./client.js";
import type { Text } from "./positions.js";

/** The name under which the editor shows what Evenloop says. */
export const source = "evenloop";

/** Where findings stand, in the editor's terms. */
export interface Places {
  /** The workspace folder: chains that are told as text name files from there. */
  readonly root: string;
  textOf(path: string): Text;
  uriOf(path: string): string;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, hint: DiagnosticSeverity.Hint,
};

/** A finding as the editor shows it; the chain is told as related places, or in the message where the client cannot show those. */
export function diagnosticOf(finding: Finding, severity: Severity, places: Places, client: Client): Diagnostic {
  const related = client.relatedInformation ? relatedOf(finding, places) : [];
  const chain = client.relatedInformation ? "" : chainOf(finding, places);
  return {
    range: places.textOf(finding.path).rangeOf(finding.span),
    severity: severities[severity],
    code: finding.fault,
    ...(client.codeDescription ? { codeDescription: { href: docsUrl(finding.fault) } } : {}),
    source,
    message: chain === "" ? finding.message : `${finding.message}\n${chain}`,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** The calls of a chain, each at its place. One that is no more than the finding itself needs no further place. */
function relatedOf(finding: Finding, places: Places): DiagnosticRelatedInformation[] {
  const trace = finding.trace();
  if (trace.length < 2) return [];
  return trace.map(({ path, span, name }, index) => {
    const caller = index === 0 ? finding.within : trace[index - 1]!.name;
    return {
      location: { uri: places.uriOf(path), range: places.textOf(path).rangeOf(span) },
      message: caller === undefined ? `calls \`${name}\`` : `\`${caller}\` calls \`${name}\``,
    };
  });
}

/** The chain in one line: `handler (web.py:5) → load_user (db.py:15) → requests.get`. */
function chainOf(finding: Finding, { root, textOf }: Places): string {
  const shown = (path: string): string => (isBelow(path, root) ? path.slice(within(root, "").length) : path);
  return stepsOf(finding.within, callsOf(finding, (path) => textOf(path).lines))
    .map(({ name, call }) => [name, call && `(${shown(call.file)}:${call.line})`].filter((part) => part !== undefined).join(" "))
    .join(" → ");
}

/** Edits in the editor's terms. */
export const textEdits = (edits: readonly Edit[], text: Text): TextEdit[] => edits.map(({ span, text: newText }) => ({ range: text.rangeOf(span), newText }));

/** An edit of one document; where the client can tell, it is only for this version. */
export const workspaceEdit = (uri: string, version: number | null, edits: TextEdit[], client: Client): WorkspaceEdit =>
  (client.versionedEdits ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } });
