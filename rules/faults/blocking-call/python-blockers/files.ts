import type { Blocker, Blockers, Why } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

// A whole file at once grows with the data, whoever reads it: `read_text`, `read()`, `json.load`. A line, or what one write puts into
// a buffer, is bounded. Neither seek nor close is here: they cost next to nothing, and a `with` closes anyway.
const high: Blocker = { cost: "high", why: "disk" };
const medium: Blocker = { cost: "medium", why: "disk" };

const both = ["io.TextIOWrapper", "io.FileIO", "io.BufferedRandom"];
/** To compress and unpack costs more than the disk does, and as much where the file is in memory. */
const compressed = ["gzip.GzipFile", "bz2.BZ2File", "lzma.LZMAFile"];

const read = (kind: string, why: Why): Blockers => ({
  ...alike(kind, "read readlines", { cost: "high", why }),
  [`${kind}.readline`]: { cost: "medium", why },
  [`${kind}.__iter__`]: { cost: "high", why, offload: "no" },
});

const written = (kind: string, why: Why): Blockers => ({
  [`${kind}.writelines`]: { cost: "high", why },
  ...alike(kind, "flush write", { cost: "medium", why }),
});

/** Open files, compressed files, archives, and what reads or writes a file it is given. */
export const files: Blockers = {
  ...alike("", "builtins.open codecs.open io.open_code os.fdopen gzip.open bz2.open lzma.open tarfile.open zipfile.ZipFile", medium),
  ...Object.assign({}, ...[...both, "io.BufferedReader", "tarfile.ExFileObject"].map((kind) => read(kind, "disk"))),
  ...Object.assign({}, ...[...both, "io.BufferedWriter"].map((kind) => written(kind, "disk"))),
  ...Object.assign({}, ...[...compressed, "zipfile.ZipExtFile"].map((kind) => read(kind, "cpu"))),
  ...Object.assign({}, ...compressed.map((kind) => written(kind, "cpu"))),
  ...alike("io", "TextIOWrapper.truncate FileIO.truncate BufferedRandom.truncate BufferedWriter.truncate", medium),
  ...alike("io.FileIO", "readall readinto", high),
  ...alike("io.BufferedReader", "read1 readinto peek", medium),
  ...alike("io.BufferedRandom", "read1 readinto peek", medium),
  "gzip.GzipFile": { ...medium, unless: ["3|fileobj"] },
  ...alike("", "bz2.BZ2File lzma.LZMAFile", medium),

  ...alike("zipfile.ZipFile", "extract extractall write", high),
  ...alike("zipfile.ZipFile", "read testzip writestr", { cost: "high", why: "cpu" }),
  "zipfile.ZipFile.open": { cost: "low", why: "disk" },
  "zipfile.ZipExtFile.read1": medium,
  // A tar file has no table of contents: to list it is to read it through.
  ...alike("tarfile.TarFile", "add addfile extract extractall getmember getmembers getnames list", high),
  ...alike("tarfile.TarFile", "bz2open gzopen taropen xzopen", medium),
  "tarfile.TarFile.__iter__": { ...high, offload: "no" },

  // The whole of a file that is open already.
  ...alike("json", "dump load", high),
  ...alike("pickle", "dump load", high),
  ...alike("pickle", "Pickler.dump Unpickler.load", high),
  ...alike("marshal", "dump load", high),
  ...alike("plistlib", "dump load", high),
  "xml.etree.ElementTree.parse": high,
  "xml.etree.ElementTree.ElementTree.parse": high,
  "xml.etree.ElementTree.ElementTree.write": high,
  "hashlib.file_digest": high,
  ...alike("", "lxml.etree.parse ujson.load ujson.dump", high),

  // Settings: small by nature.
  ...alike("", "configparser.RawConfigParser.read tomllib.load toml.load tomli.load", medium),
  ...alike("linecache", "getline getlines", medium),

  ...alike("", "shelve.open dbm.open", { ...medium, offload: "no" }),
  "shelve.Shelf.sync": { ...high, offload: "no" },

  // Certificates: 30 ms for the system's own.
  "ssl.create_default_context": medium,
  ...alike("ssl.SSLContext", "load_cert_chain load_default_certs load_verify_locations set_default_verify_paths", medium),

  // Nothing to do where the module is loaded already, and it mostly is.
  ...alike("importlib", "import_module reload", { cost: "low", why: "disk", offload: "no" }),
  "builtins.__import__": { cost: "low", why: "disk", offload: "no" },
  // Looks through the directories of all that is installed.
  ...alike("importlib.metadata", "distribution entry_points metadata requires version", medium),
};
