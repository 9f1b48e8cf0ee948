import { DidChangeConfigurationNotification, MessageType, ShowMessageNotification } from "vscode-languageserver/node";
import { readSettings } from "./settings.js";
import type { Settings } from "./settings.js";
import { logFailure } from "./server.js";
import type { Server } from "./server.js";
import { uriOf } from "./uris.js";

/** What the user has set, by whatever way the client tells it. */
export interface Configuration {
  /** Asks the client (where it answers such questions), and puts the settings into force. */
  load(): Promise<void>;
  /** The client says that something was set: what, or only that. */
  changed(settings: unknown): Promise<void>;
}

/** The name of the section. */
const section = "evenloop";

/** `given`: what the client gave at the start; it holds until something else is said. */
export function createConfiguration(serverOf: () => Server, given: unknown): Configuration {
  let fallback = sectionOf(given);
  let shown = "";

  async function load(): Promise<void> {
    const { client, workspaces, connection } = serverOf();
    const roots = [...workspaces.folders().keys()];
    let values: unknown[] = [];
    if (client.configuration) {
      try {
        const asked: unknown = await connection.workspace.getConfiguration([{ section }, ...roots.map((root) => ({ section, scopeUri: uriOf(root) }))]);
        if (Array.isArray(asked)) values = asked;
      } catch (error) {
        logFailure(connection, "workspace/configuration", error);
      }
    }
    const complaints = new Set<string>();
    const read = (value: unknown): Settings => {
      const { settings, complaints: found } = readSettings(value ?? fallback, serverOf().analysis.faults);
      for (const complaint of found) complaints.add(complaint);
      return settings;
    };
    const [general, ...own] = [values[0], ...roots.map((_, index) => values[index + 1])].map(read);
    workspaces.configure(general!, new Map(roots.map((root, index) => [root, own[index]!])));
    complain([...complaints].join("\n"));
  }

  /** Says what is wrong, once as long as it stays the same. */
  function complain(message: string): void {
    if (message !== shown && message !== "") void serverOf().connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    shown = message;
  }

  return {
    load,
    async changed(settings) {
      const told = sectionOf(settings, false);
      if (told !== undefined && told !== null) fallback = told;
      await load();
    },
  };
}

/** Asks the client to tell when something is set. */
export async function watchConfiguration({ client, connection }: Server): Promise<void> {
  if (client.configuration && client.configurationEvents) await connection.client.register(DidChangeConfigurationNotification.type, { section });
}

/** The section in what a client gives: under its name, else (`bare`) all of it. */
function sectionOf(given: unknown, bare = true): unknown {
  if (typeof given !== "object" || given === null) return undefined;
  const named = (given as Readonly<Record<string, unknown>>)[section];
  return named ?? (bare ? given : undefined);
}
