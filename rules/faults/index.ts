// `npm run update` keeps this list in step with the folders beside it. The order is yours.
import { rule as blockingCall } from "./blocking-call/rule.js";
import { rule as forgottenAwait } from "./forgotten-await/rule.js";

/** Every fault, the more particular before the more general. */
export const rules = [blockingCall, forgottenAwait] as const;
