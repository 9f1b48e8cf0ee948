import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { LogOutputChannel } from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind } from "vscode-languageclient/node";
import type { LanguageClientOptions } from "vscode-languageclient/node";
import { documents } from "./languages.js";
import type { Status } from "./status.js";

/** What a connection to a server needs. */
export interface ConnectionOptions {
  /** The server's module on disk. */
  readonly module: string;
  readonly output: LogOutputChannel;
  readonly traces: LogOutputChannel;
  /** What the server says of itself. */
  onStatus(status: Status): void;
  /** The server is gone, though nobody asked it to go. */
  onEnd(): void;
}

/** One server process and the connection to it. When it has ended it is not used again: the next one is made anew. */
export interface Connection {
  /** Resolves once the server runs; rejects with the reason why it does not. */
  start(): Promise<void>;
  /** Never rejects: a server that does not listen any more is killed. */
  stop(): Promise<void>;
  /** The line of its standard error that says what went wrong. */
  lastWords(): string | undefined;
}

/** How long a server may take until it answers for the first time (milliseconds): it reads no code before. */
const patience = 60_000;

/** Whoever owns the connection tells people what has happened, once and in its own words. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  // It is also called by the client itself, when a start has failed, and nobody waits for it then.
  override async stop(timeout?: number): Promise<void> {
    await super.stop(timeout).catch((reason: Error) => this.debug(`The language server did not stop by itself: ${reason.message}`));
  }
}

/** Makes a connection; nothing runs before `start`. */
export function createConnection({ module, output, traces, onStatus, onEnd }: ConnectionOptions): Connection {
  let started: Promise<unknown> = Promise.resolve();
  let hasRun = false;
  let stopping = false;
  let words: string | undefined;

  const log = (stream: Readable, line: (text: string) => void) => createInterface({ input: stream }).on("line", line);
  const options: LanguageClientOptions = {
    documentSelector: documents,
    outputChannel: output,
    traceOutputChannel: traces,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { status: true },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // Waits for the start to have failed first: the client would forget the promise that it is about to reject.
      closed: () => started.then(() => ({ action: CloseAction.DoNotRestart, handled: true })),
    },
    stdioOptions: {
      stdout: (stream) => log(stream, (line) => output.info(line)),
      stderr: (stream) => log(stream, (line) => {
        output.error(line);
        if (/^\S*error\b.*:/i.test(line)) words ??= line.replace(/^Error: /, "");
      }),
    },
  };
  const client = new QuietClient("evenloop", "Evenloop", { module, transport: TransportKind.ipc }, options);
  client.onNotification("evenloop/status", onStatus);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) hasRun = true;
    if (newState === State.Stopped && hasRun && !stopping) onEnd();
  });

  return {
    async start() {
      const starting = client.start();
      started = starting.catch(() => {});
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`it has not answered within ${patience / 1000} seconds`)), patience)));
      await Promise.race([starting, late]).finally(() => clearTimeout(timer));
    },
    async stop() {
      stopping = true;
      await client.stop();
    },
    lastWords: () => words,
  };
}
