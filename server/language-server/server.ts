import type { CancellationToken, Connection } from "vscode-languageserver/node";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { Analysis } from "./analysis.js";
import type { Client } from "./client.js";
import type { Documents, OpenDocument } from "./documents.js";
import type { Workspace } from "./workspace.js";
import type { Workspaces } from "./workspaces.js";

/** The language server, once the client has said what it can: what every request works on. */
export interface Server {
  readonly connection: Connection;
  readonly client: Client;
  readonly analysis: Analysis;
  readonly documents: Documents;
  readonly workspaces: Workspaces;
  /** Resolves once it is known what the user has set. */
  readonly configured: Promise<void>;
  /** Something has changed that reports may show: whoever has one that is out of date is told. `edited`: by an edit of this document. */
  changed(edited?: OpenDocument): void;
  /** The client has been given this report of a document. */
  reported(uri: string, id: string): void;
  /** Resolves with the next change after which all that was to be told has been told. */
  nextChange(): Promise<void>;
}

/** Waits until a workspace is up to date, or the request is cancelled. Where little has changed it does not wait at all. */
export async function settled(workspace: Workspace, token: CancellationToken): Promise<void> {
  while (workspace.isSettling || !workspace.advance()) await unlessCancelled(workspace.settle(), token);
}

/** The outcome of some work, or the error that says that the request was cancelled. */
export function unlessCancelled<T>(work: Promise<T>, token: CancellationToken): Promise<T> {
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => reject(cancelled()));
    void work.then(resolve, reject).finally(() => listening.dispose());
  });
}

/** Ends the work on a request that nobody waits for any more. */
export function check(token: CancellationToken): void {
  if (token.isCancellationRequested) throw cancelled();
}

const cancelled = (): ResponseError => new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");

/** Answers a request; where that fails the failure is logged, with what it was about, and the answer is `empty`. */
export async function answer<R>(server: Server, what: string, token: CancellationToken, empty: R, work: () => Promise<R>): Promise<R> {
  try {
    await unlessCancelled(server.configured, token);
    return await work();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    logFailure(server.connection, what, error);
    return empty;
  }
}

/** Takes a notification; where that fails the failure is logged. */
export function take(server: Server, what: string, work: () => void | Promise<void>): void {
  const failed = (error: unknown): void => logFailure(server.connection, what, error);
  try {
    Promise.resolve(work()).catch(failed);
  } catch (error) {
    failed(error);
  }
}

/** Says in the client's log what went wrong. */
export const logFailure = (connection: Connection, what: string, error: unknown): void =>
  connection.console.error(`Evenloop: ${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
