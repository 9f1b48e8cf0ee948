import type { LanguageName } from "../../rules/model/module.js";
import type { Random } from "../support/random.js";
import type { Book } from "./book.js";
import type { Choice, Found, Lines } from "./text.js";
import type { Words } from "./words.js";

/** Where a piece of a program is written: inside an async function that has a number `total`. */
export interface Scope {
  readonly language: LanguageName;
  readonly chance: Random;
  readonly words: Words;
  /** Nothing may be printed here, for others run beside it. */
  readonly quiet: boolean;
  /** Which of the files it stands in; a file makes use of those behind it. */
  readonly file: number;
  /** Which of the program's pieces is written here. */
  readonly plant: number;
  /** A name that nothing else has. */
  name(stem: string): string;
  /** The annotation of a type, where there are annotations. */
  type(name: string): string;
  /** An expression, made of `total`. */
  value(): string;
  /** Puts something at the top level of the file. */
  define(...lines: Lines): void;
  /** Puts something there that is needed once a file. */
  once(key: string, ...lines: Lines): void;
  /** What is right, and what is written in its stead where the fault is planted. */
  choose(right: Lines | string, wrong: Lines | string | Found): Choice;
  /** The line at which the fault is found; `bare`: a comment there would leave it without a fix. */
  found(line: string, bare?: "bare"): Found;
  /** A value is printed, where that is allowed, and goes into `total`. */
  tell(value: string): Lines;
  /** An async function that asks for something and is a while about it: how it is called here. */
  leaf(): string;
  /** An async function, here or in a file behind this one: how it is called here. */
  func(stem: string, body: (inner: Scope) => Lines, quiet?: boolean): string;
  /** The same as a method of a new object. */
  method(stem: string, body: (inner: Scope) => Lines): string;
  /** The same scope, with something about it changed. */
  but(changed: Partial<Pick<Scope, "quiet" | "file" | "plant">>): Scope;
}

/** A piece of a program, right, and wrong where it is the one that is planted. */
export interface Piece extends Limits { (scope: Scope): Lines }

/** Where a piece cannot bear its fault, or has no fix for it. */
export interface Limits {
  /** It is found, but there is no fix for it. */
  readonly foundOnly?: true;
  /** It has no fix in a file that says this. */
  readonly without?: RegExp;
  /** It is right in this wrap, even so. */
  readonly outside?: string;
}

/** A piece with limits. */
export const limited = (limits: Limits, piece: Piece): Piece => Object.assign((scope: Scope) => piece(scope), limits);

/** The pieces of a fault, each with a name for people. */
export type Pieces = Readonly<Record<string, Piece>>;

/** The pieces that can bear a fault, for each language that it is in. */
export interface Planter { readonly python?: Pieces; readonly typescript?: Pieces }

/** A scope in one of the files of a book. */
export function scopeOf(book: Book, at: Pick<Scope, "quiet" | "file" | "plant">): Scope {
  const { chance, words, types } = book;
  const page = book.pages[at.file]!;
  /** A file for a new function: this one, or one behind it. */
  const elsewhere = (): number => at.file + (chance.chance(60) ? 0 : chance.below(book.pages.length - at.file));
  const scope: Scope = {
    ...at, chance, words,
    language: book.language,
    name: book.name,
    type: (name) => (types ? `: ${name}` : ""),
    value: () => `(total ${chance.pick(["+", "*"])} ${1 + chance.below(30)}) % ${chance.pick([97, 101, 89])}`,
    define: (...lines) => void page.lines.push(...lines),
    once(key, ...lines) {
      if (!page.known.has(key)) page.lines.push(...lines);
      page.known.add(key);
    },
    choose: (right, wrong) => ({ plant: at.plant, right: asLines(right), wrong: asLines(wrong) }),
    found: (line, bare) => ({ plant: at.plant, line: !bare && chance.chance(30) ? words.noted(line, book.name("note")) : line }),
    tell: (value) => [...(at.quiet ? [] : [words.print(`p${chance.below(100)}`, value)]), words.set("total", `(total + ${value}) % 1009`)],
    leaf: () => scope.func(chance.pick(["load", "fetch", "find", "count"]), (inner) => [
      words.sleep(1 + chance.below(3)),
      ...(chance.chance(50) ? words.branch(`total > ${40 + chance.below(40)}`, [words.set("total", inner.value())]) : []),
      words.set("total", inner.value()),
    ], true),
    func(stem, body, quiet = at.quiet) {
      const file = elsewhere();
      const name = book.name(stem);
      const inner = scope.but({ file, quiet });
      inner.define(...words.func(name, body(inner)));
      return page.spell(file, name);
    },
    method(stem, body) {
      const file = elsewhere();
      const [name, method] = [book.name(chance.pick(["Store", "Service", "Client"])), book.name(stem)];
      const inner = scope.but({ file });
      inner.define(...words.holder(name, method, body(inner)));
      return `${words.make(page.spell(file, name), chance.below(50))}.${method}`;
    },
    but: (changed) => scopeOf(book, { quiet: at.quiet, file: at.file, plant: at.plant, ...changed }),
  };
  return scope;
}

const asLines = (lines: Lines | string | Found): Lines => (Array.isArray(lines) ? lines as Lines : [lines as string | Found]);
