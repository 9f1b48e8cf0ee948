/**
 * A syntax tree as plain objects. Lowering reads it and drops it.
 *
 * Punctuation, comments, fields and what stands inside plain strings and types are left out. `name` holds an identifier, an
 * attribute's name, an operator, "async" or "from". What the parser could not read is a leaf "opaque".
 */
export class Light {
  /** Offsets in the file; 0 where nobody needs them. */
  from = 0;
  to = 0;
  name = "";
  kids: Light[] = none;
  constructor(readonly type: string) {}
}

const none: Light[] = [];

/** What could not be read. */
export const opaque = new Light("opaque");

/** The body of a function whose facts are known. */
export const unread = new Light("unread");
