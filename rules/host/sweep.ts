import { statSync } from "node:fs";
import { isConfiguration } from "./configuration.js";
import { isSource } from "./disk.js";
import { Folders } from "./folders.js";
import { walking } from "./walk.js";

/**
 * The files of a workspace as they were when somebody last looked: for editors that do not tell what changes on disk.
 * What matters of a file is when it was written and how long it is.
 */
export class Sweep {
  #stamps = new Map<string, string>();

  #looked = false;

  constructor(readonly root: string) {}

  /** Whether nobody has looked yet. */
  get isNew(): boolean {
    return !this.#looked;
  }

  /** Looks again, file by file; gives the files that came, changed or went since the last time. */
  *look(): Generator<undefined, readonly string[]> {
    const { files } = yield* walking(this.root, new Folders(), (path) => isSource(path) || isConfiguration(path));
    const stamps = new Map<string, string>();
    for (const path of files) {
      stamps.set(path, stampOf(path));
      yield;
    }
    const before = this.#stamps;
    this.#stamps = stamps;
    this.#looked = true;
    return [...new Set([...before.keys(), ...files])].filter((path) => before.get(path) !== stamps.get(path));
  }
}

function stampOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return "";
  }
}
