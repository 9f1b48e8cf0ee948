import type { DidChangeTextDocumentParams, TextDocumentItem } from "vscode-languageserver/node";
import { languageOf } from "../../rules/languages.js";
import type { Encoding } from "./positions.js";
import { Text } from "./positions.js";
import { pathOf } from "./uris.js";

/** A document that is open in the editor. */
export interface OpenDocument {
  /** As the client writes it. */
  readonly uri: string;
  readonly version: number;
  /** Its newest text. */
  readonly text: Text;
  /** The file that it counts as; undefined where Evenloop has no say. */
  readonly path: string | undefined;
  /** It belongs to no workspace: it is not saved yet, or only its editor knows its language. */
  readonly alone: boolean;
}

/** The endings that stand for the languages by which editors know their documents. */
const endings: Readonly<Record<string, string>> = {
  python: ".py",
  typescript: ".ts", typescriptreact: ".tsx", "typescript.tsx": ".tsx", tsx: ".tsx",
  javascript: ".js", javascriptreact: ".jsx", "javascript.jsx": ".jsx", jsx: ".jsx",
};

/** The documents that are open in the editor, each in its newest version. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  readonly #byPath = new Map<string, OpenDocument>();

  constructor(readonly encoding: Encoding) {}

  open({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
    return this.#keep({ uri, version, text: Text.of(text, this.encoding), ...placeOf(uri, languageId) });
  }

  /** The document after an edit; undefined where it is not open. */
  change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const before = this.#open.get(uri);
    return before && this.#keep({ ...before, version, text: before.text.edited(contentChanges) });
  }

  close(uri: string): OpenDocument | undefined {
    const document = this.#open.get(uri);
    this.#open.delete(uri);
    if (document?.path !== undefined) this.#byPath.delete(document.path);
    return document;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  at(path: string): OpenDocument | undefined {
    return this.#byPath.get(path);
  }

  all(): Iterable<OpenDocument> {
    return this.#open.values();
  }

  #keep(document: OpenDocument): OpenDocument {
    this.#open.set(document.uri, document);
    if (document.path !== undefined) this.#byPath.set(document.path, document);
    return document;
  }
}

/** What a document counts as. */
function placeOf(uri: string, languageId: string): Pick<OpenDocument, "path" | "alone"> {
  const path = pathOf(uri);
  if (path !== undefined && languageOf(path) !== undefined) return { path, alone: false };
  const ending = endings[languageId];
  if (ending === undefined || (path === undefined && !uri.startsWith("untitled:"))) return { path: undefined, alone: true };
  // A path that no file has: nobody imports it, and it imports nobody.
  return { path: `/${encodeURIComponent(uri)}/document${ending}`, alone: true };
}
