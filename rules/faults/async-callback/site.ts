import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";
import type { Doing } from "./taker.js";

/** An async function that is handed to something that expects a plain one. */
export interface AsyncCallbackSite extends Site {
  /** The argument; of a function that is written there, its head. */
  readonly span: Span;
  /** The call that it is handed over in; none where a decorator hands it over. */
  readonly call: Span | undefined;
  /** Which argument it is: an index, or a keyword. */
  readonly at: number | string;
  readonly does: Doing;
  /** What takes it, by its dotted name (`asyncio.Future.add_done_callback`), and as the user writes it. */
  readonly taker: string;
  readonly written: string;
  /** What is handed over, as the user writes it; none where it is written there. */
  readonly name: string | undefined;
  /** How many parameters it has; undefined where that is not known, or it takes any number. */
  readonly params: number | undefined;
  /** The oldest Python that the project runs on, as [major, minor] (Python only). */
  readonly python?: readonly [number, number];
}
