import { alike } from "../../model/table.js";
import { later, type Part } from "./part.js";

/** Node's `fs`, `fs/promises`, and the parts of fs-extra that are not fs's own. */
export const nodeFiles: Part = {
  classes: {
    ...alike("fs", "Dir Dirent Stats", []),
    ...alike("fs", "FSWatcher StatWatcher", ["events.EventEmitter"]),
    "fs.ReadStream": ["stream.Readable"],
    "fs.WriteStream": ["stream.Writable"],
    "fs.promises.FileHandle": ["events.EventEmitter"],
  },
  returns: {
    // All but `watch`, which gives an iterator.
    ...alike(
      "fs.promises",
      "access appendFile chmod chown copyFile cp lchmod lchown link lutimes mkdir mkdtemp readFile readdir readlink realpath rename rm rmdir " +
        "statfs symlink truncate unlink utimes writeFile",
      "await",
    ),
    ...alike("fs.promises", "lstat stat", "await fs.Stats"),
    "fs.promises.open": "await fs.promises.FileHandle",
    "fs.promises.opendir": "await fs.Dir",
    ...alike(
      "fs.promises.FileHandle",
      "appendFile chmod chown close datasync read readFile readv sync truncate utimes write writeFile writev",
      "await",
    ),
    "fs.promises.FileHandle.stat": "await fs.Stats",
    "fs.promises.FileHandle.createReadStream": "fs.ReadStream",
    "fs.promises.FileHandle.createWriteStream": "fs.WriteStream",
    "fs.promises.FileHandle.readLines": "readline.Interface",
    "fs.openAsBlob": "await Blob",
    "fs.createReadStream": "fs.ReadStream",
    "fs.createWriteStream": "fs.WriteStream",
    "fs.opendirSync": "fs.Dir",
    "fs.watch": "fs.FSWatcher",
    "fs.watchFile": "fs.StatWatcher",
  },
  withoutCallback: {
    // With a callback `read` and `close` of a Dir give nothing, without one a promise.
    "fs.Dir.read": "await fs.Dirent",
    "fs.Dir.close": "await",
    ...alike(
      "fs-extra",
      "access appendFile chmod chown copy copyFile createFile createLink createSymlink emptyDir emptydir ensureDir ensureFile ensureLink " +
        "ensureSymlink link mkdir mkdirp mkdirs mkdtemp move outputFile outputJSON outputJson pathExists readFile readJSON readJson readdir " +
        "readlink realpath remove rename rm rmdir symlink truncate unlink utimes writeFile writeJSON writeJson",
      "await",
    ),
    ...alike("fs-extra", "lstat stat", "await fs.Stats"),
  },
  elements: { "fs.Dir": "fs.Dirent" },
  callbacks: {
    ...alike(
      "fs",
      "access appendFile chmod chown close copyFile cp exists fchmod fchown fdatasync fstat fsync ftruncate futimes lchown link lstat lutimes " +
        "mkdir mkdtemp open opendir read readFile readdir readlink readv realpath rename rm rmdir stat statfs symlink truncate unlink utimes " +
        "watch watchFile write writeFile writev",
      later(1, 5),
    ),
    ...alike("fs", "close exists", later(1)),
    "fs.Dir.read": later(0),
    "fs.Dir.close": later(0),
  },
};
