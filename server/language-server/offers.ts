import { CodeActionKind } from "vscode-languageserver/node";
import type { Span } from "../../rules/model/span.js";
import type { Edit, Finding, Severity } from "../../rules/rule.js";
import { changeAll, kind as fixAllKind } from "./fix-all.js";
import type { Server } from "./server.js";
import { loudness } from "./settings.js";
import type { Workspace } from "./workspace.js";

/** What the editor asks about: a stretch of a file, and what it shows there. */
export interface Asked {
  readonly server: Server;
  readonly workspace: Workspace;
  readonly path: string;
  readonly span: Span;
  /** Whether the editor shows a finding at the place that it asks about, though it does not lie in the stretch itself. */
  isShown(finding: Finding): boolean;
}

/** Something that can be done. */
export interface Offer {
  readonly title: string;
  /** By which it is found again among those for its `span`, when the editor asks for its edits. */
  readonly key: string;
  readonly span: Span;
  readonly preferred?: true;
  /** What it mends. */
  readonly finding?: { readonly finding: Finding; readonly severity: Severity };
  /** Worked out when somebody asks. */
  edits(): readonly Edit[];
}

/** One kind of things that can be done. */
export interface Offering {
  readonly kind: CodeActionKind;
  /** It is about the whole file: editors that ask for nothing in particular, while the cursor moves, do not mean it. */
  readonly whole?: true;
  offers(asked: Asked): Iterable<Offer>;
}

/** All that can be done. */
export const offerings: readonly Offering[] = [
  { kind: CodeActionKind.QuickFix, offers: quickFixes },
  { kind: CodeActionKind.RefactorRewrite, offers: refactors },
  { kind: fixAllKind, whole: true, offers: fixAll },
];

function* quickFixes({ server, workspace, path, span, isShown }: Asked): Iterable<Offer> {
  for (const finding of workspace.findings(path)) {
    const touches = finding.span[0] <= span[1] && span[0] <= finding.span[1];
    const severity = touches || isShown(finding) ? loudness(finding, workspace.settings, server.analysis.faults) : "off";
    if (severity === "off") continue;
    for (const [index, { title, edits }] of finding.fixes().entries()) {
      if (edits.length === 0) continue;
      yield {
        title, span: finding.span, key: [finding.fault, ...finding.span, index, title].join(" "),
        ...(index === 0 ? { preferred: true } : {}),
        finding: { finding, severity },
        edits: () => edits,
      };
    }
  }
}

function* refactors({ workspace, path, span }: Asked): Iterable<Offer> {
  for (const { title, edits } of workspace.refactors(path, span)) yield { title, span, key: title, edits };
}

function* fixAll({ server, workspace, path, span }: Asked): Iterable<Offer> {
  const shown = (finding: Finding): boolean => loudness(finding, workspace.settings, server.analysis.faults) !== "off";
  const safe = workspace.findings(path).some((finding) => shown(finding) && finding.fixes().some((fix) => fix.safe && fix.edits.length > 0));
  if (safe) yield { title: "Mend all that is safe to mend (Evenloop)", key: fixAllKind, span, edits: () => changeAll(workspace, path, shown) };
}
