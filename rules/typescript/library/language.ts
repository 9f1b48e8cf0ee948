import { alike } from "../../model/table.js";
import { atOnce, later, type Part } from "./part.js";

/** The language's own globals, and methods that mean the same whatever the receiver. */
export const language: Part = {
  classes: { AbortController: [] },
  returns: {
    // Nobody waits for the members when one of these is dropped. `Promise.resolve`, `Promise.reject` and `new Promise` are left out:
    // as statements they do no work of which the end could be missed.
    ...alike("Promise", "all allSettled race any", "await"),
    "Array.fromAsync": "await",
  },
  attributes: { "AbortController.signal": "AbortSignal" },
  callbacks: {
    ...alike("", "setTimeout setInterval setImmediate queueMicrotask process.nextTick", later(0)),
    "?.then": later(0, 1),
    ...alike("?", "catch finally", later(0)),
    // Emitters and event targets whose class is not known.
    ...alike("?", "on once addEventListener", later(1)),

    // Arrays, typed arrays, maps, sets, node lists.
    ...alike("?", "map forEach filter some every find findIndex findLast findLastIndex flatMap reduce reduceRight sort toSorted", atOnce(0)),
    ...alike("?", "replace replaceAll", atOnce(1)),
    "Array.from": atOnce(1),
    "Array.fromAsync": later(1),
    ...alike("", "Object.groupBy Map.groupBy JSON.parse JSON.stringify", atOnce(1)),
    // The executor runs before `new Promise` returns.
    ...alike("", "Promise Promise.try Reflect.apply", atOnce(0)),
  },
  looks: new Set([
    ...names("console", "assert count debug dir dirxml error group groupCollapsed info log table timeLog trace warn"),
    ...names("process", "stdout.write stderr.write emitWarning"),
    ...names("util", "format formatWithOptions inspect isDeepStrictEqual"),
    ...names("Math", "abs ceil floor max min pow round sign sqrt trunc"),
    ...names("Number", "isFinite isInteger isNaN isSafeInteger parseFloat parseInt"),
    // Not Object.values and Object.entries: what they give holds the values again.
    ...names("Object", "getOwnPropertyNames is isFrozen keys"),
    "String", "Boolean", "Number", "BigInt", "Symbol", "JSON.stringify", "Array.isArray", "isFinite", "isNaN", "parseFloat", "parseInt",
    "encodeURIComponent", "structuredClone",
  ]),
  consumes: {
    ...alike("", "Array.from Array.fromAsync Map Object.fromEntries Set WeakMap WeakSet", 0),
    ...alike("Promise", "all allSettled any race", 0),
  },
};

function names(of: string, list: string): readonly string[] {
  return Object.keys(alike(of, list, true));
}
