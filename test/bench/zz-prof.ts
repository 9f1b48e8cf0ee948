import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "../server/client.js";
import { generate, large } from "./generate.js";
const language = process.argv[2] as "py" | "ts"; const lines = Number(process.argv[3] ?? 5000);
const root = mkdtempSync("/tmp/lat/w-");
const { files } = generate(495, language);
let text = large(lines, language);
for (let i = 0; i < 10; i++) text += language === "py" ? `import time\nasync def handler_${i}():\n    time.sleep(${i + 1})\n\n` : `import { readFileSync as read${i} } from "node:fs";\nexport async function handler${i}(): Promise<void> {\n  read${i}("${i}");\n}\n`;
files.set(`/w/large.${language}`, text);
for (const [p, t] of files) { const f = join(root, p.slice(3)); mkdirSync(dirname(f), { recursive: true }); writeFileSync(f, t); }
const child = spawn(process.execPath, ["--cpu-prof", "--cpu-prof-interval", "200", "--cpu-prof-dir", "/tmp/lat/prof", "/work/main/dist/measured/bin/language-server.js", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const client = new Client(child.stdout, child.stdin);
await client.request("initialize", { processId: null, rootUri: pathToFileURL(root).href, capabilities: { textDocument: { diagnostic: { relatedInformation: true } }, workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } });
client.notify("initialized");
const uri = pathToFileURL(join(root, `large.${language}`)).href;
client.notify("textDocument/didOpen", { textDocument: { uri, languageId: language === "py" ? "python" : "typescript", version: 1, text } });
const pull = () => client.request("textDocument/diagnostic", { textDocument: { uri } });
await pull();
while ((await client.request("evenloop/stats")).filesLowered < 497);
const places = [...text.matchAll(/1111/g)].map(({ index }) => { const l = text.slice(0, index).split("\n"); return { line: l.length - 1, character: l.at(-1)!.length }; });
const times: number[] = [];
for (let i = 0; i < 400; i++) {
  const place = places[(i * 7919) % places.length]!;
  const t = performance.now();
  client.notify("textDocument/didChange", { textDocument: { uri, version: i + 2 }, contentChanges: [{ range: { start: place, end: { line: place.line, character: place.character + 1 } }, text: String(1 + ((i + 1) % 9)) }] });
  await pull();
  times.push(performance.now() - t);
}
times.sort((a, b) => a - b); console.log(language, lines, times[200]!.toFixed(2), times[380]!.toFixed(2));
await client.request("shutdown"); client.notify("exit");
