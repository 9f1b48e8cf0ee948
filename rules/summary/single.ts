import type { Ref } from "../model/ref.js";
import type { Setting } from "./conduct.js";

const python = /(^|_)(session|conn|connection|db|database|cursor|cur|tx|txn|trans|transaction|uow|repo|repository|dao|page|browser|driver|element|locator|frame|reader|stream|sock|socket|ws|websocket|queue|lock|file|fp|proc|process|iterator|generator|pipe|pipeline|bus|device|dev|receiver|consumer|pubsub)$/i;
const typescript = /^_?(page|browser|frame|locator|element|handle|reader|stream|sock|socket|ws|cursor|tx|trx|transaction|.*[qQ]ueryRunner|iterator|iter|generator|queue|lock|mutex|rl|readline|driver)$/;

/** Whether a name is that of something that bears one operation at a time. */
export const soundsSingle = (name: string, language: "python" | "typescript"): boolean => (language === "python" ? python : typescript).test(name);

/** Whether an object is one that bears one operation at a time, as a database's session does: by its kind, else by its name. */
export function isSingle(of: Ref, method: string, args: readonly Ref[], { scope, shelf, world }: Setting): boolean {
  const { single, classes } = shelf.knowledge.library;
  const kinds = world.evaluate(of, scope).flatMap((value) => (value.is === "instance" ? shelf.ancestors(value.of) : []));
  if (kinds.some((kind) => single?.has(kind))) return true;
  // One that the tables know, and do not say this of.
  if (kinds.some((kind) => Object.hasOwn(classes, kind))) return false;
  // `session.get(url)` is a request of many, `session.get(User, 1)` is not.
  const [first] = args;
  if (/^(get|head|options|request)$/.test(method) && first && !namesClass(first)) return namesOf(of, scope.func.params).some((name) => /queue|cache|lock/i.test(name) && soundsSingle(name, shelf.language));
  return [...kinds.map(lastOf), ...namesOf(of, scope.func.params)].some((name) => soundsSingle(name, shelf.language));
}

const namesClass = (ref: Ref): boolean => (ref.is === "name" || ref.is === "attr" || ref.is === "import" ? /^[A-Z]/.test(ref.name ?? "") : ref.is === "class");

const lastOf = (kind: string): string => kind.slice(kind.lastIndexOf(".") + 1).replace(/^Async/, "").replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();

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
