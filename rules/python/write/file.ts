import type { Node, Tree } from "web-tree-sitter";
import type { Source } from "../../rule.js";
import { parse } from "../parser.js";
import { parts } from "./tree.js";

/** A text to be mended, with its syntax. */
export interface PythonFile {
  readonly text: string;
  readonly root: Node;
  /** How its lines end. */
  readonly eol: "\n" | "\r\n";
}

let last: { readonly file: PythonFile; readonly tree: Tree } | undefined;

/** The syntax of a text. That of the last one is kept, as a text mostly has more than one finding: no node may be used after another text is read. */
export function fileOf({ text }: Source): PythonFile {
  if (last?.file.text === text) return last.file;
  const tree = parse(text);
  last?.tree.delete();
  last = { tree, file: { text, root: tree.rootNode, eol: /^[^\n]*\r\n/.test(text) ? "\r\n" : "\n" } };
  return last.file;
}

/** `compute`, done once for a text: a file may have thousands of findings, and what is asked of all of it must not be asked for each. */
export function once<T>(compute: (file: PythonFile) => T): (file: PythonFile) => T {
  const known = new WeakMap<PythonFile, { readonly value: T }>();
  return (file) => {
    let kept = known.get(file);
    if (!kept) known.set(file, (kept = { value: compute(file) }));
    return kept.value;
  };
}

/** The statements of the module. */
export const statementsOf = once(({ root }) => parts(root));

/** The blanks at the start of the line of an offset. */
export function indentAt(file: PythonFile, at: number): string {
  return /^[ \t\f]*/.exec(file.text.slice(lineStart(file, at)))![0];
}

/** The offset at which the line of an offset begins. */
export const lineStart = (file: PythonFile, at: number): number => Math.max(file.text.lastIndexOf("\n", at - 1) + 1, bom(file));

/** The offset at which the line of an offset ends, its line break not counted. */
export function lineEnd(file: PythonFile, at: number): number {
  const found = file.text.indexOf("\n", at);
  if (found < 0) return file.text.length;
  return file.text[found - 1] === "\r" && found > at ? found - 1 : found;
}

/** Whether nothing but blanks stands before the offset on its line. */
export const beginsLine = (file: PythonFile, at: number): boolean => /^[ \t\f]*$/.test(file.text.slice(lineStart(file, at), at));

/** 1 where the text begins with a byte order mark, else 0. */
export const bom = (file: PythonFile): number => (file.text.startsWith("\uFEFF") ? 1 : 0);
