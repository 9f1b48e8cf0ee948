import { readdirSync, readFileSync } from "node:fs";
import { CodeActionKind, commands, ConfigurationTarget, extensions, languages, Range, Uri, window, workspace } from "vscode";
import type { CodeAction, Diagnostic, Extension, TextDocument } from "vscode";
import type { Api } from "../../../client/extension.js";

/** What comes of asking until there is something to be had; an error that says what was awaited, and what came last, where nothing comes. */
export async function until<T>(what: string, ask: () => T | Promise<T>, ms = 20_000): Promise<NonNullable<Exclude<T, false | 0 | "">>> {
  let last: unknown;
  for (const end = Date.now() + ms; Date.now() < end; await pause(50)) {
    const answer = await ask();
    if (answer) return answer as NonNullable<Exclude<T, false | 0 | "">>;
    last = answer;
  }
  throw new Error(`Waited ${ms} ms for: ${what} (last: ${String(last)})`);
}

/** Lets time pass. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The extension as VS Code has it. */
export function evenloop(): Extension<Api> {
  const found = extensions.getExtension<Api>("evenloop.evenloop");
  if (!found) throw new Error("The extension is not installed");
  return found;
}

/** Waits until the server is in that state; gives what it says of itself. */
export const state = (wanted: string) =>
  until(`state ${wanted}`, () => {
    const status = evenloop().exports.status();
    return status.state === wanted && status;
  });

/** The place of a file of the workspace. */
export const uriOf = (name: string): Uri => Uri.joinPath(workspace.workspaceFolders![0]!.uri, name);

/** Shows a file of the workspace in an editor. */
export async function show(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uriOf(name));
  await window.showTextDocument(document, { preview: false });
  return document;
}

const faultOf = ({ code }: Diagnostic): unknown => (typeof code === "object" ? code.value : code);

/** The blocking calls that Evenloop finds in a file, which is what the workspace is made for, or those of another fault. TypeScript's own server may speak too. */
export const findings = (name: string, fault = "blocking-call"): Diagnostic[] =>
  languages.getDiagnostics(uriOf(name)).filter((one) => one.source === "evenloop" && faultOf(one) === fault);

/** Waits until there are so many. */
export async function found(name: string, count: number, fault?: string): Promise<Diagnostic[]> {
  await until(`${count} findings in ${name}`, () => findings(name, fault).length === count);
  return findings(name, fault);
}

/** What the editor offers for a place: of that kind, with its edits. */
export async function actions(document: TextDocument, range: Range, kind: CodeActionKind): Promise<CodeAction[]> {
  try {
    return await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range, kind.value, 20);
  } catch (error) {
    // The editor may still be busy with the file; whoever polls asks again.
    if (/Canceled/.test(String(error))) return [];
    throw error;
  }
}

/** Replaces the text of a document, without saving it. */
export async function type(document: TextDocument, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.replace(new Range(0, 0, document.lineCount, 0), text));
}

/** Sets a setting of Evenloop for the workspace; `undefined` takes it away. */
export const set = (name: string, value: unknown) => workspace.getConfiguration("evenloop").update(name, value, ConfigurationTarget.Workspace);

/** Gives up what is not saved and closes all editors. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.files.revert");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}

/** The processes of language servers that this extension host has started. */
export function serverProcesses(): number[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
      return parent === process.pid && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dist/bin/language-server.js");
    } catch {
      return false; // It has just ended.
    }
  });
}
