import type { Blocker, Blockers, Cost } from "../../../model/blocker.js";
import { rows, twinned } from "./rows.js";

/** One function with a twin of another name than `<name>Sync`. */
const renamed = (cost: Cost, call: string, module: string): Blocker => ({ cost, why: "disk", twin: { call, module } });

/**
 * Packages that work on files. What reads or writes a whole file, or goes through a tree, costs as much as in `fs`; so does what makes
 * one directory. Older versions hang the blocking form on the default export (`rimraf.sync`): the twin is that export itself, which
 * a named import does not bring, so it is left out.
 */
export const packagesFiles: Blockers = {
  // fs-extra's own; those it passes on are aliases of fs's.
  ...twinned("fs-extra", "copy emptyDir emptydir outputFile remove", "high", "disk", "fs-extra"),
  // Node cannot import their twins by name (they are made when the package runs).
  ...rows("fs-extra", "outputJSONSync outputJsonSync readJSONSync readJsonSync writeJSONSync writeJsonSync", "high", "disk"),
  // A rename; a copy only between two disks.
  ...twinned("fs-extra", "move", "medium", "disk", "fs-extra"),
  ...twinned(
    "fs-extra",
    "createFile createLink createSymlink ensureDir ensureFile ensureLink ensureSymlink mkdirp mkdirs",
    "medium", "disk", "fs-extra",
  ),
  ...twinned("fs-extra", "pathExists", "low", "disk", "fs-extra"),

  // Walks a tree.
  ...twinned("glob", "glob", "high", "disk", "glob"),
  "glob.glob.sync": renamed("high", "glob", "glob"),
  ...rows("", "glob.sync glob.globIterateSync glob.iterateSync", "high", "disk"),
  ...rows("fast-glob", "globSync sync", "high", "disk"),
  ...twinned("globby", "globby isGitIgnored isIgnoredByIgnoreFiles", "high", "disk", "globby"),
  ...rows("globby", "sync", "high", "disk"),
  ...twinned("tinyglobby", "glob", "high", "disk", "tinyglobby"),
  ...rows("", "walk-sync klaw-sync", "high", "disk"),

  // Removes a tree.
  ...twinned("rimraf", "rimraf", "high", "disk", "rimraf"),
  "rimraf.rimraf.sync": renamed("high", "rimraf", "rimraf"),
  ...rows("", "rimraf.sync del.sync", "high", "disk"),
  "del.deleteSync": renamed("high", "deleteAsync", "del"),

  // Makes a directory and those above it.
  ...twinned("mkdirp", "mkdirp", "medium", "disk", "mkdirp"),
  "mkdirp.mkdirp.sync": renamed("medium", "mkdirp", "mkdirp"),
  ...twinned("make-dir", "makeDirectory", "medium", "disk", "make-dir"),
  ...rows("", "mkdirp.sync make-dir.sync tmp.dirSync tmp.fileSync", "medium", "disk"),

  // Reads or writes a whole file.
  ...twinned("read-pkg", "readPackage", "high", "disk", "read-pkg"),
  ...twinned("read-package-up", "readPackageUp", "high", "disk", "read-package-up"),
  ...twinned("load-json-file", "loadJsonFile", "high", "disk", "load-json-file"),
  ...twinned("write-json-file", "writeJsonFile", "high", "disk", "write-json-file"),
  ...twinned("jsonfile", "readFile writeFile", "high", "disk", "jsonfile"),
  ...twinned("hasha", "hashFile", "high", "disk", "hasha"),
  ...twinned("chardet", "detectFile", "high", "disk", "chardet"),
  ...rows("", "write-file-atomic.sync gray-matter.read md5-file.sync pug.compileFile pug.renderFile", "high", "disk"),
  ...rows("lowdb", "LowSync.read LowSync.write", "high", "disk", { offload: "no" }),
  ...rows("cosmiconfig", "PublicExplorerSync.load PublicExplorerSync.search", "high", "disk"),

  // Looks at a row of paths.
  ...twinned("find-up", "findUp findUpMultiple", "low", "disk", "find-up"),
  ...twinned("locate-path", "locatePath", "low", "disk", "locate-path"),
  ...twinned("path-exists", "pathExists", "low", "disk", "path-exists"),
  ...rows("", "find-up.sync locate-path.sync path-exists.sync which.sync tmp.tmpNameSync", "low", "disk"),
  // The same, and reads each package.json on the way.
  ...rows("", "resolve.sync", "medium", "disk"),

  // A lock file is a directory that is made and removed.
  ...twinned("proper-lockfile", "lock unlock", "medium", "disk", "proper-lockfile"),
  ...twinned("proper-lockfile", "check", "low", "disk", "proper-lockfile"),

  // Archives: all that is in them is read, packed or unpacked.
  ...rows("tar", "create extract list replace update", "high", "disk", { only: ["0.sync=true"] }),
  // Without a path there is nothing to read yet.
  ...rows("", "adm-zip adm-zip.AdmZip", "high", "disk", { only: ["0"], offload: "no" }),
  ...rows(
    "adm-zip.AdmZip",
    "addLocalFile addLocalFolder extractAllTo extractEntryTo readAsText readFile toBuffer writeZip",
    "high", "disk", { offload: "no" },
  ),
  ...rows("xlsx", "readFile writeFile", "high", "disk"),
};
