import type { Edit, Fix } from "../../rules/rule.js";

/** The fixes that can be applied at once, first come first served; the others have to wait until these are done. */
export function compatible(fixes: readonly Fix[]): Fix[] {
  const taken: Edit[] = [];
  return fixes.filter((fix) => {
    const fits = fix.edits.every((edit) => taken.every((other) => isSameLines(edit, other) || !clash(edit, other)));
    if (fits) taken.push(...fix.edits);
    return fits;
  });
}

/** The text with the edits of all fixes made. The fixes are compatible; lines that several of them add are added once. */
export function applied(text: string, fixes: readonly Fix[]): string {
  const edits = new Map<unknown, Edit>();
  for (const fix of fixes) for (const edit of fix.edits) edits.set(addsLines(edit) ? `${edit.span[0]} ${edit.text}` : edit, edit);
  const inOrder = [...edits.values()].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  let result = "";
  let from = 0;
  for (const edit of inOrder) {
    result += text.slice(from, edit.span[0]) + edit.text;
    from = edit.span[1];
  }
  return result + text.slice(from);
}

/** A fix as one replacement: its edits with what stands between them. */
export function joined(text: string, fix: Fix): Edit {
  const first = fix.edits[0]?.span[0] ?? 0;
  const last = fix.edits.at(-1)?.span[1] ?? 0;
  return { span: [first, last], text: applied(text.slice(0, last), [fix]).slice(first) };
}

/** An insertion of whole lines, such as an import. Shorter ones (`await `) are never shared: two of them mean two things. */
const addsLines = (edit: Edit): boolean => edit.span[0] === edit.span[1] && edit.text.includes("\n");

const isSameLines = (a: Edit, b: Edit): boolean => addsLines(a) && a.span[0] === b.span[0] && b.span[0] === b.span[1] && a.text === b.text;

/** Whether two edits touch the same text. An insertion at the edge of another edit does, for their order would be anybody's guess. */
function clash(a: Edit, b: Edit): boolean {
  const empty = a.span[0] === a.span[1] || b.span[0] === b.span[1];
  return empty ? a.span[0] <= b.span[1] && b.span[0] <= a.span[1] : a.span[0] < b.span[1] && b.span[0] < a.span[1];
}
