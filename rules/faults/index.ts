// `npm run update` keeps this list in step with the folders beside it. The order is yours.
import { rule as endlessGather } from "./endless-gather/rule.js";
import { rule as asyncCallback } from "./async-callback/rule.js";
import { rule as lockAcrossAwait } from "./lock-across-await/rule.js";
import { rule as serialPool } from "./serial-pool/rule.js";
import { rule as orphanedWorker } from "./orphaned-worker/rule.js";
import { rule as unawaitedCancel } from "./unawaited-cancel/rule.js";
import { rule as blockingCall } from "./blocking-call/rule.js";
import { rule as forgottenAwait } from "./forgotten-await/rule.js";
import { rule as danglingTask } from "./dangling-task/rule.js";
import { rule as swallowedCancel } from "./swallowed-cancel/rule.js";
import { rule as missingTaskDone } from "./missing-task-done/rule.js";
import { rule as pollingLoop } from "./polling-loop/rule.js";
import { rule as lateGather } from "./late-gather/rule.js";
import { rule as serialAwaits } from "./serial-awaits/rule.js";

/** Every fault, the more particular before the more general. */
export const rules = [endlessGather, asyncCallback, lockAcrossAwait, serialPool, orphanedWorker, unawaitedCancel, blockingCall, forgottenAwait, danglingTask, swallowedCancel, missingTaskDone, pollingLoop, lateGather, serialAwaits] as const;
