import { realpathSync } from "node:fs";
import { kindOf } from "./folders.js";
import type { Folders } from "./folders.js";
import { GitIgnore } from "./gitignore.js";
import { isBelow, nameOf, slashed, within } from "./paths.js";

/** Folders that hold no source of the project, whatever `.gitignore` says. */
const skipped = new Set([".git", ".hg", ".svn", "node_modules", "__pycache__"]);

/** What a walk found, and the folders that it could not look into. */
export interface Walked { readonly files: readonly string[]; readonly closed: readonly string[] }

/** A link to a folder or file, kept until all that is no link has been seen. */
interface Link { readonly path: string; readonly rules: GitIgnore }

/** Every file below `root` that `wanted` takes by name, sorted; .gitignore respected, each real folder and file once. */
export function walk(root: string, folders: Folders, wanted: (name: string) => boolean): Walked {
  const steps = walking(root, folders, wanted);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same folder by folder, so that whoever walks can do something else in between. */
export function* walking(root: string, folders: Folders, wanted: (name: string) => boolean): Generator<undefined, Walked> {
  const files: string[] = [];
  const closed: string[] = [];
  const links: Link[] = [];
  const seen: string[] = [realOf(root) ?? root];

  function* visit(folder: string, rules: GitIgnore): Generator<undefined> {
    yield;
    const entries = folders.entries(folder);
    if (entries === undefined) return void closed.push(folder);
    if (folder !== root && entries.has("pyvenv.cfg")) return; // a virtual environment, by whatever name
    for (const [name, kind] of entries) {
      const path = within(folder, name);
      if (kind === "file" ? !wanted(name) : skipped.has(name)) continue;
      if (kind === "other" || rules.ignores(path, kind === "folder")) continue;
      if (kind === "file") files.push(path);
      else if (kind === "link") links.push({ path, rules });
      else yield* visit(path, below(path, rules, folders));
    }
  }

  yield* visit(root, GitIgnore.at(root));
  for (let link = links.shift(); link !== undefined; link = links.shift()) {
    const { path, rules } = link;
    const kind = kindOf(path);
    const real = realOf(path);
    // What lies in a folder that is walked anyway has been seen by its own name (or is ignored there); a folder around it would hold it twice.
    if (real === undefined || seen.some((folder) => isBelow(real, folder) || isBelow(folder, real))) continue;
    if (kind === "file" && wanted(path)) {
      files.push(path);
      seen.push(real);
    } else if (kind === "folder" && !rules.ignores(path, true)) {
      seen.push(real);
      yield* visit(path, below(path, rules, folders));
    }
  }
  return { files: files.sort(), closed: closed.sort() };
}

/** Whether a walk of `root` would take a file at `path`, were there one. */
export function isWalked(path: string, root: string, folders: Folders): boolean {
  if (!isBelow(path, root)) return false;
  let rules = GitIgnore.at(root);
  for (let slash = path.indexOf("/", root.length + 1); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    const folder = path.slice(0, slash);
    if (skipped.has(nameOf(folder)) || rules.ignores(folder, true) || folders.entries(folder)?.has("pyvenv.cfg")) return false;
    rules = below(folder, rules, folders);
  }
  return !rules.ignores(path, false);
}

const below = (folder: string, rules: GitIgnore, folders: Folders): GitIgnore => rules.down(folder, folders.entries(folder)?.has(".gitignore") ?? false);

/** The path with all links looked through; undefined where one leads nowhere. */
function realOf(path: string): string | undefined {
  try {
    return slashed(realpathSync(path));
  } catch {
    return undefined;
  }
}
