import type { LanguageName } from "../../../rules/model/module.js";
import { rules } from "../../../rules/faults/index.js";
import type { Pieces, Planter } from "../scope.js";
import { asyncCallback } from "./async-callback.js";
import { blockingCall } from "./blocking-call.js";
import { danglingTask } from "./dangling-task.js";
import { endlessGather } from "./endless-gather.js";
import { forgottenAwait } from "./forgotten-await.js";
import { lateGather } from "./late-gather.js";
import { lockAcrossAwait } from "./lock-across-await.js";
import { missingTaskDone } from "./missing-task-done.js";
import { orphanedWorker } from "./orphaned-worker.js";
import { pollingLoop } from "./polling-loop.js";
import { serialAwaits } from "./serial-awaits.js";
import { serialPool } from "./serial-pool.js";
import { swallowedCancel } from "./swallowed-cancel.js";
import { unawaitedCancel } from "./unawaited-cancel.js";

/** The pieces that can bear each fault. A line for each; one of a fault that is not there yet waits for it. */
const all: Readonly<Record<string, Planter>> = {
  "async-callback": asyncCallback,
  "blocking-call": blockingCall,
  "dangling-task": danglingTask,
  "endless-gather": endlessGather,
  "forgotten-await": forgottenAwait,
  "late-gather": lateGather,
  "lock-across-await": lockAcrossAwait,
  "missing-task-done": missingTaskDone,
  "orphaned-worker": orphanedWorker,
  "polling-loop": pollingLoop,
  "serial-awaits": serialAwaits,
  "serial-pool": serialPool,
  "swallowed-cancel": swallowedCancel,
  "unawaited-cancel": unawaitedCancel,
};

/** The pieces of a fault in a language; none where it is not written down how it is planted. */
export const piecesOf = (fault: string, language: LanguageName): Pieces => all[fault]?.[language] ?? {};

/** The faults that can be planted in a language. */
export const planters = (language: LanguageName): string[] => rules.map(({ id }) => id).filter((fault) => Object.keys(piecesOf(fault, language)).length > 0);
