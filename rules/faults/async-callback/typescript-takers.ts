import { alike } from "../../model/table.js";
import type { Doing, Taker, Takers } from "./taker.js";

const takes = (index: number, does: Doing): Taker => ({ at: String(index), does });

/** Who takes plain functions in JavaScript: one that is handed an async function gets a promise that it has no use for. */
export const typescriptTakers: Takers = {
  // Arrays, and what nothing is known of. (`map` is left out: what it gives is awaited by `Promise.all`.)
  ...alike("", "?.forEach Map.forEach Set.forEach", takes(0, "drops")),
  ...alike("?", "filter some every find findIndex findLast findLastIndex", takes(0, "trusts")),
  ...alike("?", "sort toSorted", takes(0, "reads")),
  ...alike("?", "reduce reduceRight", takes(0, "folds")),
  ...alike("?", "replace replaceAll", takes(1, "reads")),
  ...alike("", "Object.groupBy Map.groupBy JSON.parse JSON.stringify", takes(1, "reads")),
  ...alike("lodash", "each forEach forEachRight eachRight forOwn", takes(1, "drops")),
  ...alike("lodash", "every filter find findIndex findLast partition reject remove some pickBy omitBy", takes(1, "trusts")),
  ...alike("lodash", "countBy groupBy keyBy maxBy meanBy minBy orderBy sortBy sumBy uniqBy", takes(1, "reads")),

  Promise: takes(0, "settles"),

  // Other timers are left out: mostly they are a delay that somebody wants, and nobody waits for.
  setInterval: takes(0, "fires"),
  ...alike("events.EventEmitter", "on once addListener prependListener prependOnceListener", takes(1, "fires")),
  ...alike("process", "on once addListener", { at: "1", does: "ends", event: "exit" }),
};
