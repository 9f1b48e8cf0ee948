import type { LanguageName } from "../../rules/model/module.js";
import { random } from "../support/random.js";
import { openBook, publish } from "./book.js";
import type { Book, Written } from "./book.js";
import { fillers, wraps } from "./fillers.js";
import { wrapsIn } from "./languages.js";
import { piecesOf, planters } from "./pieces/index.js";
import { scopeOf } from "./scope.js";
import type { Piece, Scope } from "./scope.js";
import type { Lines } from "./text.js";

/** What is planted into a program. */
export interface Plant { readonly fault: string; readonly language: LanguageName; readonly piece: string; readonly mendable: boolean }

/** A right async program that prints the same in each run, and the same program with one fault in it. */
export interface Program extends Plant { readonly seed: number; readonly right: Written; readonly faulty: Written }

/** The plant of a wanted piece; those of the others, which are right, count from one. */
const wanted = 0;

/** The program of a seed around a piece. The same seed and piece, the same program. */
export function generate(seed: number, fault: string, language: LanguageName, piece: string): Program {
  const write = piecesOf(fault, language)[piece]!;
  for (let attempt = 0; ; attempt++) {
    const book = openBook(language, random(seed + attempt * 100_000));
    writeMain(book, write);
    const faulty = publish(book, wanted);
    const own = faulty.found.map((place) => faulty.files.get(place.slice(0, place.indexOf(":")))!);
    if (write.without && own.some((text) => write.without!.test(text))) continue;
    return { seed, fault, language, piece, mendable: write.foundOnly !== true, right: publish(book, undefined), faulty };
  }
}

function writeMain(book: Book, piece: Piece): void {
  const { words, chance } = book;
  const scope = scopeOf(book, { quiet: false, file: 0, plant: wanted });
  let others = 0;

  const holders = Object.entries({ ...wraps, ...wrapsIn[book.language] }).filter(([name]) => name !== piece.outside).map(([, write]) => write);
  /** Statements among which the piece stands, in as many others as `depth` says. */
  const around = (at: Scope, depth: number): Lines => [...some(at), ...(depth === 0 ? piece(at) : wrap(at, depth)), ...some(at)];
  const wrap = (at: Scope, depth: number): Lines => chance.pick(holders)(at, (inner) => around(inner, depth - 1));
  const some = (at: Scope): Lines => Array.from({ length: chance.below(3) }, () => other(at)).flat();
  const other = (at: Scope): Lines => {
    if (others >= 2 || !chance.chance(25)) return chance.pick(fillers)(at);
    const right = chance.pick(planters(book.language).flatMap((fault) => Object.values(piecesOf(fault, book.language))));
    return right(at.but({ plant: ++others }));
  };

  scope.define(...words.func("main", [...around(scope, chance.below(4)), words.print("end", "total")]));
  if (book.language === "python" && chance.chance(40)) scope.define('if __name__ == "__main__":', ["asyncio.run(main(7))"]);
}
