import type { Func, Program } from "./program.js";

/** A program as files, and where its fault stands if it has one. */
export interface Written {
  readonly files: ReadonlyMap<string, string>;
  readonly planted: Planted | undefined;
}

/** Where the fault stands, and whether there is a way to mend it. */
export interface Planted { readonly file: string; readonly line: number; readonly mendable: boolean }

/** Which files the functions of a program stand in. */
export const homes = ["main", "helpers", "store"] as const;

/** The functions of one home. */
export const livingIn = ({ functions }: Program, home: Func["home"]): Func[] => functions.filter((func) => func.home === home);

/** Lines of code as they are written, with their indentation. */
export class Page {
  readonly lines: string[] = [];
  /** What was written wrong, with its line (from 1). */
  planted: Omit<Planted, "file"> | undefined;
  readonly #unit: string;
  #depth = 0;

  constructor(unit: string) {
    this.#unit = unit;
  }

  add(...lines: string[]): void {
    for (const line of lines) this.lines.push(line === "" ? "" : this.#unit.repeat(this.#depth) + line);
  }

  /** Writes the wrong line where the fault is to be planted, else the right one. */
  choose(plant: boolean, right: string, wrong: string, mendable = true): void {
    this.add(plant ? wrong : right);
    if (plant) this.planted = { line: this.lines.length, mendable };
  }

  /** Writes what `body` writes, indented. */
  inside(body: () => void): void {
    this.#depth++;
    body();
    this.#depth--;
  }

  /** Puts the imports at the top that the lines so far make use of: those whose name stands in them. */
  import(imports: Readonly<Record<string, string>>): void {
    const { text } = this;
    const head = Object.entries(imports).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text)).map(([, line]) => line);
    this.lines.unshift(...head);
    if (this.planted) this.planted = { ...this.planted, line: this.planted.line + head.length };
  }

  get text(): string {
    return this.lines.join("\n") + "\n";
  }
}

/** Pages as what is written, each with its file's name. */
export function written(pages: readonly (readonly [file: string, page: Page])[], more: Readonly<Record<string, string>>): Written {
  const wrong = pages.find(([, page]) => page.planted !== undefined);
  return {
    files: new Map([...pages.map(([file, page]) => [file, page.text] as const), ...Object.entries(more)]),
    planted: wrong?.[1].planted && { file: wrong[0], ...wrong[1].planted },
  };
}
