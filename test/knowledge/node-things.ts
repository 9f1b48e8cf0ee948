import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as http from "node:http";
import * as http2 from "node:http2";
import { builtinModules, createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { Socket } from "node:net";
import { PassThrough } from "node:stream";
import * as readline from "node:readline/promises";
import dns from "node:dns";

const require = createRequire(import.meta.url);

/** Names of Node and the language that the oldest Node we run on does not have yet. */
export const newer: ReadonlySet<string> = new Set([
  "Array.fromAsync", "Map.groupBy", "Object.groupBy", "Promise.try", "crypto.argon2Sync", "fs.globSync", "zlib.zstdCompressSync",
  "zlib.zstdDecompressSync",
]);

/** A thing, and the object it was found on (what a call of it needs as `this`). */
export interface Found { readonly owner: unknown; readonly value: unknown }

/** Whether a dotted name speaks of something that this Node should have: a module of it, or a global. */
export function ofNode(name: string): boolean {
  const head = name.slice(0, name.includes(".") ? name.indexOf(".") : undefined);
  return builtinModules.includes(head) || head in globalThis || head === "Body";
}

/**
 * What a canonical name stands for in this Node, undefined where there is nothing. `of` gives an instance of each class that has none
 * to be reached by name; a member of a class is looked for on the class and on its instances.
 */
export function inNode(name: string, of: ReadonlyMap<string, unknown> = new Map()): Found | undefined {
  const instance = [...of.keys()].filter((cls) => name === cls || name.startsWith(`${cls}.`)).sort((a, b) => b.length - a.length)[0];
  if (instance !== undefined) return walk(of.get(instance), name.slice(instance.length + 1));
  const [head = "", ...rest] = name.split(".");
  const path = rest.join(".");
  const global = head in globalThis ? walk((globalThis as Record<string, unknown>)[head], path) : undefined;
  return global ?? (builtinModules.includes(head) ? walk(require(`node:${head}`), path) : undefined);
}

function walk(from: unknown, path: string): Found | undefined {
  let found: Found = { owner: undefined, value: from };
  for (const name of path === "" ? [] : path.split(".")) {
    const next = member(found.value, name);
    if (!next) return undefined;
    found = next;
  }
  return found;
}

function member(of: unknown, name: string): Found | undefined {
  const prototype: unknown = typeof of === "function" ? of.prototype : undefined;
  const owner = [of, prototype].find((candidate) => candidate != null && name in Object(candidate));
  if (owner == null) return undefined;
  try {
    return { owner, value: (owner as Record<string, unknown>)[name] };
  } catch {
    // A getter that wants an instance: it is there, and it is no function.
    return { owner, value: undefined };
  }
}

/** An object with the methods that both have. */
function shared(one: object, other: object): object {
  const names = Object.getOwnPropertyNames(one).filter((name) => name !== "constructor" && name in other);
  return Object.fromEntries(names.map((name) => [name, Object.getOwnPropertyDescriptor(one, name)!.value as unknown]));
}

/** Instances of classes that Node does not export, or whose members only instances have; `release` gives everything back. */
export async function specimens(folder: string): Promise<{ of: ReadonlyMap<string, unknown>; release(): Promise<void> }> {
  const file = `${folder}/specimen.txt`;
  fs.writeFileSync(file, "text");
  const handle = await fs.promises.open(file, "r");
  const dir = await fs.promises.opendir(folder);
  const watcher = fs.watch(folder);
  const resolver = new dns.promises.Resolver({ timeout: 1, tries: 1 });
  resolver.setServers(["127.0.0.1:9"]);
  const child = spawn(process.execPath, ["-v"], { stdio: ["pipe", "pipe", "pipe", "ipc"] });
  const server = http2.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const session = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(session, "connect");
  const stream = session.request({ ":path": "/" });
  const response = new Response("text");
  const request = new http.IncomingMessage(new Socket());
  const of = new Map<string, unknown>([
    ["Body", shared(Request.prototype, Response.prototype)],
    ["fetch.Response", response],
    ["Request", new Request("http://localhost", { method: "POST", body: "{}" })],
    ["Blob", new Blob(["text"])],
    ["ReadableStream", new ReadableStream()],
    ["ReadableStreamDefaultReader", new ReadableStream().getReader()],
    ["fs.promises.FileHandle", handle],
    ["fs.Dir", dir],
    ["fs.FSWatcher", watcher],
    ["fs.StatWatcher", fs.watchFile(file, () => {})],
    ["http.IncomingMessage", request],
    ["http.OutgoingMessage", new http.OutgoingMessage()],
    ["http2.Http2Server", server],
    ["http2.Http2SecureServer", http2.createSecureServer()],
    ["http2.ClientHttp2Session", session],
    ["http2.ClientHttp2Stream", stream],
    ["child_process.ChildProcess", child],
    ["dns.promises.Resolver", resolver],
    ["readline.promises.Interface", readline.createInterface({ input: new PassThrough() })],
    ["readline.promises.Readline", new readline.Readline(new PassThrough())],
  ]);
  const release = async (): Promise<void> => {
    await handle.close().catch(() => {});
    await dir.close();
    watcher.close();
    fs.unwatchFile(file);
    resolver.cancel();
    stream.on("error", () => {}).destroy();
    session.destroy();
    server.close();
    if (child.exitCode === null) await once(child, "exit");
  };
  return { of, release };
}
