import type { Blockers } from "../model/blocker.js";
import type { Library } from "../model/library.js";

/** What is known of a language beyond the workspace. */
export interface Knowledge {
  readonly library: Library;
  readonly blockers: Blockers;
  /** What a free name is that nothing in the file binds: `builtins.print` for `print`, `fetch` for `fetch`. */
  builtin(name: string): string;
  /** The dotted name of what an import gives that leads out of the workspace; undefined where it should lead into it (a relative one). */
  external(specifier: string, name: string | undefined): string | undefined;
  /** The specifier of a package's submodule (Python's `from pkg import module`), undefined where there are none. */
  submodule(specifier: string, name: string): string | undefined;
}
