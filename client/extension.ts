import { commands, window, workspace } from "vscode";
import type { ExtensionContext } from "vscode";
import { createServer } from "./server.js";
import type { Server } from "./server.js";
import { createStatusItem } from "./status.js";
import type { Status } from "./status.js";
import { traceChannel } from "./trace.js";

/** What the extension lets other extensions see. */
export interface Api { status(): Status }

let server: Server | undefined;

/** Whether Evenloop is to run for one of the folders at least. For those where it is not the server is silent. */
function isEnabled(): boolean {
  const folders = workspace.workspaceFolders ?? [];
  return (folders.length > 0 ? folders : [undefined]).some((folder) => workspace.getConfiguration("evenloop", folder).get("enable", true));
}

/** Called by VS Code when a file of one of the languages is opened, or a command is run. */
export function activate(context: ExtensionContext): Api {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const output = window.createOutputChannel("Evenloop", { log: true });
  const traces = traceChannel(output);
  const item = createStatusItem();
  let current: Status = { state: "off", version };
  const onStatus = (status: Status) => {
    const failed = status.state === "failed" && current.state !== "failed";
    current = status;
    item.show(status);
    if (failed) void tell(`Evenloop: ${status.message ?? "the language server failed."}`);
  };
  onStatus(current);

  const running = createServer({ module: context.asAbsolutePath("dist/bin/language-server.js"), version, output, traces: traces.channel, onStatus });
  server = running;
  const follow = () => (isEnabled() ? running.start() : running.stop());
  context.subscriptions.push(
    output, traces.disposable, item,
    commands.registerCommand("evenloop.showOutput", () => output.show()),
    commands.registerCommand("evenloop.restart", () => {
      if (isEnabled()) return running.restart();
      void tellOff();
      return undefined;
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("evenloop.enable")) void follow();
    }),
    workspace.onDidChangeWorkspaceFolders(follow),
  );
  void follow();
  return { status: () => current };
}

/** Called by VS Code before it ends. */
export const deactivate = (): Promise<void> | undefined => server?.stop();

async function tell(message: string): Promise<void> {
  const choice = await window.showErrorMessage(message, "Restart", "Show Output");
  if (choice === "Restart") await commands.executeCommand("evenloop.restart");
  if (choice === "Show Output") await commands.executeCommand("evenloop.showOutput");
}

async function tellOff(): Promise<void> {
  const choice = await window.showInformationMessage("Evenloop is switched off by the setting evenloop.enable.", "Open Settings");
  if (choice) await commands.executeCommand("workbench.action.openSettings", "evenloop.enable");
}
