/**
 * Methods that take something which has to be given back or settled, by name: what `await` gives of such a call is followed under its
 * name (see `Read`), as what a plain call gives is.
 */
export const taking: ReadonlySet<string> = new Set(["acquire", "get", "get_nowait", "getNowait"]);
