import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

// Measured on a local disk: a stat 2 µs, a mkdir 25 µs, an fsync 270 µs and, on a busy disk, seconds. Over a network each may be a hundred
// times that. So: what reads or writes a whole tree or file is high, what changes a directory or opens a file medium, what asks one
// cheap question low.
const high: Blocker = { cost: "high", why: "disk" };
const medium: Blocker = { cost: "medium", why: "disk" };
const low: Blocker = { cost: "low", why: "disk" };
/** An iterator: it cannot be run elsewhere one step at a time. */
const treeIterator: Blocker = { ...high, offload: "no" };
const directoryIterator: Blocker = { ...medium, offload: "no" };

const path = "pathlib.Path";

/** Paths, directories and descriptors: `os`, `os.path`, `pathlib`, `shutil`, `glob`, `tempfile`. */
export const disk: Blockers = {
  // One question about one path.
  ...alike("os", "access chmod chown fchmod fchown fstat fstatvfs getcwd getcwdb lchown lstat readlink stat statvfs utime", low),
  ...alike("os.path", "exists getatime getctime getmtime getsize isdir isfile islink ismount lexists realpath samefile sameopenfile", low),
  ...alike(
    path,
    "chmod cwd exists group is_block_device is_char_device is_dir is_fifo is_file is_mount is_socket is_symlink lchmod lstat owner " +
      "readlink resolve samefile stat",
    low,
  ),
  // Its `is_dir` and `is_file` were answered with the listing.
  "os.DirEntry.stat": low,
  ...alike("shutil", "chown copymode copystat disk_usage which", low),

  // A directory is changed or listed, a file is opened.
  ...alike(
    "os",
    "ftruncate link listdir makedirs mkdir mkfifo mknod open remove removedirs rename renames replace rmdir symlink truncate unlink",
    medium,
  ),
  ...alike(path, "hardlink_to link_to mkdir open rename replace rmdir symlink_to touch unlink", medium),
  ...alike("tempfile", "NamedTemporaryFile TemporaryDirectory TemporaryFile mkdtemp mkstemp", medium),

  // Bounded by their argument; pipes and devices may keep one waiting, so it is more than a question.
  ...alike("os", "pread preadv pwrite pwritev read readv sendfile write writev", { ...medium, unlessReady: true }),

  // Waits for the device.
  ...alike("os", "fdatasync fsync sync", high),

  // Grows with the file or the tree.
  "os.copy_file_range": high,
  ...alike(path, "read_bytes read_text write_bytes write_text copy copy_into move move_into", high),
  ...alike("shutil", "copy copy2 copyfile copyfileobj copytree make_archive move rmtree unpack_archive", high),
  "glob.glob": high,
  ...alike("tempfile.TemporaryDirectory", "__exit__ cleanup", high),
  ...alike("filecmp", "cmp cmpfiles", high),

  // Lazy: not who makes the iterator waits, but who runs it.
  ...alike("", "os.fwalk.__iter__ os.walk.__iter__ glob.iglob.__iter__", treeIterator),
  ...alike(path, "glob.__iter__ rglob.__iter__ walk.__iter__", treeIterator),
  ...alike("", "os.scandir.__iter__ pathlib.Path.iterdir.__iter__", directoryIterator),
};
