import { folderOf, within } from "./paths.js";
import { kindOf } from "./folders.js";

/** What marks the top of a project. */
const marks = ["pyproject.toml", "package.json", ".git"];

/** The workspace folder of a single file: the nearest one upwards that bears a mark of a project, else the file's own. */
export function rootOf(file: string): string {
  const own = folderOf(file);
  for (let folder = own; ; folder = folderOf(folder)) {
    if (marks.some((mark) => kindOf(within(folder, mark)) !== undefined)) return folder;
    if (folder === folderOf(folder)) return own;
  }
}
