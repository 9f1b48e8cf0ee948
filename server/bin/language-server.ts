import nodeModule from "node:module";
import { version } from "../../rules/version.js";

const usage = `Usage: evenloop-language-server --stdio

Evenloop's language server: an editor starts it, and speaks the Language Server Protocol with it.

  --stdio          over standard input and output
  --node-ipc       over the channel of a Node process that starts it
  --pipe=NAME      over a named pipe or a Unix socket
  --socket=PORT    over a port of this machine
  --version        print the version
  --help           print this
`;

/** What newer versions of Node have: they keep what they have compiled, so that the next start is faster. */
interface Compiled { enableCompileCache?(): unknown; flushCompileCache?(): void }

const args = process.argv.slice(2);
const has = (...names: string[]): boolean => args.some((arg) => names.includes(arg.replace(/=.*/, "")));

if (has("--version", "-V")) process.stdout.write(`${version}\n`);
else if (has("--help", "-h")) process.stdout.write(usage);
else if (!has("--stdio", "--node-ipc", "--pipe", "--socket")) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const compiled = nodeModule as Compiled;
  compiled.enableCompileCache?.();
  const { start } = await import("../language-server/main.js");
  // Editors do not always let a server end by itself, which is when it would be kept.
  start({ settled: () => compiled.flushCompileCache?.() });
}
