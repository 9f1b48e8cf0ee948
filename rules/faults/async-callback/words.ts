import type { LanguageName } from "../../model/module.js";
import type { Doing } from "./taker.js";

/** What the handed over function is. */
export function gives(name: string | undefined, language: LanguageName): string {
  const what = language === "python" ? "a coroutine" : "a promise";
  return name === undefined ? `This function gives ${what}` : `\`${name}\` gives ${what}`;
}

/** What becomes of it, and what that costs. */
export function costs(does: Doing, language: LanguageName): string {
  const python = language === "python";
  switch (does) {
    case "drops": return python ? "only drops it, so what it should do is never done" : "drops it, so what follows does not wait for it and its errors are lost";
    case "fires": return "drops it, so nobody handles an error in it";
    case "ends": return "is the end: what it awaits comes too late";
    case "trusts": return "takes it for the answer, which is yes then in any case";
    case "reads": return python ? "takes it for a value, which it is not" : "takes it for a value, which it is not yet";
    case "folds": return "hands it to the next round, where nobody awaits it";
    case "yields": return "only passes it on, and nobody awaits it";
    case "returns": return "only hands it back, so what it should do is never done";
    case "settles": return "drops it, so an error in it leaves the promise pending for ever";
  }
}
