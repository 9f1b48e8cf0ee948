import type { Callback, Library } from "../../model/library.js";

/** The tables that one file of this folder fills: those it leaves out it says nothing for. */
export type Part = Partial<Library>;

/** The arguments from `from` to `to` are functions that the loop calls later. Those that turn out to be no functions do no harm here. */
export function later(from: number, to = from): readonly Callback[] {
  return Array.from({ length: to - from + 1 }, (_, i): Callback => ({ at: String(from + i), runs: "loop" }));
}

/** The argument `at` is a function that is called before the call returns. */
export function atOnce(at: number): readonly Callback[] {
  return [{ at: String(at), runs: "inline" }];
}
