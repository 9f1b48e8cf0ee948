import type { LanguageName } from "../model/module.js";
import { lastOf } from "../model/paths.js";
import type { Ref } from "../model/ref.js";
import type { Setting } from "./conduct.js";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** What people call things that bear one operation at a time, by the last word. In JavaScript most drivers queue what they are asked. */
const called: Readonly<Record<LanguageName, ReadonlySet<string>>> = {
  python: set(
    "session conn connection db database cursor cur tx txn trans transaction uow repo repository dao page browser driver element locator frame reader " +
      "stream sock socket ws websocket queue lock file fp proc process iterator generator pipe pipeline bus device dev receiver consumer pubsub",
  ),
  typescript: set(
    "page browser frame locator element handle reader stream sock socket ws cursor tx trx transaction runner iterator iter generator queue lock mutex rl " +
      "readline driver",
  ),
};

/** Whether a name is that of something that bears one operation at a time. */
export function soundsSingle(name: string, language: LanguageName): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase().split(/_+/).filter((word) => word !== "");
  return called[language].has(words.at(-1) ?? "");
}

/** Whether an object is one that bears one operation at a time, as a database's session does: by its kind, else by its name. */
export function isSingle(of: Ref, method: string, args: readonly Ref[], { scope, shelf, world }: Setting): boolean {
  const { single, classes } = shelf.knowledge.library;
  const kinds = world.evaluate(of, scope).flatMap((value) => (value.is === "instance" ? shelf.ancestors(value.of) : []));
  if (kinds.some((kind) => single?.has(kind))) return true;
  // One that the tables know, and do not say this of.
  if (kinds.some((kind) => Object.hasOwn(classes, kind))) return false;
  if (kinds.some((kind) => soundsSingle(lastOf(kind), shelf.language))) return true;
  const names = namesOf(of, scope.func.params).filter((name) => soundsSingle(name, shelf.language));
  // `session.get(url)` is a request of many, `session.get(User, 1)` is not.
  const [first] = args;
  if (/^(get|head|options|request)$/.test(method) && first && !namesClass(first)) return names.some((name) => /queue|lock/i.test(name));
  return names.length > 0;
}

const namesClass = (ref: Ref): boolean => (ref.is === "name" || ref.is === "attr" || ref.is === "import" ? /^[A-Z]/.test(ref.name ?? "") : ref.is === "class");

/** What an object is called. */
function namesOf(ref: Ref, params: readonly { readonly name: string }[]): readonly string[] {
  switch (ref.is) {
    case "attr": case "name": return [ref.name];
    case "import": return [ref.name ?? ref.from];
    case "param": return [params[ref.index]?.name ?? ""];
    case "or": return ref.of.flatMap((one) => namesOf(one, params));
    default: return [];
  }
}

/** Whether an object is there to say what goes on. */
export const isLogger = (of: Ref, { scope }: Setting): boolean => namesOf(of, scope.func.params).some((name) => /^_*(log|logger|logging|console)$|_?logger$/i.test(name));
