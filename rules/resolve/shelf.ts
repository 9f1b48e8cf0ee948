import type { Blocker } from "../model/blocker.js";
import type { Kind } from "../model/library.js";
import type { LanguageName } from "../model/module.js";
import type { Value } from "./value.js";
import type { Knowledge } from "./world.js";

/** One language's Knowledge, made ready for look-ups by name. All names given and taken are dotted. */
export interface Shelf {
  readonly language: LanguageName;
  /** The name under which the tables know a thing. */
  canonical(name: string): string;
  /** A member of a library class: its name in the nearest class that the tables know it of, else in the class itself. */
  member(cls: string, name: string): string;
  /** Whether the tables say anything of the name. */
  knows(name: string): boolean;
  isClass(name: string): boolean;
  /** The class and its library ancestors, nearest first. */
  ancestors(cls: string): readonly string[];
  /** What a kind stands for. */
  kind(kind: Kind): readonly Value[];
  blocker(name: string): Blocker | undefined;
  readonly knowledge: Knowledge;
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** Makes the shelf of a language. */
export function createShelf(language: LanguageName, knowledge: Knowledge): Shelf {
  const { library, blockers } = knowledge;
  const tables = [library.returns, library.withoutCallback ?? {}, library.attributes, library.callbacks, library.classes, library.consumes, blockers];
  const named = new Set(tables.flatMap((table) => Object.keys(table)).concat([...library.looks]));
  const canonicals = new Map<string, string>();
  const lines = new Map<string, readonly string[]>();
  const members = new Map<string, string>();
  const kinds = new Map<Kind, readonly Value[]>();

  const canonical = (name: string): string => {
    const known = canonicals.get(name);
    if (known !== undefined) return known;
    let found = name;
    for (let end = name.length; end > 0; end = name.lastIndexOf(".", end - 1)) {
      const alias = own(library.aliases, name.slice(0, end));
      if (alias !== undefined) {
        found = alias + name.slice(end);
        break;
      }
    }
    canonicals.set(name, found);
    return found;
  };
  const ancestors = (cls: string): readonly string[] => {
    const known = lines.get(cls);
    if (known) return known;
    const line = [cls];
    // Breadth first is near enough to each language's own order for the few library classes with two bases.
    for (let i = 0; i < line.length; i++) for (const base of own(library.classes, line[i]!) ?? []) if (!line.includes(base)) line.push(base);
    lines.set(cls, line);
    return line;
  };
  const member = (cls: string, name: string): string => {
    const key = `${cls}.${name}`;
    const known = members.get(key);
    if (known !== undefined) return known;
    const holder = ancestors(cls).find((ancestor) => named.has(canonical(`${ancestor}.${name}`)));
    const found = canonical(holder === undefined ? key : `${holder}.${name}`);
    members.set(key, found);
    return found;
  };
  const kind = (text: Kind): readonly Value[] => {
    let values = kinds.get(text);
    if (!values) kinds.set(text, (values = readKind(text)));
    return values;
  };
  const readKind = (text: Kind): readonly Value[] => {
    const [word = "", rest = ""] = split(text);
    if (word === "await") return [{ is: "awaitable", gives: kind(rest) }];
    if (word === "list") return [{ is: "list", of: kind(rest) }];
    if (word === "call") return [{ is: "external", name: canonical(rest), language }];
    return word === "" || word === "?" ? [] : [{ is: "instance", of: canonical(word), language }];
  };
  return {
    language, knowledge, canonical, member, ancestors, kind,
    knows: (name) => named.has(name),
    isClass: (name) => Object.hasOwn(library.classes, name),
    blocker: (name) => own(blockers, name),
  };
}

function split(text: string): [string, string] {
  const at = text.indexOf(" ");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** What a table says of a name, without JavaScript's inherited keys. */
export const entry = own;
