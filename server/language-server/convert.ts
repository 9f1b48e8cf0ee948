import { DiagnosticSeverity } from "vscode-languageserver/node";
import type { Diagnostic, DiagnosticRelatedInformation, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { callsOf, stepsOf } from "../../rules/chain.js";
import { docsUrl } from "../../rules/rule.js";
import type { Edit, Finding, Related, Severity } from "../../rules/rule.js";
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

/** A finding as the editor shows it; its chain and what else belongs to it are related places, or words in the message where the client cannot show those. */
export function diagnosticOf(finding: Finding, severity: Severity, places: Places, client: Client): Diagnostic {
  const related = client.relatedInformation ? relatedOf(finding, places) : [];
  const words = client.relatedInformation ? [] : wordsOf(finding, places);
  return {
    range: places.textOf(finding.path).rangeOf(finding.span),
    severity: severities[severity],
    code: finding.fault,
    ...(client.codeDescription ? { codeDescription: { href: docsUrl(finding.fault) } } : {}),
    source,
    message: [finding.message, ...words].join("\n"),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** The calls of a chain, each at its place, then what else there is. A chain that is no more than the finding itself needs no further place. */
function relatedOf(finding: Finding, { textOf, uriOf }: Places): DiagnosticRelatedInformation[] {
  const trace = finding.trace();
  const calls = trace.length < 2 ? [] : trace.map(({ path, span, name }, index): Related => {
    const caller = index === 0 ? finding.within : trace[index - 1]!.name;
    return { path, span, message: caller === undefined ? `calls \`${name}\`` : `\`${caller}\` calls \`${name}\`` };
  });
  return [...calls, ...(finding.related?.() ?? [])].map(({ path, span, message }) => ({ location: { uri: uriOf(path), range: textOf(path).rangeOf(span) }, message }));
}

/** The same in lines of text: `handler (web.py:5) → load_user (db.py:15) → requests.get`. */
function wordsOf(finding: Finding, { root, textOf }: Places): string[] {
  const place = (path: string, line: number): string => `(${isBelow(path, root) ? path.slice(within(root, "").length) : path}:${line})`;
  const chain = stepsOf(finding.within, callsOf(finding, (path) => textOf(path).lines))
    .map(({ name, call }) => [name, call && place(call.file, call.line)].filter((part) => part !== undefined).join(" "))
    .join(" → ");
  const related = (finding.related?.() ?? []).map(({ path, span, message }) => `${message} ${place(path, textOf(path).lines.place(span[0]).line)}`);
  return [chain, ...related].filter((words) => words !== "");
}

/** Edits in the editor's terms. */
export const textEdits = (edits: readonly Edit[], text: Text): TextEdit[] => edits.map(({ span, text: newText }) => ({ range: text.rangeOf(span), newText }));

/** An edit of one document; where the client can tell, it is only for this version. */
export const workspaceEdit = (uri: string, version: number | null, edits: TextEdit[], client: Client): WorkspaceEdit =>
  (client.versionedEdits ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } });
