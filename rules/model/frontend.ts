import type { LanguageName, Module } from "./module.js";
import type { Span } from "./span.js";

/** What a frontend needs to know of the workspace to find an imported file. Paths are absolute with `/`. */
export interface Files {
  /** The workspace folder. */
  readonly root: string;
  /** Whether there is such a file. */
  exists(path: string): boolean;
  /** A file's text, undefined where it cannot be read. */
  read(path: string): string | undefined;
}

/** Reads one language into the model. */
export interface Frontend {
  readonly language: LanguageName;
  /** The facts of a text. Never throws, whatever the text. */
  lower(path: string, text: string): Module;
  /** A file that is being edited: keeps its tree, so that an edit costs what it changes. */
  open(path: string, text: string): Live;
  /** Where the argument of an index, or of a keyword, stands in the text of a call; `path` is the file of that text. */
  argument(call: string, at: number | string, path: string): Span | undefined;
  /** Whether a file holds settings that decide how others are read or found; what was read of the settings of `files` is forgotten then. */
  settings(path: string, files: Files): boolean;
  /** The file that an import names, undefined where it is not in the workspace. */
  resolve(specifier: string, from: string, files: Files): string | undefined;
}

/** An open file. After any edits its facts equal those of `lower` on the same text. */
export interface Live {
  readonly module: Module;
  /** How many functions the last edit lowered again (the module's body not counted). */
  readonly lowered: number;
  /** Takes the new text; functions that the edit did not touch keep their identity. */
  edit(text: string): Module;
  /** Frees the tree. */
  close(): void;
}
