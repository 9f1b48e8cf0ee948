import type { Blocker } from "../model/blocker.js";
import type { LanguageName } from "../model/module.js";
import type { CallRef, Ref } from "../model/ref.js";

/** The argument `at` of a call: an index, a keyword, or both as "1|key". Nothing behind a spread can be told. */
export function argument(call: CallRef, at: string): Ref | undefined {
  for (const place of at.split("|")) {
    const index = Number(place);
    const found = Number.isInteger(index) ? positional(call, index) : call.keys && Object.hasOwn(call.keys, place) ? call.keys[place] : undefined;
    if (found) return found;
  }
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
  const found = argument(call, at < 0 ? condition : condition.slice(0, at));
  if (!found) return optionGiven(condition, call, language);
  return at < 0 || (found.is === "literal" && spelled(found.value, language) === condition.slice(at + 1));
}

/** JavaScript has no keywords: `{ sync: true }` in any argument is looked at for them. */
function optionGiven(condition: string, call: CallRef, language: LanguageName): boolean {
  if (language !== "typescript") return false;
  const [key = "", value] = condition.split("=");
  return call.args.some((arg) => {
    const member = arg.is === "object" && Object.hasOwn(arg.members, key) ? arg.members[key] : undefined;
    return member !== undefined && (value === undefined || (member.is === "literal" && spelled(member.value, language) === value));
  });
}

function spelled(value: string | number | boolean | null, language: LanguageName): string {
  if (language === "python" && (value === null || typeof value === "boolean")) return value === null ? "None" : value ? "True" : "False";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
