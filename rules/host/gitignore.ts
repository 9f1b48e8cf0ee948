import { readFileSync } from "node:fs";
import ignore from "ignore";
import type { Ignore } from "ignore";
import { folderOf, isBelow, within } from "./paths.js";
import { kindOf } from "./folders.js";

/** The patterns of one `.gitignore`, and the folder that they count from. */
interface Level { readonly folder: string; readonly patterns: Ignore }

/** The `.gitignore` files that count for the entries of a folder, outermost first. Immutable. */
export class GitIgnore {
  private constructor(readonly levels: readonly Level[]) {}

  /** What counts in `root`: its own patterns, and those of the folders above it up to the repository's. */
  static at(root: string): GitIgnore {
    const folders = [root];
    for (let folder = root; !isRepository(folder); ) {
      folder = folderOf(folder);
      if (folder === folders[0]) { folders.splice(0, folders.length - 1); break; } // no repository: only the root's own
      folders.unshift(folder);
    }
    let rules = new GitIgnore([]);
    const top = folders[0]!;
    if (isRepository(top)) rules = rules.with(top, within(top, ".git/info/exclude"));
    for (const folder of folders) {
      // A folder that was asked for is read even where it is ignored: the patterns that ignore it do not count then.
      if (folder === root && rules.ignores(root, true)) rules = new GitIgnore([]);
      rules = rules.with(folder, within(folder, ".gitignore"));
    }
    return rules;
  }

  /** What counts one folder further down; `own`: it has a `.gitignore`. A pattern that was overruled for the folder itself has no say below it. */
  down(folder: string, own: boolean): GitIgnore {
    const levels = this.levels.filter((level) => verdict(level, folder, true) !== "ignored");
    const rules = levels.length === this.levels.length ? this : new GitIgnore(levels);
    return own ? rules.with(folder, within(folder, ".gitignore")) : rules;
  }

  /** Whether an entry is ignored; the innermost file that says anything decides. */
  ignores(path: string, folder: boolean): boolean {
    for (let index = this.levels.length - 1; index >= 0; index--) {
      const said = verdict(this.levels[index]!, path, folder);
      if (said !== undefined) return said === "ignored";
    }
    return false;
  }

  private with(folder: string, file: string): GitIgnore {
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch {
      return this;
    }
    return new GitIgnore([...this.levels, { folder, patterns: ignore({ ignorecase: false }).add(text) }]);
  }
}

function verdict(level: Level, path: string, folder: boolean): "ignored" | "kept" | undefined {
  if (path === level.folder || !isBelow(path, level.folder)) return undefined;
  const relative = path.slice(within(level.folder, "").length);
  const { ignored, unignored } = level.patterns.test(folder ? relative + "/" : relative);
  return ignored ? "ignored" : unignored ? "kept" : undefined;
}

const isRepository = (folder: string): boolean => kindOf(within(folder, ".git")) !== undefined;
