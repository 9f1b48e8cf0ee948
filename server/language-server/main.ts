import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { analysis } from "../analysis.js";
import { serve } from "./start.js";
import type { Events } from "./start.js";

/** Serves the client that started this process, over the channel that its arguments name. */
export function start(events: Events): void {
  const connection = createConnection(ProposedFeatures.all);
  // One mistake must not end what an editor relies on: it is told, and the next message is answered.
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => connection.console.error(`Evenloop: this should not have happened, please report it: ${error instanceof Error ? error.stack : String(error)}`));
  }
  serve(connection, analysis, events);
}
