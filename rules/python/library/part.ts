import type { Library } from "../../model/library.js";

/** The tables that one file of this folder fills: those it leaves out it says nothing for. */
export type Part = Partial<Library>;
