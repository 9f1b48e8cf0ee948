import type { WorkDoneProgressServerReporter } from "vscode-languageserver/node";
import { version } from "../../rules/version.js";
import { logFailure } from "./server.js";
import type { Server } from "./server.js";
import type { Workspace } from "./workspace.js";

/** How the server is, for clients that show it. */
export type State = "starting" | "indexing" | "ready" | "failed";

/** Tells the client how the server is, where it wants to know. */
export function tellState({ client, connection }: Pick<Server, "client" | "connection">, state: State, message?: string): void {
  if (client.status) void connection.sendNotification("evenloop/status", { state, ...(message === undefined ? {} : { message }), version });
}

/** Reads folders, so that whoever asks next is answered at once; meanwhile it says how far it is. */
export async function index(server: Server, folders: readonly Workspace[]): Promise<void> {
  const { connection, client } = server;
  const all = folders.filter(({ settings }) => settings.enable);
  tellState(server, "indexing");
  const bar = all.length > 0 && client.progress ? startBar(server) : undefined;
  try {
    for (const workspace of all) {
      workspace.onTurn = () => bar?.show(workspace.progress);
      await workspace.settle();
      workspace.onTurn = undefined;
    }
    tellState(server, "ready");
  } catch (error) {
    logFailure(connection, "reading the workspace", error);
    tellState(server, "failed", error instanceof Error ? error.message : String(error));
  } finally {
    bar?.end();
  }
}

/** A bar of progress in the client. It may take a while until the client has made it. */
function startBar({ connection }: Server): { show(progress: { readonly done: number; readonly total: number }): void; end(): void } {
  let reporter: WorkDoneProgressServerReporter | undefined;
  let shown = 0;
  const made = connection.window.createWorkDoneProgress().then((given) => {
    reporter = given;
    given.begin("Evenloop", 0, "reading the workspace");
  });
  made.catch((error: unknown) => logFailure(connection, "window/workDoneProgress/create", error));
  return {
    show({ done, total }) {
      const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
      if (!reporter || percent <= shown) return;
      shown = percent;
      reporter.report(percent, `${done} of ${total} files`);
    },
    end: () => void made.then(() => reporter!.done(), () => undefined),
  };
}
