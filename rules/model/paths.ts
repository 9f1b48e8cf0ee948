/** Whether two paths of a `Row` lead to the same thing, or one to a part of the other. */
export const overlap = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** The name that a path begins with. */
export const rootOf = (path: string): string => path.split(".", 1)[0]!;

/** The name that a path, or a dotted name, ends with. */
export const lastOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** What a round of a loop reads before it awaits, and changes from then on; the names in `own` are bound anew by each round. */
export function carried(reads: ReadonlySet<string>, changes: ReadonlySet<string>, own: ReadonlySet<string>): string[] {
  return [...changes].filter((change) => !own.has(rootOf(change)) && [...reads].some((read) => overlap(read, change)));
}
