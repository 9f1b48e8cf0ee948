import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LanguageName } from "../../rules/model/module.js";
import { diskHost } from "../../rules/host/disk.js";
import { createProject } from "../../rules/project.js";
import { parse as parsePython } from "../../rules/python/parser.js";
import { parse as parseTypescript } from "../../rules/typescript/parse.js";
import { memoryHost } from "../support/memory-host.js";
import { cpu, median, row } from "./measure.js";

/** What a process of its own is asked to do with a corpus: nothing but read it, parse it, or analyse it. */
export type Phase = "read" | "parse" | "whole";

interface Corpus { readonly name: string; readonly files: ReadonlyMap<string, string>; readonly parse: (path: string, text: string) => void }

/** (a) The whole analysis of a folder against the bare parse of the same files. */
export function batch(pythonFolder: string | undefined, typescriptFolder: string | undefined): void {
  console.log("\n(a) whole analysis (cross-file graph, all rules) / bare parse, CPU");
  for (const language of ["python", "typescript"] as const) {
    const given = language === "python" ? pythonFolder : typescriptFolder;
    const { name, files, parse } = corpus(language, given);
    processes(name, files, language, given);
    compare(name, files, parse);
  }
}

/** Does one phase, in a process of its own: what `batch` runs. */
export function phase(of: Phase, language: LanguageName, folder: string | undefined): void {
  const { files, parse } = corpus(language, folder);
  if (of === "parse") files.forEach((text, path) => parse(path, text));
  if (of === "whole") whole(files);
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1e6);
}

function corpus(language: LanguageName, folder: string | undefined): Corpus {
  if (language === "python") {
    const stdlib = folder ?? execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])"], { encoding: "utf8" }).trim();
    const files = texts(stdlib, (path) => path.endsWith(".py") && !/\/(test|tests|site-packages|idlelib|lib2to3)\//.test(path));
    return { name: "Python", files, parse: (_, text) => parsePython(text).delete() };
  }
  const modules = join(dirname(fileURLToPath(import.meta.url)), "../../../node_modules");
  const folders = folder ? [folder] : ["eslint/lib", "@typescript-eslint/typescript-estree/dist", "@typescript-eslint/parser/dist", "mocha/lib", "prettier", "@eslint"].map((name) => join(modules, name));
  const files = new Map(folders.filter(existsSync).flatMap((name) => [...texts(name, (path) => /\.[cm]?[jt]sx?$/.test(path) && !path.endsWith(".d.ts"))]));
  return { name: "TypeScript/JavaScript", files, parse: (path, text) => void parseTypescript(path, text) };
}

const whole = (files: ReadonlyMap<string, string>): number => {
  const host = memoryHost(files);
  const project = createProject(host);
  return host.list().reduce((sum, path) => sum + project.findings(path).length, 0);
};

/** As people have it in CI: fresh processes, in turns, the compiler of the engine being as cold as it is there. */
function processes(name: string, files: ReadonlyMap<string, string>, language: LanguageName, folder: string | undefined): void {
  const run = (of: Phase): number => Number(execFileSync(process.execPath, [process.argv[1]!, "--phase", of, "--language", language, ...(folder ? ["--folder", folder] : [])], { encoding: "utf8" }));
  const rounds = Array.from({ length: 5 }, () => ({ read: run("read"), parse: run("parse"), whole: run("whole") }));
  const ratio = median(rounds.map(({ read, parse, whole }) => (whole - read) / (parse - read)));
  const all = median(rounds.map(({ parse, whole }) => whole / parse));
  row(`${name}: whole processes (${files.size} files)`, `${all.toFixed(2)} x`, `must ≤ 2.2, aim 1.7 (what starting and reading cost taken off: ${ratio.toFixed(2)} x; medians of ${rounds.length})`);
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
  const analyse = (): void => void (findings = whole(files));
  // Small folders are gone over more often: a second of work says little while the compiler and the collector work beside it.
  const rounds = Math.min(8, Math.max(4, Math.round(32e6 / bytes)));
  const warmUp = Math.floor(rounds / 4);
  const [parses, wholes]: [number[], number[]] = [[], []];
  let cold = NaN;
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [cpu(bare), cpu(analyse)];
    if (round === 0) cold = b / a;
    if (round < warmUp) continue;
    parses.push(a);
    wholes.push(b);
  }
  const [parsed, analysed] = [median(parses), median(wholes)];
  row(`${name}, one process, warm: ${files.size} files, ${lines} lines, ${(bytes / 1e6).toFixed(1)} MB, ${findings} findings`, `${(analysed / parsed).toFixed(2)} x`, `(parse ${parsed.toFixed(2)} s, whole ${analysed.toFixed(2)} s; medians of ${parses.length}; first round ${cold.toFixed(2)} x)`);
}

