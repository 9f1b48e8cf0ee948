import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const path = "pathlib.Path";

/**
 * What gives an iterator that reads the disk only when it is run. Each is a class of its own under its function's name, so that the
 * blocker is `os.walk.__iter__`: whoever runs it is found, not who makes it.
 */
const lazy = ["os.walk", "os.fwalk", "os.scandir", "glob.iglob", ...Object.keys(alike(path, "glob iterdir rglob walk", true))];

/** Files, paths and directories. */
export const files: Part = {
  classes: {
    ...Object.fromEntries(lazy.map((name) => [name, []])),
    "io.IOBase": [],
    // StringIO and BytesIO live in memory: they are files in name only, so nothing that blocks is said of IOBase.
    ...alike("io", "StringIO BytesIO", ["io.IOBase"]),
    ...alike("io", "TextIOWrapper FileIO BufferedReader BufferedWriter BufferedRandom", ["io.IOBase"]),
    // The same files, but what they wait for is a person, not a disk.
    "sys.stdin": ["io.TextIOWrapper"],
    "pathlib.PurePath": [],
    "pathlib.Path": ["pathlib.PurePath"],
    "pathlib.PosixPath": ["pathlib.Path"],
    "pathlib.WindowsPath": ["pathlib.Path"],
    "os.DirEntry": [],
    "tempfile.TemporaryDirectory": [],
  },
  returns: {
    // Text is the likeliest; the binary kinds have the same methods and the same costs.
    "builtins.open": "io.TextIOWrapper",
    "codecs.open": "io.TextIOWrapper",
    "os.fdopen": "io.TextIOWrapper",
    "io.open_code": "io.BufferedReader",
    "io.TextIOWrapper.detach": "io.BufferedReader",
    "tempfile.TemporaryFile": "io.BufferedRandom",
    "tempfile.NamedTemporaryFile": "io.BufferedRandom",
    // Alternatives of a file and its name; the file in memory is no file of ours.
    "tempfile.SpooledTemporaryFile": "?",
    [`${path}.open`]: "io.TextIOWrapper",
    ...alike(
      path,
      "__truediv__ __rtruediv__ absolute cwd expanduser home joinpath readlink relative_to rename replace resolve " +
        "with_name with_segments with_stem with_suffix",
      path,
    ),
    "glob.glob": "list ?",
    "os.listdir": "list ?",
  },
  attributes: {
    [`${path}.parent`]: path,
    [`${path}.parents`]: `list ${path}`,
    "io.TextIOWrapper.buffer": "io.BufferedReader",
    "sys.stdin": "sys.stdin",
    "sys.stdin.buffer": "sys.stdin",
  },
  elements: {
    ...alike(path, "glob iterdir rglob", path),
    "os.scandir": "os.DirEntry",
  },
  enters: {
    "tempfile.TemporaryDirectory": "?",
  },
  inMemory: new Set(["io.BytesIO", "io.StringIO"]),
};
