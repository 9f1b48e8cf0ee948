import type { LanguageName } from "../model/module.js";
import { rewriting, type Rewrite } from "../rule.js";

/** Every refactor, in the order in which they are offered. */
export const refactors: readonly Readonly<Record<LanguageName, Rewrite>>[] = [
  {
    python: rewriting("python", () => import("./await-later/python.js")),
    typescript: rewriting("typescript", () => import("./await-later/typescript.js")),
  },
  {
    python: rewriting("python", () => import("./await-together/python.js")),
    typescript: rewriting("typescript", () => import("./await-together/typescript.js")),
  },
];
