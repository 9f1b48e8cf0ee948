import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { version } from "../../rules/version.js";
import { analysis } from "../analysis.js";
import { serve } from "../language-server/start.js";

const usage = `Usage: evenloop-language-server --stdio

Evenloop's language server: an editor starts it, and speaks the Language Server Protocol with it.

  --stdio          over standard input and output
  --node-ipc       over the channel of a Node process that starts it
  --pipe=NAME      over a named pipe or a Unix socket
  --socket=PORT    over a port of this machine
  --version        print the version
  --help           print this
`;

const args = process.argv.slice(2);
const has = (...names: string[]): boolean => args.some((arg) => names.includes(arg.replace(/=.*/, "")));

if (has("--version", "-V")) process.stdout.write(`${version}\n`);
else if (has("--help", "-h")) process.stdout.write(usage);
else if (!has("--stdio", "--node-ipc", "--pipe", "--socket")) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const connection = createConnection(ProposedFeatures.all);
  // One mistake must not end what an editor relies on: it is told, and the next message is answered.
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => connection.console.error(`Evenloop: this should not have happened, please report it: ${error instanceof Error ? error.stack : String(error)}`));
  }
  serve(connection, analysis);
}
