/** Table rows that are all alike: one for each of `names` (written with spaces between), prefixed by `of` and a dot where it is not empty. */
export function alike<T>(of: string, names: string, entry: T): Readonly<Record<string, T>> {
  const prefix = of === "" ? "" : `${of}.`;
  return Object.fromEntries(names.split(" ").map((name) => [prefix + name, entry]));
}
