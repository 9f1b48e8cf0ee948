import { LanguageStatusSeverity, languages } from "vscode";
import type { Disposable } from "vscode";
import { languageIds } from "./languages.js";

/** How the language server is: what it says of itself (`evenloop/status`), and what only its client can know. */
export interface Status {
  readonly state: "off" | "starting" | "indexing" | "ready" | "failed";
  readonly message?: string | undefined;
  readonly version: string;
}

/** The item among the language's own in the status bar. */
export interface StatusItem extends Disposable { show(status: Status): void }

const words: Readonly<Record<Status["state"], string>> = {
  off: "off (evenloop.enable)",
  starting: "starting",
  indexing: "reading the workspace",
  ready: "ready",
  failed: "stopped by an error",
};

/** Makes the item; it shows nothing of use before `show` is called. */
export function createStatusItem(): StatusItem {
  const item = languages.createLanguageStatusItem("evenloop", languageIds.map((language) => ({ language })));
  item.name = "Evenloop";
  return {
    show({ state, message, version }) {
      item.text = `Evenloop ${version}: ${words[state]}`;
      // There is room for a few words; why it has failed, a message and the output say.
      item.detail = state === "failed" ? "" : (message ?? "");
      item.busy = state === "starting" || state === "indexing";
      item.severity = state === "failed" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
      item.command = state === "failed" ? { title: "Restart", command: "evenloop.restart" } : { title: "Show Output", command: "evenloop.showOutput" };
    },
    dispose: () => item.dispose(),
  };
}
