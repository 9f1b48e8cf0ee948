import ts from "typescript";
import type { Tree } from "web-tree-sitter";
import { createProject } from "../../rules/project.js";
import { parse as parsePython } from "../../rules/python/parser.js";
import { parse as parseTypescript } from "../../rules/typescript/parse.js";
import { memoryHost } from "../support/memory-host.js";
import { generate, large } from "./generate.js";
import { median, row, wall } from "./measure.js";

const edits = 60;

/** (c) What a one-character edit costs in a 5,000-line file of a 500-file workspace, and how far an edit is seen. */
export function edit(): void {
  console.log("\n(c) a one-character edit in a 5,000-line file of a 500-file workspace");
  for (const language of ["py", "ts"] as const) {
    keystrokes(language);
    chain(language);
  }
}

function keystrokes(language: "py" | "ts"): void {
  const { files } = generate(495, language);
  const path = `/w/large.${language}`;
  const text = large(5000, language);
  // In the middle of the file, one digit of a number: 1111, 2111, 3111, …
  const at = text.indexOf("1111", text.length / 2);
  const variant = (i: number): string => text.slice(0, at) + String(1 + (i % 9)) + text.slice(at + 1);
  files.set(path, text);
  const project = createProject(memoryHost(files));
  for (const file of files.keys()) project.findings(file);
  files.set(path, variant(0));
  project.update(path);
  project.findings(path);
  const bare = reparser(language, path, variant(0), at);
  const [ours, theirs]: [number[], number[]] = [[], []];
  const before = { ...project.stats };
  for (let i = 1; i <= edits; i++) {
    const next = variant(i);
    theirs.push(wall(() => bare(next)));
    files.set(path, next);
    ours.push(wall(() => {
      project.update(path);
      project.findings(path);
    }));
  }
  const each = (key: keyof typeof before): string => ((project.stats[key] - before[key]) / edits).toFixed(2);
  const ratio = median(ours.map((time, i) => time / theirs[i]!));
  row(`${language}: update and findings / bare incremental reparse`, `${ratio.toFixed(2)} x`, `must ≤ 5 (${median(ours).toFixed(2)} ms / ${median(theirs).toFixed(2)} ms)`);
  row(`${language}: functions lowered again, files lowered, files checked per edit`, `${each("functionsLowered")}, ${each("filesLowered")}, ${each("filesChecked")}`, "1, 1, 1");
}

/** The parser's own incremental reparse after a change of the one character at `at`. */
function reparser(language: "py" | "ts", path: string, first: string, at: number): (text: string) => void {
  if (language === "ts") {
    let file = parseTypescript(path, first);
    return (text) => void (file = ts.updateSourceFile(file, text, { span: { start: at, length: 1 }, newLength: 1 }));
  }
  let tree: Tree = parsePython(first);
  const line = first.slice(0, at).split("\n").length - 1;
  const column = at - first.lastIndexOf("\n", at) - 1;
  return (text) => {
    const place = { startIndex: at, oldEndIndex: at + 1, newEndIndex: at + 1, startPosition: { row: line, column }, oldEndPosition: { row: line, column: column + 1 }, newEndPosition: { row: line, column: column + 1 } };
    tree.edit(place as Parameters<Tree["edit"]>[0]);
    const next = parsePython(text, tree);
    tree.delete();
    tree = next;
  };
}

function chain(language: "py" | "ts"): void {
  const { files, bottoms } = generate(1000, language);
  const bottom = bottoms[0]!;
  const top = bottom.replace("m4", "m0");
  const project = createProject(memoryHost(files));
  for (const file of files.keys()) project.findings(file);
  const original = files.get(bottom)!;
  const mended = language === "py" ? original.replace("time.sleep(x)", "math.sqrt(x)") : original.replace('readFileSync(x, "utf8")', "x.trim()");
  const times: number[] = [];
  let seen = 0;
  const before = project.stats.filesChecked;
  for (let i = 0; i < edits; i++) {
    const fault = i % 2 === 1;
    files.set(bottom, fault ? original : mended);
    times.push(wall(() => {
      project.update(bottom);
      if (project.findings(top).length === (fault ? 1 : 0)) seen++;
    }));
  }
  row(`${language}: an edit at the bottom of a chain is seen at its top`, `${seen} of ${edits}`, `all (median ${median(times).toFixed(2)} ms; ${((project.stats.filesChecked - before) / edits).toFixed(2)} files checked)`);
}
