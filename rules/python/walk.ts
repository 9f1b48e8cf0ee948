import type { Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import type { Frame } from "./frame.js";
import type { Light } from "./light.js";

/** Expressions hold functions, functions hold statements, statements hold expressions: they reach each other through these two. */
export interface Walkers {
  expression(f: Frame, n: Light, use: Use): Ref;
  block(f: Frame, n: Light): void;
}

/** Lowers an expression: adds its steps to the function, and says what it gives. `use` is what becomes of the value. */
export const expression = (f: Frame, n: Light, use: Use): Ref => f.unit.file.walkers.expression(f, n, use);

/** Lowers the statements of a block (or module) in order. */
export const block = (f: Frame, n: Light): void => f.unit.file.walkers.block(f, n);

/** The use of the elements of a container that is used like this. */
export const inside = (use: Use): Use => ({ inside: use });
