import type { Connection } from "vscode-languageserver/node";
import type { Client } from "./client.js";
import { reportOf } from "./diagnostic.js";
import type { OpenDocument } from "./documents.js";
import { pause, slice } from "./pause.js";
import { logFailure } from "./server.js";
import type { Server } from "./server.js";

/** Sees to it that the reports of open documents which the client shows stay right. */
export interface Telling extends Pick<Server, "changed" | "reported" | "nextChange"> {
  /** A document is closed: its report is shown no more. */
  closed(uri: string): void;
  /** What is shown of files that are not open may be wrong too: whoever asks for reports is to ask again for all of them. */
  askAgain(): void;
}

/**
 * Tells of reports that have changed: those who ask for them are told to ask again, to the others they are sent. Of an edited document
 * the first ask unbidden. Work on the newest state goes before all else: each change makes it begin anew.
 */
export function createTelling(connection: Connection, client: Client, serverOf: () => Server): Telling {
  /** By URI: the report that the client has, or knows of. */
  const told = new Map<string, string>();
  const edited = new Set<string>();
  let waiting: (() => void)[] = [];
  let changes = 0;
  let seen = 0;
  let running = false;
  let all = false;

  function changed(document?: OpenDocument): void {
    if (document) edited.add(document.uri);
    changes++;
    if (!running) void run();
  }

  async function run(): Promise<void> {
    running = true;
    let done: number;
    do {
      done = changes;
      // Whatever has been sent together with the change comes first.
      await pause();
      if (done === changes) await round(() => done !== changes);
    } while (done !== changes);
    running = false;
    if (seen === changes) return;
    seen = changes;
    for (const wake of waiting.splice(0)) wake();
  }

  /** Looks at every open document; those that were edited come first. Ends early once it is `outdated`. */
  async function round(outdated: () => boolean): Promise<void> {
    const { documents, workspaces } = serverOf();
    const ordered = [...documents.all()].sort((a, b) => Number(edited.has(b.uri)) - Number(edited.has(a.uri)));
    let refresh = all;
    let over = slice();
    for (const { uri, path } of ordered) {
      const workspace = path === undefined ? undefined : workspaces.of(path);
      if (path === undefined || !workspace || !concerns(uri)) continue;
      if (over()) {
        await pause();
        over = slice();
      }
      try {
        if (workspace.settings.enable) while (workspace.isSettling || !workspace.advance()) await workspace.settle();
        if (outdated()) return;
        // While it was waited for, the document may have been closed.
        const document = documents.get(uri);
        if (document) refresh = look(document) || refresh;
      } catch (error) {
        edited.delete(uri);
        logFailure(connection, `telling of the diagnostics of ${uri}`, error);
      }
    }
    all = false;
    if (refresh && client.refreshes) connection.languages.diagnostics.refresh().catch((error: unknown) => logFailure(connection, "workspace/diagnostic/refresh", error));
    for (const workspace of workspaces.all()) while (!outdated() && workspace.warm()) await pause();
  }

  /** Whether a document's report may have to be told: who asks does so unbidden when a document is new or edited. */
  function concerns(uri: string): boolean {
    return !client.pulls || (!edited.delete(uri) && told.has(uri));
  }

  /** Sends the report of a document where that is due; whether the client is to ask for it. */
  function look({ uri, path, version }: OpenDocument): boolean {
    const { items, id } = reportOf(serverOf(), path!);
    const isNew = told.get(uri) !== id;
    told.set(uri, id);
    if (client.pulls) return isNew;
    if (edited.delete(uri) || isNew) void connection.sendDiagnostics({ uri, version, diagnostics: [...items] });
    return false;
  }

  return {
    changed,
    reported(uri, id) {
      told.set(uri, id);
      // Now there is time for what can wait.
      if (!running) void run();
    },
    nextChange: () => new Promise((resolve) => waiting.push(resolve)),
    closed(uri) {
      edited.delete(uri);
      if (told.delete(uri) && !client.pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    askAgain() {
      all = true;
      changed();
    },
  };
}
