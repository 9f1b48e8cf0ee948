import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Client } from "../server/client.js";
import { generate, large } from "./generate.js";
import { row } from "./measure.js";

const edits = 150;
const warmUp = 30;

/** The programs beside this bundle: the server as it is shipped, and one on the same library that does nothing. */
const program = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const [ours, echo] = [program("bin/language-server.js"), program("bench/echo.js")];

type Language = "py" | "ts";
interface Running { readonly client: Client; end(): Promise<unknown> }

/** (e) What an editor waits for: diagnostics after a keystroke, over standard input and output, beside a server that does nothing; and the first ones. */
export async function latency(): Promise<void> {
  console.log("\n(e) a one-character edit in a 500-file workspace, from didChange to fresh diagnostics over stdio, beside an echo server in the same run");
  for (const language of ["py", "ts"] as const) for (const [lines, goal] of [[1000, 10], [5000, 25]] as const) await keystrokes(language, lines, goal);
  console.log("    an edit at the bottom of a chain of depth 4 among 1,000 modules, seen at its top");
  for (const language of ["py", "ts"] as const) await chain(language);
  console.log("    from spawn to first diagnostics, beside bare node");
  await coldStart("py", "must ≤ 2.0, aim 1.6");
  await coldStart("ts", "must ≤ 5, aim 2.5");
}

async function keystrokes(language: Language, lines: number, goal: number): Promise<void> {
  const { files } = generate(495, language);
  const text = withFindings(large(lines, language), language);
  files.set(`/w/large.${language}`, text);
  await inFolder(files, async (root) => {
    const uri = pathToFileURL(join(root, `large.${language}`)).href;
    const servers = await Promise.all([start(ours, root), start(echo, root)]);
    const places = [...text.matchAll(/1111/g)].map(({ index }) => positionAt(text, index));
    for (const { client } of servers) open(client, uri, text, language);
    // What a server does beside the answers is done by then.
    for (const { client } of servers) await pull(client, uri);
    await until(servers[0].client, 497);
    const times: [number[], number[]] = [[], []];
    const before = await servers[0].client.request("evenloop/stats");
    for (let i = 0; i < edits; i++) {
      const place = places[(i * 7919) % places.length]!;
      const changes = [{ range: { start: place, end: { line: place.line, character: place.character + 1 } }, text: String(1 + ((i + 1) % 9)) }];
      for (const [n, { client }] of servers.entries()) {
        const started = performance.now();
        client.notify("textDocument/didChange", { textDocument: { uri, version: i + 2 }, contentChanges: changes });
        const { items } = await pull(client, uri);
        if (i >= warmUp) times[n]!.push(performance.now() - started);
        if (n === 0 && items.length !== findings) throw new Error(`${items.length} findings`);
      }
    }
    const after = await servers[0].client.request("evenloop/stats");
    const each = (key: string): string => ((after[key] - before[key]) / edits).toFixed(2);
    const [p50, p95] = [quantile(times[0], 0.5), quantile(times[0], 0.95)];
    const [e50, e95] = [quantile(times[1], 0.5), quantile(times[1], 0.95)];
    row(`${language}, ${lines} lines: p50, p95 (echo's)`, `${p50.toFixed(1)}, ${p95.toFixed(1)} ms`, `(${e50.toFixed(1)}, ${e95.toFixed(1)}) p95 ${(p95 / e95).toFixed(1)} x the echo's; must ≤ ${goal} ms where the echo's is 2.6 (${(goal / 2.6).toFixed(1)} x)`);
    row(`${language}, ${lines} lines: functions, files lowered, files checked per edit`, ["functionsLowered", "filesLowered", "filesChecked"].map(each).join(", "), "1, 1, 1");
    await Promise.all(servers.map(({ end }) => end()));
  });
}

