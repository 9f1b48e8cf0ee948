import type { Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Lines } from "../../rules/lines.js";
import type { Span } from "../../rules/model/span.js";

/** What a column counts: UTF-16 units, or bytes of UTF-8. */
export type Encoding = "utf-8" | "utf-16";

const ours: readonly PositionEncodingKind[] = ["utf-8", "utf-16"] satisfies Encoding[];

/** The encoding that the client likes best of those known here; UTF-16 where it says nothing. */
export const encodingFor = (offered: readonly PositionEncodingKind[] = []): Encoding =>
  (offered.find((encoding) => ours.includes(encoding)) as Encoding | undefined) ?? "utf-16";

/**
 * A text as the client counts in it. Each state of a text is an object of its own, so that whoever has worked something out from it
 * sees by identity whether it still holds; only the newest may be asked.
 */
export class Text {
  readonly #document: TextDocument;
  #lines: Lines | undefined;

  private constructor(document: TextDocument, readonly encoding: Encoding) {
    this.#document = document;
  }

  static of(content: string, encoding: Encoding): Text {
    return new Text(TextDocument.create("", "", 0, content), encoding);
  }

  get content(): string {
    return this.#document.getText();
  }

  /** Its lines as people count them. */
  get lines(): Lines {
    return (this.#lines ??= new Lines(this.content));
  }

  /** Where an offset lies. */
  positionAt(offset: number): Position {
    const { line, character } = this.#document.positionAt(offset);
    if (this.encoding === "utf-16" || character === 0) return { line, character };
    const start = this.#document.offsetAt({ line, character: 0 });
    return { line, character: Buffer.byteLength(this.content.slice(start, start + character)) };
  }

  /** The offset of a position; one behind the end of its line, or within a character, is moved back to the next that there is. */
  offsetAt({ line, character }: Position): number {
    if (this.encoding === "utf-16" || character <= 0) return this.#document.offsetAt({ line, character });
    const start = this.#document.offsetAt({ line, character: 0 });
    const end = this.#document.offsetAt({ line, character: Infinity });
    return start + unitsIn(this.content.slice(start, end), character);
  }

  rangeOf([from, to]: Span): Range {
    return { start: this.positionAt(from), end: this.positionAt(to) };
  }

  spanOf({ start, end }: Range): Span {
    return [this.offsetAt(start), this.offsetAt(end)];
  }

  /** The text after some changes, each of which counts in what those before it have left. */
  edited(changes: readonly TextDocumentContentChangeEvent[]): Text {
    for (const change of changes) TextDocument.update(this.#document, [this.#inUnits(change)], 0);
    return new Text(this.#document, this.encoding);
  }

  #inUnits(change: TextDocumentContentChangeEvent): TextDocumentContentChangeEvent {
    if (this.encoding === "utf-16" || !("range" in change)) return change;
    const [from, to] = this.spanOf(change.range);
    return { range: { start: this.#document.positionAt(from), end: this.#document.positionAt(to) }, text: change.text };
  }
}

/** How many UTF-16 units of a text fit into so many bytes of UTF-8. */
function unitsIn(text: string, bytes: number): number {
  let units = 0;
  let left = bytes;
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    units += character.length;
  }
  return units;
}
