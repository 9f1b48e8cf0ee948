import type ts from "typescript";
import type { Edit } from "../../rule.js";

/** Puts `text` in before `offset`. */
export const insert = (offset: number, text: string): Edit => ({ span: [offset, offset], text });

/** Replaces a node, comments before it excluded. */
export const replace = (node: ts.Node, text: string): Edit => ({ span: [node.getStart(), node.end], text });

/** Puts a word in before `node`, apart from a word that touches it (`return[f][0]()`). */
export function insertWord(node: ts.Node, text: string): Edit {
  const start = node.getStart();
  const touching = /[\w$]/.test(node.getSourceFile().text.charAt(start - 1));
  return insert(start, touching ? ` ${text}` : text);
}

/** The edits as a Fix wants them: by position, those that meet at an insertion made one. */
export function ordered(edits: readonly Edit[]): readonly Edit[] {
  const rank = (edit: Edit): number => edit.span[1] - edit.span[0];
  const sorted = [...edits].sort((a, b) => a.span[0] - b.span[0] || rank(a) - rank(b));
  const result: Edit[] = [];
  for (const edit of sorted) {
    const before = result.at(-1);
    const meets = before !== undefined && before.span[1] === edit.span[0] && (isInsertion(before) || isInsertion(edit));
    if (meets) result[result.length - 1] = { span: [before.span[0], edit.span[1]], text: before.text + edit.text };
    else result.push(edit);
  }
  return result;
}

const isInsertion = (edit: Edit): boolean => edit.span[0] === edit.span[1];
