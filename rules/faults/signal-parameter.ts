import type { Param } from "../model/module.js";

/** Which parameter of a JavaScript function is an AbortSignal, by its name; -1 where none is. */
export const signalAt = (params: readonly Param[]): number => params.findIndex(({ name, rest }) => !rest && /^(?:abort)?signal$/i.test(name));
