import { diffLines } from "diff";
import type { Edit, Finding } from "../../rules/rule.js";
import { mend } from "../mend.js";
import type { Workspace } from "./workspace.js";

/** The kind of the action that mends a whole file, by which editors ask for it when a file is saved. */
export const kind = "source.fixAll.evenloop";

/** The edits that make all safe fixes of a file, round by round, as one. */
export function changeAll(workspace: Workspace, path: string, shown: (finding: Finding) => boolean): Edit[] {
  const { host, project } = workspace.bench;
  try {
    const { changed } = mend({ host, files: [path] }, project, (finding) => (shown(finding) ? finding.fixes().find((fix) => fix.safe) : undefined), workspace.settings.strict);
    const change = changed.get(path);
    return change ? editsBetween(change.before, change.after) : [];
  } finally {
    // What was tried on the way is nobody's text.
    workspace.restore(path);
  }
}

/** Edits that make one text of another and touch only what differs, so that cursors and marks stay where they are. */
export function editsBetween(before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let [gone, come] = ["", ""];
  const close = (): void => {
    edits.push(...replacements(before, at - gone.length, gone, come));
    [gone, come] = ["", ""];
  };
  for (const { value, added, removed } of diffLines(before, after)) {
    if (!added && !removed) close();
    if (added) come += value;
    else at += value.length;
    if (removed) gone += value;
  }
  close();
  return edits;
}

/** What makes of some lines at `from` others: line by line where they are as many as before. */
function replacements(before: string, from: number, gone: string, come: string): Edit[] {
  if (gone === come) return [];
  const [old, fresh] = [linesOf(gone), linesOf(come)];
  if (old.length !== fresh.length) return [trimmed(before, from, from + gone.length, come)];
  let at = from;
  return old.flatMap((line, index) => {
    at += line.length;
    return line === fresh[index] ? [] : [trimmed(before, at - line.length, at, fresh[index]!)];
  });
}

/** A text's lines with their ends. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A replacement without what is the same at its two ends. */
function trimmed(before: string, from: number, to: number, text: string): Edit {
  const most = Math.min(to - from, text.length);
  let head = 0;
  while (head < most && before[from + head] === text[head]) head++;
  while (head > 0 && (splits(before, from + head) || splits(text, head))) head--;
  let tail = 0;
  while (tail < most - head && before[to - 1 - tail] === text[text.length - 1 - tail]) tail++;
  while (tail > 0 && (splits(before, to - tail) || splits(text, text.length - tail))) tail--;
  return { span: [from + head, to - tail], text: text.slice(head, text.length - tail) };
}

/** Whether a text must not be cut here: within a character, or within a line's end. */
const splits = (text: string, at: number): boolean => /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(at - 1, at + 1));
