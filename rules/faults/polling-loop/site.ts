import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";
import type { FlagKind } from "../flags.js";

/** A loop that only sleeps until something has changed. */
export interface PollingSite extends Site {
  /** The head of the loop, as far as it stands on one line. */
  readonly span: Span;
  /** What the loop looks at, as it is written where it is set or asked: `self.ready`, `done`, `event.is_set`. */
  readonly flag: string;
  readonly kind: FlagKind;
  /** How long a round sleeps, as people say it; undefined where that is not written there. */
  readonly every: string | undefined;
  /** The functions that set the flag, each once. */
  readonly setters: readonly Setter[];
  /** All who set it are seen in this file. */
  readonly here: boolean;
  /** The call of what pauses the loop. */
  readonly pause: Span;
  /** The oldest Python that the project runs on, as [major, minor] (Python only). */
  readonly python?: readonly [number, number];
}

/** A function that sets the flag: its name, and where its head stands. */
export interface Setter { readonly name: string; readonly path: string; readonly span: Span }
