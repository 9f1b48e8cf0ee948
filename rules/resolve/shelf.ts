import type { Kind } from "../model/library.js";
import type { LanguageName } from "../model/module.js";
import { cardOf, entry, type Card } from "./card.js";
import type { Value } from "./value.js";
import type { Knowledge } from "./knowledge.js";

/** One language's Knowledge, made ready for look-ups by name. All names given and taken are dotted. */
export interface Shelf {
  readonly language: LanguageName;
  /** The name under which the tables know a thing. */
  canonical(name: string): string;
  /** A member of a library class: its name in the nearest class that the tables know it of, else in the class itself. */
  member(cls: string, name: string): string;
  /** Whether the tables say anything of the name. */
  knows(name: string): boolean;
  /** All that the tables say of the name. */
  card(name: string): Card;
  /** The class and its library ancestors, nearest first. */
  ancestors(cls: string): readonly string[];
  /** What a builtin name stands for. */
  builtin(name: string): readonly Value[];
  /** What `of.name` is, for a library module, function or class. */
  attribute(of: string, name: string): readonly Value[];
  /** What a member of an instance of a library class is. */
  method(cls: string, name: string): readonly Value[];
  /** What a kind stands for. */
  kind(kind: Kind): readonly Value[];
  readonly knowledge: Knowledge;
}

function cached<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Makes the shelf of a language. */
export function createShelf(language: LanguageName, knowledge: Knowledge): Shelf {
  const { library, blockers } = knowledge;
  const tables = [library.returns, library.withoutCallback ?? {}, library.attributes, library.callbacks, library.classes, library.consumes, blockers];
  const named = new Set(tables.flatMap((table) => Object.keys(table)).concat([...library.looks]));
  const canonicals = new Map<string, string>();
  const lines = new Map<string, readonly string[]>();
  const cards = new Map<string, Card>();
  const builtins = new Map<string, readonly Value[]>();
  const things = new Map<string, readonly Value[]>();
  const kinds = new Map<Kind, readonly Value[]>();

  const canonical = (name: string): string => cached(canonicals, name, () => {
    for (let end = name.length; end > 0; end = name.lastIndexOf(".", end - 1)) {
      const alias = entry(library.aliases, name.slice(0, end));
      if (alias !== undefined) return alias + name.slice(end);
    }
    return name;
  });
  const ancestors = (cls: string): readonly string[] => cached(lines, cls, () => {
    const line = [cls];
    // Breadth first is near enough to each language's own order for the few library classes with two bases.
    for (let i = 0; i < line.length; i++) for (const base of entry(library.classes, line[i]!) ?? []) if (!line.includes(base)) line.push(base);
    return line;
  });
  const member = (cls: string, name: string): string => {
    const holder = ancestors(cls).find((ancestor) => named.has(canonical(`${ancestor}.${name}`)));
    return canonical(`${holder ?? cls}.${name}`);
  };
  const kind = (text: Kind): readonly Value[] => cached(kinds, text, () => {
    const [word = "", rest = ""] = split(text);
    if (word === "await") return [{ is: "awaitable", gives: kind(rest) }];
    if (word === "list") return [{ is: "list", of: kind(rest) }];
    if (word === "call") return [{ is: "external", name: canonical(rest), language }];
    return word === "" || word === "?" ? [] : [{ is: "instance", of: canonical(word), language }];
  });
  const thing = (name: string): readonly Value[] => cached(things, name, () => {
    const kindOf = entry(library.attributes, name);
    return kindOf === undefined ? [{ is: "external", name, language }] : kind(kindOf);
  });
  // By two short keys, which are at hand, and not by a long one, which would have to be made: these are asked for at every call.
  const twice = (make: (of: string, name: string) => string) => {
    const all = new Map<string, Map<string, readonly Value[]>>();
    return (of: string, name: string): readonly Value[] => cached(cached(all, of, () => new Map()), name, () => thing(make(of, name)));
  };
  return {
    attribute: twice((of, name) => (Object.hasOwn(library.classes, of) ? member(of, name) : canonical(`${of}.${name}`))),
    method: twice(member),
    builtin: (name) => cached(builtins, name, () => thing(canonical(knowledge.builtin(name)))),
    language, knowledge, canonical, member, ancestors, kind,
    knows: (name) => named.has(name),
    card: (name) => cached(cards, name, () => cardOf(name, knowledge)),
  };
}

function split(text: string): [string, string] {
  const at = text.indexOf(" ");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
