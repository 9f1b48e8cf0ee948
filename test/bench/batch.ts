import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { diskHost } from "../../rules/host/disk.js";
import { createProject } from "../../rules/project.js";
import { parse as parsePython } from "../../rules/python/parser.js";
import { parse as parseTypescript } from "../../rules/typescript/parse.js";
import { memoryHost } from "../support/memory-host.js";
import { cpu, median, row } from "./measure.js";

/** (a) The whole analysis of a folder against the bare parse of the same files, in one process, in turns. */
export function batch(pythonFolder: string | undefined, typescriptFolder: string | undefined): void {
  console.log("\n(a) whole analysis (cross-file graph, all rules) / bare parse, CPU");
  const stdlib = pythonFolder ?? execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])"], { encoding: "utf8" }).trim();
  compare("Python", texts(stdlib, (path) => path.endsWith(".py") && !/\/(test|tests|site-packages|idlelib|lib2to3)\//.test(path)), (_, text) => parsePython(text).delete());
  const modules = join(dirname(fileURLToPath(import.meta.url)), "../../node_modules");
  const folders = typescriptFolder ? [typescriptFolder] : ["eslint/lib", "@typescript-eslint/typescript-estree/dist", "@typescript-eslint/parser/dist", "mocha/lib", "prettier", "@eslint"].map((folder) => join(modules, folder));
  const sources = new Map(folders.filter(existsSync).flatMap((folder) => [...texts(folder, (path) => /\.[cm]?[jt]sx?$/.test(path) && !path.endsWith(".d.ts"))]));
  compare("TypeScript/JavaScript", sources, (path, text) => void parseTypescript(path, text));
}

function texts(folder: string, wanted: (path: string) => boolean): Map<string, string> {
  const host = diskHost(folder);
  const found = new Map<string, string>();
  for (const path of host.list()) {
    const text = wanted(path) ? host.read(path) : undefined;
    // Minified bundles are nobody's source.
    if (text !== undefined && text.length / (text.split("\n").length || 1) < 200) found.set(path, text);
  }
  return found;
}

function compare(name: string, files: ReadonlyMap<string, string>, parse: (path: string, text: string) => void): void {
  const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  const lines = [...files.values()].reduce((sum, text) => sum + text.split("\n").length, 0);
  const bare = (): void => files.forEach((text, path) => parse(path, text));
  let findings = 0;
  const whole = (): void => {
    const host = memoryHost(files);
    const project = createProject(host);
    findings = host.list().reduce((sum, path) => sum + project.findings(path).length, 0);
  };
  // Small folders are gone over more often: a second of work says little while the compiler and the collector work beside it.
  const rounds = Math.min(16, Math.max(4, Math.round(64e6 / bytes)));
  const warmUp = Math.floor(rounds / 4);
  const [parses, wholes]: [number[], number[]] = [[], []];
  let cold = NaN;
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [cpu(bare), cpu(whole)];
    if (round === 0) cold = b / a;
    if (round < warmUp) continue;
    parses.push(a);
    wholes.push(b);
  }
  const [parsed, analysed] = [median(parses), median(wholes)];
  row(`${name}: ${files.size} files, ${lines} lines, ${(bytes / 1e6).toFixed(1)} MB, ${findings} findings`, `${(analysed / parsed).toFixed(2)} x`, `must ≤ 2.2, aim 1.7 (parse ${parsed.toFixed(2)} s, whole ${analysed.toFixed(2)} s; medians of ${parses.length}; first round ${cold.toFixed(2)} x)`);
}

