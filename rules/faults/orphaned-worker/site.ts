import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** A `join()` after which workers go on waiting. */
export interface OrphanSite extends Site {
  /** The call of `join`. */
  readonly span: Span;
  /** What is joined, as the user writes it: `queue.join`. */
  readonly name: string;
  readonly workers: readonly Worker[];
  /** How the function itself puts something into a queue that it makes, and that nobody joins but it. */
  readonly put?: Put;
}

/** The method that puts something into a queue, and whether that is waited for. */
export interface Put { readonly name: string; readonly awaited: boolean }

/** A site, and the file it is in. */
export interface Found extends OrphanSite { readonly path: string }

/**
 * A task that takes from the queue for ever: the call that starts it, the coroutine function's name, and the name that it (or a list of it) is
 * kept under (Python). `told`: it would end if it took this; `elsewhere`: which is a name of another file. `signal`: the index at which it takes the AbortSignal that ends it wherever it waits.
 */
export interface Worker {
  readonly span: Span;
  readonly name: string;
  readonly kept: string;
  readonly list: boolean;
  readonly told?: string;
  readonly elsewhere?: true;
  readonly signal?: number;
}
