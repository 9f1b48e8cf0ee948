import type { Blocker, Blockers, Cost } from "../../../model/blocker.js";
import { rows, twinned } from "./rows.js";

/** A function whose twin has another name than it, without `Sync`. */
const renamed = (cost: Cost, call: string, module: string): Blocker => ({ cost, why: "disk", twin: { call, module } });

/** `sync` of each package; its twin is the package itself, its default export, which gives a promise in all versions that have `sync`. */
const ofDefault = (packages: string, cost: Cost): Blockers =>
  Object.fromEntries(packages.split(" ").map((name) => [`${name}.sync`, renamed(cost, "default", name)]));

/**
 * Packages that work on files. What reads or writes a whole file, or goes through a tree, costs as much as in `fs`; so does what makes
 * one directory. Where the default export takes a callback in some versions (`glob`, `rimraf`, `mkdirp`, `which`), `sync` has no twin.
 */
export const packagesFiles: Blockers = {
  // fs-extra's own; those it passes on are aliases of fs's.
  ...twinned(
    "fs-extra",
    "copy emptyDir emptydir outputFile outputJSON outputJson readJSON readJson remove writeJSON writeJson",
    "high", "disk", "fs-extra",
  ),
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
  ...twinned("fast-glob", "glob", "high", "disk", "fast-glob"),
  ...twinned("globby", "globby isGitIgnored isIgnoredByIgnoreFiles", "high", "disk", "globby"),
  ...ofDefault("fast-glob globby", "high"),
  ...twinned("tinyglobby", "glob", "high", "disk", "tinyglobby"),
  ...rows("", "walk-sync klaw-sync", "high", "disk"),

  // Removes a tree.
  ...twinned("rimraf", "rimraf", "high", "disk", "rimraf"),
  "rimraf.rimraf.sync": renamed("high", "rimraf", "rimraf"),
  ...rows("", "rimraf.sync", "high", "disk"),
  ...ofDefault("del", "high"),
  "del.deleteSync": renamed("high", "deleteAsync", "del"),

  // Makes a directory and those above it.
  ...twinned("mkdirp", "mkdirp", "medium", "disk", "mkdirp"),
  "mkdirp.mkdirp.sync": renamed("medium", "mkdirp", "mkdirp"),
  ...twinned("make-dir", "makeDirectory", "medium", "disk", "make-dir"),
  ...ofDefault("make-dir", "medium"),
  ...rows("", "mkdirp.sync tmp.dirSync tmp.fileSync", "medium", "disk"),

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
  ...ofDefault("find-up locate-path path-exists", "low"),
  ...rows("", "which.sync tmp.tmpNameSync", "low", "disk"),
  // The same, and reads each package.json on the way.
  ...rows("", "resolve.sync", "medium", "disk"),

  // A lock file is a directory that is made and removed.
  ...twinned("proper-lockfile", "lock unlock", "medium", "disk", "proper-lockfile"),
  ...twinned("proper-lockfile", "check", "low", "disk", "proper-lockfile"),

  // Archives: all that is in them is read, packed or unpacked.
  ...rows("tar", "create extract list replace update", "high", "disk", { only: ["sync=true"] }),
  // Without a path there is nothing to read yet.
  ...rows("", "adm-zip adm-zip.AdmZip", "high", "disk", { only: ["0"], offload: "no" }),
  ...rows(
    "adm-zip.AdmZip",
    "addLocalFile addLocalFolder extractAllTo extractEntryTo readAsText readFile toBuffer writeZip",
    "high", "disk", { offload: "no" },
  ),
  ...rows("xlsx", "readFile writeFile", "high", "disk"),
};
