/** A place for people: line and column count from 1, columns in UTF-16 units. */
export interface Place { readonly line: number; readonly column: number }

/** A text's lines, for turning offsets into places. A line ends with LF, CRLF or CR. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    const ends = /\r\n|\n|\r/g;
    while (ends.exec(text) !== null) this.#starts.push(ends.lastIndex);
  }

  /** Where an offset lies. */
  place(offset: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 };
  }

  /** A line's text, by number, without its end. */
  line(number: number): string {
    return this.text.slice(this.#starts[number - 1] ?? this.text.length, this.#starts[number]).replace(/[\r\n]+$/, "");
  }
}
