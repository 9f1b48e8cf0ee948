import type { Frontend } from "../model/frontend.js";
import { argumentIn } from "./argument.js";
import { lower } from "./lower.js";
import { open } from "./live.js";
import { forgetConfiguration } from "./packages.js";
import { resolve } from "./resolve.js";

/** TypeScript and JavaScript, with or without JSX. */
export const typescript: Frontend = {
  language: "typescript",
  lower,
  open,
  resolve,
  settings: forgetConfiguration,
  argument: argumentIn,
};
