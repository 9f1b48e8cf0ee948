import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { languageOf } from "../languages.js";
import type { Host } from "../model/host.js";
import { decode } from "./decode.js";
import type { Decoded } from "./decode.js";
import { Folders } from "./folders.js";
import { absolute, isBelow } from "./paths.js";
import { isWalked, walk, walking } from "./walk.js";
import type { Walked } from "./walk.js";

/** Whether Evenloop reads files of this name. */
export const isSource = (path: string): boolean => languageOf(path) !== undefined;

/** What a disk host may be told. */
export interface DiskOptions {
  /** Read each file once and answer from memory: the analysis, its lines and its mending then speak of one and the same text. */
  readonly keep?: boolean;
  /** Files larger than this are not read. */
  readonly maxBytes?: number;
}

/** A workspace on disk, with texts laid over it. */
export interface DiskHost extends Host {
  /**
   * Texts that count in place of the disk's, by path: open documents, standard input, mended but not yet written. One that is on no disk
   * is listed, unless it is ignored there.
   */
  readonly open: Map<string, string>;
  /** A file as it is on disk, whatever lies over it. */
  original(path: string): Decoded;
  /** Folders that could not be looked into. */
  closed(): readonly string[];
  /** Looks for the files folder by folder, so that whoever walks can do something else in between; `list` then answers at once. */
  survey(): Generator<undefined, void>;
  /** Forgets what is known of a file or folder and of the folders above it: it came, changed or went. */
  forget(path: string): void;
}

const megabyte = 1024 * 1024;

/** The workspace folder `root` on disk. */
export function diskHost(root: string, { keep = false, maxBytes = 4 * megabyte }: DiskOptions = {}): DiskHost {
  const folder = absolute(root);
  const folders = new Folders();
  const open = new Map<string, string>();
  const kept = new Map<string, Decoded>();
  let walked: Listing | undefined;
  let changes = 0;
  const walkedOnce = (): Listing => (walked ??= listing(walk(folder, folders, isSource)));

  function original(path: string): Decoded {
    const known = kept.get(path);
    if (known !== undefined) return known;
    const decoded = load(path, maxBytes);
    if (keep) kept.set(path, decoded);
    return decoded;
  }

  return {
    root: folder,
    open,
    original,
    exists: (path) => open.has(path) || folders.isFile(path),
    read(path) {
      const laid = open.get(path);
      if (laid !== undefined) return laid;
      const decoded = original(path);
      return "text" in decoded ? decoded.text : undefined;
    },
    list() {
      const { files, known } = walkedOnce();
      const more = [...open.keys()].filter((path) => !known.has(path) && isSource(path) && isWalked(path, folder, folders));
      return more.length === 0 ? files : [...files, ...more].sort();
    },
    closed: () => walkedOnce().closed,
    *survey() {
      while (walked === undefined) {
        const began = changes;
        const found = listing(yield* walking(folder, folders, isSource));
        // What was seen before something changed may not be so any more.
        if (began === changes) walked = found;
      }
    },
    forget(path) {
      changes++;
      kept.delete(path);
      if (folders.forget(path, folder)) for (const file of kept.keys()) if (isBelow(file, path)) kept.delete(file);
      // A file that is there as before is no reason to look for all the others.
      if (walked && !(walked.known.has(path) && folders.isFile(path))) walked = undefined;
    },
  };
}

/** What was found, and the same for looking up. */
interface Listing extends Walked { readonly known: ReadonlySet<string> }

const listing = (walked: Walked): Listing => ({ ...walked, known: new Set(walked.files) });

/** Reads a file; in place of an exception comes the cause, in words. */
export function load(path: string, maxBytes = Infinity): Decoded {
  try {
    const file = openSync(path, "r");
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return { cause: "it is no regular file" };
      if (stats.size > maxBytes) {
        return { cause: `it is ${(stats.size / megabyte).toFixed(1)} MB large, and files up to ${+(maxBytes / megabyte).toFixed(1)} MB are read` };
      }
      return decode(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { cause: inWords(error) };
  }
}

/** What went wrong with a file, for a person. */
export function inWords(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "permission is denied";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EROFS") return "the disk is read-only";
  if (code === "ENOSPC") return "the disk is full";
  return error instanceof Error ? error.message : String(error);
}
