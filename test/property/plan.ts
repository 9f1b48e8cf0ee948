import type { LanguageName } from "../../rules/model/module.js";
import { rules } from "../../rules/faults/index.js";
import { piecesOf } from "./pieces/index.js";
import { generate } from "./program.js";
import type { Program } from "./program.js";

/** A program and the folder that it stands in, by whose name it can be run alone. */
export interface Sample extends Program { readonly name: string }

/** How often each fault is planted in each of its languages. */
export const times = 14;

/** All faults in all their languages; `wanted` of one language can be planted where there are pieces for it. */
export const pairs = (): { fault: string; language: LanguageName; mendable: boolean }[] =>
  rules.flatMap(({ id, languages, mends }) => languages.map((language) => ({ fault: id, language, mendable: mends.includes(language) })));

/** The programs from a seed on: each fault `times` times in each language, its pieces in turn. */
export function plan(first: number): Sample[] {
  return pairs().flatMap(({ fault, language }, row) => {
    const pieces = Object.keys(piecesOf(fault, language));
    if (pieces.length === 0) return [];
    return Array.from({ length: times }, (_, at) => sample(first + row * times + at, fault, language, pieces[at % pieces.length]!));
  });
}

/** The one program of that name. */
export function alone(name: string): Sample[] {
  const [seed, language, fault, slug] = name.split("_") as [string, LanguageName, string, string];
  const piece = Object.keys(piecesOf(fault, language)).find((key) => slugOf(key) === slug);
  if (piece === undefined) throw new Error(`no program is called ${name}`);
  return [sample(Number(seed), fault, language, piece)];
}

const slugOf = (piece: string): string => piece.replaceAll(/\W+/g, "-");

const sample = (seed: number, fault: string, language: LanguageName, piece: string): Sample =>
  ({ name: `${seed}_${language}_${fault}_${slugOf(piece)}`, ...generate(seed, fault, language, piece) });
