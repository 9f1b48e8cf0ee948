import type { LanguageName } from "../../rules/model/module.js";
import type { Random } from "../support/random.js";
import { importsOf, spelt, support } from "./library.js";
import type { Style } from "./library.js";
import { render } from "./text.js";
import type { Line, Rendered } from "./text.js";
import { wordsOf } from "./words.js";
import type { Words } from "./words.js";

/** A program as it is being written: files, of which each makes use of those behind it. */
export interface Book {
  readonly language: LanguageName;
  readonly chance: Random;
  readonly words: Words;
  /** Whether types are written down. */
  readonly types: boolean;
  readonly pages: readonly Page[];
  /** A name that nothing else has. */
  name(stem: string): string;
}

/** One of its files. */
export interface Page {
  readonly name: string;
  readonly lines: Line[];
  /** How it says what it takes from a library. */
  readonly style: Style;
  /** What stands in it once. */
  readonly known: Set<string>;
  /** How something of a file is called in this one, which imports it. */
  spell(file: number, name: string): string;
  /** The lines that import what it has spelt so. */
  imports(): readonly string[];
}

/** A new program, of one to three files. */
export function openBook(language: LanguageName, chance: Random): Book {
  const types = language === "typescript" && chance.chance(60);
  const names = ["main", ...chance.pick([[], ["helpers"], ["helpers", "steps"], ["tools"]])];
  const pages = names.map((_, at) => openPage(language, names, at, chance));
  let count = chance.below(4);
  return { language, chance, words: wordsOf(language, types), types, pages, name: (stem) => `${stem}${language === "python" ? "_" : ""}${++count}` };
}

function openPage(language: LanguageName, names: readonly string[], at: number, chance: Random): Page {
  const styles = names.map(() => chance.pick(["module", "names", "renamed"] as const));
  const taken = new Map<number, Set<string>>();
  const python = language === "python";
  const line = (file: number, own: readonly string[]): string => {
    const style = styles[file]!;
    const source = `"./${names[file]}.js"`;
    if (style === "module") return python ? `import ${names[file]}` : `import * as ${names[file]} from ${source};`;
    const list = own.map((name) => (style === "names" ? name : `${name} as the${python ? "_" : ""}${name}`)).join(", ");
    return python ? `from ${names[file]} import ${list}` : `import { ${list} } from ${source};`;
  };
  return {
    name: names[at]!, lines: [], known: new Set(),
    style: { aliased: chance.chance(20), ownSleep: chance.chance(30) },
    spell(file, name) {
      if (file === at) return name;
      taken.set(file, (taken.get(file) ?? new Set()).add(name));
      return { module: `${names[file]}.${name}`, names: name, renamed: `the${python ? "_" : ""}${name}` }[styles[file]!];
    },
    imports: () => [...taken].map(([file, own]) => line(file, [...own])),
  };
}

/** A program as files, and the places where its fault is to be found. */
export interface Written { readonly files: ReadonlyMap<string, string>; readonly found: readonly string[] }

/** The program's files, right, or with the fault of one plant. */
export function publish(book: Book, plant: number | undefined): Written {
  const end = book.language === "python" ? "py" : book.types ? "ts" : "js";
  const pages = book.pages.filter(({ lines }) => lines.length > 0).map((page) => [`${page.name}.${end}`, written(book, page, plant)] as const);
  return {
    files: new Map([...pages.map(([file, { text }]) => [file, text] as const), ...support(book, pages.map(([, { text }]) => text), end)]),
    found: pages.flatMap(([file, { found }]) => found.map((at) => `${file}:${at}`)),
  };
}

/** A file imports what the text of its own makes use of, and no more: what a fix needs besides, the fix has to import. */
function written(book: Book, page: Page, plant: number | undefined): Rendered {
  const { text: plain, found } = render(page.lines, book.words.indentation, plant);
  const text = spelt(book, page.style, plain);
  const head = [...importsOf(book, page.style, text), ...page.imports(), "", ...(book.language === "python" ? [""] : [])];
  return { text: `${head.join("\n")}\n${text}`, found: found.map((at) => at + head.length) };
}
