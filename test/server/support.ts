import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { analysis as shipped } from "../../server/analysis.js";
import type { Analysis } from "../../server/language-server/analysis.js";
import { serve } from "../../server/language-server/start.js";
// @ts-expect-error a script without types
import { bundle, entries } from "../../scripts/build.mjs";
import { Client } from "./client.js";

const home = fileURLToPath(new URL("../..", import.meta.url));
const made: string[] = [];
const running = new Set<() => void>();
let building: Promise<string> | undefined;

/** The server as it is shipped: the path of its program. Built once for all suites. */
export const program = (): Promise<string> => (building ??= build());

async function build(): Promise<string> {
  mkdirSync(join(home, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(home, ".cache/server-"));
  made.push(folder);
  await bundle(folder.slice(home.length), (entries as { to: string }[]).filter(({ to }) => to === "bin/language-server.js"));
  return join(folder, "bin/language-server.js");
}

/** A new folder with these files in it. */
export function folder(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "evenloop-")));
  made.push(root);
  for (const [name, content] of Object.entries(files)) write(root, name, content);
  return root;
}

/** Writes a file into a folder. */
export function write(root: string, name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

after(() => {
  for (const stop of running) stop();
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
  building = undefined;
});

/** The URI of a file in a folder. */
export const uri = (root: string, name = ""): string => pathToFileURL(name === "" ? root : join(root, name)).href;

/** A client of a server process of its own, over standard input and output. */
export async function spawned(...args: readonly string[]): Promise<Client & { readonly code: Promise<number | null>; readonly pid: number; stderr(): string }> {
  const child = spawn(process.execPath, [await program(), ...(args.length === 0 ? ["--stdio"] : args)], { stdio: ["pipe", "pipe", "pipe"] });
  const stop = (): void => void child.kill();
  running.add(stop);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = new Promise<number | null>((resolve) => child.on("close", (status) => {
    running.delete(stop);
    resolve(status);
  }));
  return Object.assign(new Client(child.stdout, child.stdin), { code, pid: child.pid!, stderr: () => said });
}

/** A client of a server in this process: the same bytes, without the wait for a process. */
export function here(analysis: Analysis = shipped): Client {
  const [there, back] = [new PassThrough(), new PassThrough()];
  serve(createConnection(ProposedFeatures.all, new StreamMessageReader(there), new StreamMessageWriter(back)), analysis);
  return new Client(back, there);
}

/** What a client says that it can: one like VS Code, and one that can hardly do anything. */
export const able = {
  general: { positionEncodings: ["utf-16"] },
  window: { workDoneProgress: true },
  workspace: {
    configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true, dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
};
export const plain = { textDocument: { publishDiagnostics: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } };

/** How a client introduces itself. */
export interface Introduction { readonly capabilities?: object; readonly roots?: readonly string[]; readonly options?: unknown; readonly settings?: (uri: string | undefined) => unknown }

/** Goes through the handshake; gives what the server says that it can. */
export async function introduce(client: Client, { capabilities = able, roots = [], options, settings }: Introduction): Promise<any> {
  if (settings) client.answers.set("workspace/configuration", ({ items }) => items.map(({ scopeUri }: any) => settings(scopeUri)));
  const answer = await client.request("initialize", {
    // A server in this process would watch over it for ever.
    processId: "pid" in client ? process.pid : null, capabilities, rootUri: null,
    workspaceFolders: roots.length === 0 ? null : roots.map((root) => ({ uri: uri(root), name: root })),
    ...(options === undefined ? {} : { initializationOptions: options }),
  });
  client.notify("initialized");
  return answer;
}

/** Opens a document. */
export function open(client: Client, documentUri: string, text: string, languageId = languageOf(documentUri), version = 1): void {
  client.notify("textDocument/didOpen", { textDocument: { uri: documentUri, languageId, version, text } });
}

const languageOf = (name: string): string => (name.endsWith(".py") ? "python" : "typescript");

/** Replaces a document's text. */
export const change = (client: Client, documentUri: string, text: string, version: number): void =>
  client.notify("textDocument/didChange", { textDocument: { uri: documentUri, version }, contentChanges: [{ text }] });

/** Asks for the diagnostics of a document. */
export const pull = (client: Client, documentUri: string, previousResultId?: string): Promise<any> =>
  client.request("textDocument/diagnostic", { textDocument: { uri: documentUri }, ...(previousResultId === undefined ? {} : { previousResultId }) });

/** The messages of a report, each with its line (from 0). */
export const said = ({ items }: { readonly items: readonly any[] }): string[] => items.map(({ range, code }) => `${range.start.line} ${code}`);

/** A server process after the handshake. */
export async function started(introduction: Introduction): Promise<Awaited<ReturnType<typeof spawned>>> {
  const client = await spawned();
  await introduce(client, introduction);
  return client;
}

/** A server in this process after the handshake. */
export async function served(introduction: Introduction): Promise<Client> {
  const client = here();
  await introduce(client, introduction);
  return client;
}

/** The actions that are offered at a place. */
export const actions = (client: Client, documentUri: string, line: number, character: number, context: object = {}): Promise<any[]> => {
  const place = { line, character };
  return client.request("textDocument/codeAction", { textDocument: { uri: documentUri }, range: { start: place, end: place }, context: { diagnostics: [], ...context } });
};

/** A text after edits as a client applies them (columns in UTF-16 units). */
export function edited(text: string, edits: readonly any[]): string {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  const at = ({ line, character }: any): number => starts[line]! + character;
  return [...edits].reverse().reduce((result, { range, newText }) => result.slice(0, at(range.start)) + newText + result.slice(at(range.end)), text);
}
