/** What the fix of a row is called. */
export function rowTitle(names: readonly string[], by: string): string {
  const two = names.length === 2 && names[0] !== names[1];
  return `Await ${two ? `\`${names[0]}\` and \`${names[1]}\`` : `these ${names.length}`} together with \`${by}\``;
}

/** What the fix of a loop is called. */
export const loopTitle = (name: string, by: string): string => `Await \`${name}\` for all at once with \`${by}\``;
