import type { LogOutputChannel } from "vscode";
import { createConnection } from "./connection.js";
import type { Connection } from "./connection.js";
import type { Status } from "./status.js";

/** What keeping a server running needs. */
export interface ServerOptions {
  /** The server's module on disk. */
  readonly module: string;
  /** The version of the extension, shown until the server has told its own. */
  readonly version: string;
  readonly output: LogOutputChannel;
  readonly traces: LogOutputChannel;
  onStatus(status: Status): void;
}

/** The language server, kept running. What is asked of it is done one after the other. */
export interface Server {
  /** Starts it, unless it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** A server that ends by itself is started again at most so many times within this time (milliseconds). */
const restarts = { most: 3, within: 180_000 };

/** Makes the server; nothing runs before `start`. */
export function createServer({ module, version, output, traces, onStatus }: ServerOptions): Server {
  let connection: Connection | undefined;
  let wanted = false;
  let gaveUp = false;
  let ends: number[] = [];
  let queue: Promise<void> = Promise.resolve();
  const fail = (message: string) => onStatus({ state: "failed", message, version });
  const inTurn = (work: () => Promise<void>): Promise<void> => (queue = queue.then(work).catch((error: Error) => fail(error.message)));

  async function start(): Promise<void> {
    if (connection) return;
    gaveUp = false;
    onStatus({ state: "starting", version });
    const starting: Connection = createConnection({
      module, output, traces,
      onStatus: (status) => {
        if (connection !== starting) return;
        gaveUp = status.state === "failed";
        onStatus(status);
      },
      onEnd: () => {
        if (connection === starting) ended(starting);
      },
    });
    connection = starting;
    try {
      await starting.start();
    } catch (error) {
      connection = undefined;
      fail(`The language server cannot start: ${starting.lastWords() ?? (error as Error).message}`);
      await starting.stop();
    }
  }

  async function stop(): Promise<void> {
    const stopping = connection;
    connection = undefined;
    await stopping?.stop();
  }

  function ended(gone: Connection): void {
    connection = undefined;
    // It has said itself that it cannot go on, and why.
    if (gaveUp) return;
    const now = Date.now();
    ends = [...ends.filter((time) => now - time < restarts.within), now];
    const reason = gone.lastWords() ?? "it gave no reason";
    if (ends.length > restarts.most) return fail(`The language server stopped ${ends.length} times in ${restarts.within / 60_000} minutes: ${reason}`);
    output.warn(`The language server stopped (${reason}) and is started again.`);
    void inTurn(async () => {
      if (wanted) await start();
    });
  }

  return {
    start: () => inTurn(async () => {
      wanted = true;
      await start();
    }),
    stop: () => inTurn(async () => {
      wanted = false;
      await stop();
      onStatus({ state: "off", version });
    }),
    restart: () => inTurn(async () => {
      wanted = true;
      ends = [];
      await stop();
      await start();
    }),
  };
}
