import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** A `join()` after which workers go on waiting. */
export interface OrphanSite extends Site {
  /** The call of `join`. */
  readonly span: Span;
  /** What is joined, as the user writes it: `queue.join`. */
  readonly name: string;
  readonly workers: readonly Worker[];
}

/** A site, and the file it is in. */
export interface Found extends OrphanSite { readonly path: string }

/** A task that takes from the queue for ever: the call that starts it, the coroutine function's name, and the name that it (or a list of it) is kept under. `told`: it would end if it took None. */
export interface Worker { readonly span: Span; readonly name: string; readonly kept: string; readonly list: boolean; readonly told?: true }
