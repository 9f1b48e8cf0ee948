import type { Edit, Fix } from "./rule.js";

/** The fixes that can be applied at once, first come first served; the others have to wait until these are done. */
export function compatible(fixes: readonly Fix[]): Fix[] {
  const taken = new Taken();
  return fixes.filter((fix) => {
    const fits = fix.edits.every((edit) => taken.fits(edit));
    if (fits) fix.edits.forEach((edit) => taken.add(edit));
    return fits;
  });
}

/** How long the stretches of text are by which edits are looked up: a file may have thousands of them. */
const stretch = 1024;

/** Edits, by the stretches of text that they touch. */
class Taken {
  readonly #edits = new Map<number, Set<Edit>>();
  /** The added lines, which fixes may share. */
  readonly #lines = new Set<string>();

  /** Whether the edit touches none of these, or is one of their added lines. */
  fits(edit: Edit): boolean {
    for (const at of stretches(edit)) for (const other of this.#edits.get(at) ?? []) {
      if (!isSameLines(edit, other) && clash(edit, other)) return false;
    }
    return true;
  }

  add(edit: Edit): void {
    if (addsLines(edit)) {
      const lines = lineKey(edit);
      if (this.#lines.has(lines)) return;
      this.#lines.add(lines);
    }
    for (const at of stretches(edit)) {
      const known = this.#edits.get(at);
      if (known) known.add(edit);
      else this.#edits.set(at, new Set([edit]));
    }
  }
}

/** The numbers of the stretches that an edit touches. */
function* stretches({ span: [from, to] }: Edit): Generator<number> {
  for (let at = Math.floor(from / stretch); at * stretch <= to; at++) yield at;
}

/** The text with the edits of all fixes made. The fixes are compatible; lines that several of them add are added once. */
export function applied(text: string, fixes: readonly Fix[]): string {
  const edits = new Map<unknown, Edit>();
  for (const fix of fixes) for (const edit of fix.edits) edits.set(addsLines(edit) ? lineKey(edit) : edit, edit);
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
  const moved = fix.edits.map((edit): Edit => ({ span: [edit.span[0] - first, edit.span[1] - first], text: edit.text }));
  return { span: [first, last], text: applied(text.slice(first, last), [{ ...fix, edits: moved }]) };
}

/** An insertion of whole lines, such as an import. Shorter ones (`await `) are never shared: two of them mean two things. */
const addsLines = (edit: Edit): boolean => edit.span[0] === edit.span[1] && edit.text.includes("\n");

const lineKey = ({ span: [at], text }: Edit): string => `${at} ${text}`;

const isSameLines = (a: Edit, b: Edit): boolean => addsLines(a) && a.span[0] === b.span[0] && b.span[0] === b.span[1] && a.text === b.text;

/** Whether two edits touch the same text. An insertion at the edge of another edit does, for their order would be anybody's guess. */
function clash(a: Edit, b: Edit): boolean {
  const empty = a.span[0] === a.span[1] || b.span[0] === b.span[1];
  return empty ? a.span[0] <= b.span[1] && b.span[0] <= a.span[1] : a.span[0] < b.span[1] && b.span[0] < a.span[1];
}