async function chain(language: Language): Promise<void> {
  const { files, bottoms } = generate(1000, language);
  const bottom = bottoms[0]!;
  const top = bottom.replace("m4", "m0");
  await inFolder(files, async (root) => {
    const [low, high] = [bottom, top].map((path) => pathToFileURL(join(root, path.slice("/w/".length))).href) as [string, string];
    const servers = await Promise.all([start(ours, root), start(echo, root)]);
    const original = files.get(bottom)!;
    const [from, to] = language === "py" ? ["time.sleep(x)", "math.floor(x)"] : ['readFileSync(x, "utf8")', "x.trim()"];
    const place = positionAt(original, original.indexOf(from));
    for (const { client } of servers) {
      open(client, low, original, language);
      open(client, high, files.get(top)!, language);
      await pull(client, high);
    }
    await until(servers[0].client, 1002);
    const times: [number[], number[]] = [[], []];
    let seen = 0;
    for (let i = 0; i < edits; i++) {
      const [was, is] = i % 2 === 0 ? [from, to] : [to, from];
      const changes = [{ range: { start: place, end: { line: place.line, character: place.character + was.length } }, text: is }];
      for (const [n, { client }] of servers.entries()) {
        const started = performance.now();
        client.notify("textDocument/didChange", { textDocument: { uri: low, version: i + 2 }, contentChanges: changes });
        const { items } = await pull(client, high);
        if (i >= warmUp) times[n]!.push(performance.now() - started);
        if (n === 0 && items.length === i % 2) seen++;
      }
    }
    const [p50, p95, e95] = [quantile(times[0], 0.5), quantile(times[0], 0.95), quantile(times[1], 0.95)];
    row(`${language}: p50, p95; seen`, `${p50.toFixed(1)}, ${p95.toFixed(1)} ms; ${seen} of ${edits}`, `must ≤ 30 ms (echo's p95 ${e95.toFixed(1)})`);
    await Promise.all(servers.map(({ end }) => end()));
  });
}

async function coldStart(language: Language, goal: string): Promise<void> {
  const text = language === "py" ? "import time\n\nasync def main():\n    time.sleep(1)\n" : "import { readFileSync } from 'node:fs';\nexport async function main() {\n  return readFileSync('x');\n}\n";
  await inFolder(new Map([[`/w/main.${language}`, text]]), async (root) => {
    const uri = pathToFileURL(join(root, `main.${language}`)).href;
    const [bare, first]: [number[], number[]] = [[], []];
    for (let i = 0; i < 12; i++) {
      const began = performance.now();
      await new Promise((resolve) => spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }).on("close", resolve));
      const between = performance.now();
      const { client, end } = await start(ours, root, (client) => open(client, uri, text, language));
      const { items } = await pull(client, uri);
      if (i >= 2) {
        bare.push(between - began);
        first.push(performance.now() - between);
      }
      if (items.length !== 1) throw new Error(`${items.length} findings`);
      await end();
    }
    const [node, server] = [quantile(bare, 0.5), quantile(first, 0.5)];
    row(`${language}: first diagnostics / bare node`, `${(server / node).toFixed(2)} x`, `${goal} (${server.toFixed(0)} ms / ${node.toFixed(0)} ms)`);
  });
}

/** How many findings `withFindings` adds. */
const findings = 10;

/** The text with functions at its end in which there is something to find. */
function withFindings(text: string, language: Language): string {
  const added = Array.from({ length: findings }, (_, i) => language === "py"
    ? `import time\nasync def handler_${i}():\n    time.sleep(${i + 1})\n\n`
    : `import { readFileSync as read${i} } from "node:fs";\nexport async function handler${i}(): Promise<void> {\n  read${i}("${i}");\n}\n`);
  return text + added.join("");
}

/** Starts a server on a folder; `early` is sent without waiting for its answer. */
async function start(path: string, root: string, early?: (client: Client) => void): Promise<Running> {
  const child = spawn(process.execPath, [path, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const closed = new Promise((resolve) => child.on("close", resolve));
  const client = new Client(child.stdout, child.stdin);
  const handshake = client.request("initialize", {
    processId: process.pid, rootUri: pathToFileURL(root).href, workspaceFolders: [{ uri: pathToFileURL(root).href, name: "bench" }],
    capabilities: { textDocument: { diagnostic: { relatedInformation: true } }, workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  if (!early) await handshake;
  client.notify("initialized");
  early?.(client);
  const end = async (): Promise<unknown> => {
    await client.request("shutdown");
    client.notify("exit");
    return closed;
  };
  return { client, end };
}

const open = (client: Client, uri: string, text: string, language: Language): void =>
  client.notify("textDocument/didOpen", { textDocument: { uri, languageId: language === "py" ? "python" : "typescript", version: 1, text } });

const pull = (client: Client, uri: string): Promise<{ items: unknown[] }> => client.request("textDocument/diagnostic", { textDocument: { uri } });

/** Waits until so many files have been read: those of the workspace, and the open ones once more. */
async function until(client: Client, files: number): Promise<void> {
  while ((await client.request("evenloop/stats")).filesLowered < files);
}

async function inFolder(files: ReadonlyMap<string, string>, work: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "evenloop-bench-"));
  try {
    for (const [path, text] of files) {
      const file = join(root, path.slice("/w/".length));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function positionAt(text: string, offset: number): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

/** The value below which so large a part of the values lies. */
function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
