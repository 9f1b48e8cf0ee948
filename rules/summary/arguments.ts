import type { Blocker } from "../model/blocker.js";
import type { LanguageName } from "../model/module.js";
import type { CallRef, Ref } from "../model/ref.js";

/**
 * The argument `at` of a call: an index, a keyword, or both as "1|key". JavaScript's keywords are the members of an object literal.
 * Nothing behind a spread can be told.
 */
export function argument(call: CallRef, at: string, language: LanguageName): Ref | undefined {
  for (const place of at.split("|")) {
    const index = Number(place);
    const found = Number.isInteger(index) ? positional(call, index) : keyword(call, place, language);
    if (found) return found;
  }
  return undefined;
}

function keyword(call: CallRef, name: string, language: LanguageName): Ref | undefined {
  if (language === "python") return call.keys && Object.hasOwn(call.keys, name) ? call.keys[name] : undefined;
  for (const arg of call.args) if (arg.is === "object" && Object.hasOwn(arg.members, name)) return arg.members[name];
  return undefined;
}

function positional(call: CallRef, index: number): Ref | undefined {
  for (let i = 0; i < index; i++) if (call.args[i]?.is === "star") return undefined;
  const found = call.args[index];
  return found?.is === "star" ? undefined : found;
}

/** Whether a call of a blocking callable does block, by its arguments. */
export function blocks(blocker: Blocker, call: CallRef, language: LanguageName): boolean {
  if (blocker.unless?.some((condition) => given(condition, call, language))) return false;
  return blocker.only?.every((condition) => given(condition, call, language)) ?? true;
}

/** Whether the argument that a condition names (`block=False`, `0=False`, `timeout`) is given, and as it says. */
function given(condition: string, call: CallRef, language: LanguageName): boolean {
  const at = condition.indexOf("=");
  const found = argument(call, at < 0 ? condition : condition.slice(0, at), language);
  return found !== undefined && (at < 0 || (found.is === "literal" && spelled(found.value, language) === condition.slice(at + 1)));
}

function spelled(value: string | number | boolean | null, language: LanguageName): string {
  if (language === "python" && (value === null || typeof value === "boolean")) return value === null ? "None" : value ? "True" : "False";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
