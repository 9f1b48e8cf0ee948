import { accessSync, chmodSync, chownSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { encode } from "../../rules/host/decode.js";
import type { Decoded } from "../../rules/host/decode.js";
import { inWords, load } from "../../rules/host/disk.js";

/**
 * Replaces a file's text, whole or not at all: a new file is written beside it and takes its place. It is left alone
 * where it is no longer what was read. Gives why it could not be done; undefined where it was.
 */
export function replace(path: string, read: Decoded, text: string): string | undefined {
  if (!("text" in read)) return read.cause;
  let draft: string | undefined;
  try {
    const real = realpathSync(path); // a link stays one: what it leads to is replaced
    const stats = statSync(real);
    if ((stats.mode & 0o222) === 0) return "it is read-only";
    accessSync(real, constants.W_OK);
    draft = `${real}.${process.pid}.evenloop`;
    writeFileSync(draft, encode(text, read.bom), { flag: "wx", mode: stats.mode & 0o777 });
    keepOwner(draft, stats);
    chmodSync(draft, stats.mode & 0o7777);
    const now = load(real);
    if (!("text" in now) || now.text !== read.text || now.bom !== read.bom) {
      rmSync(draft);
      return "it changed on disk meanwhile";
    }
    renameSync(draft, real);
    return undefined;
  } catch (error) {
    if (draft !== undefined && (error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(draft, { force: true });
    return inWords(error);
  }
}

/** Keeps a file's owner where that is allowed; where not, the mended file is the caller's, as with any editor. */
function keepOwner(draft: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  const now = statSync(draft);
  if (now.uid === uid && now.gid === gid) return;
  try {
    chownSync(draft, uid, gid);
  } catch {
    // Only a superuser may give files away.
  }
}
