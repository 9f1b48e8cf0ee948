import { looking } from "../../model/looking.js";
import type { Call } from "../../model/step.js";

/** The calls that may wait until a queue is worked off: `await queue.join()`. */
export const joins = looking<Call>({
  call: ({ ref: { callee, args }, use }) => use === "awaited" && args.length === 0 && callee.is === "attr" && callee.name === "join",
});
