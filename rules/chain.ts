import type { Lines } from "./lines.js";
import type { Finding } from "./rule.js";

/** One call of a finding's chain: what is called, and the file and line (from 1) where the call stands. */
export interface Call { readonly file: string; readonly line: number; readonly name: string }

/** One step of a chain as people read it: a name, and the place of the call that it makes. The last step makes none. */
export interface Step { readonly name: string | undefined; readonly call: Call | undefined }

/** A finding's chain, with lines. `linesOf` gives the lines of any file of the project. */
export const callsOf = (finding: Finding, linesOf: (path: string) => Lines): Call[] =>
  finding.trace().map(({ path, span, name }) => ({ file: path, line: linesOf(path).place(span[0]).line, name }));

/** `handler (web.py:5)`, `load_user (db.py:15)`, `requests.get`: none where the chain has no more than the call that is reported. */
export function stepsOf(within: string | undefined, calls: readonly Call[]): Step[] {
  if (calls.length < 2) return [];
  return [within, ...calls.map(({ name }) => name)]
    .map((name, index): Step => ({ name, call: calls[index] }))
    .filter(({ name, call }) => name !== undefined || call !== undefined);
}
