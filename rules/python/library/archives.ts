import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

/** Compressed files and archives. */
export const archives: Part = {
  classes: {
    "gzip.GzipFile": ["io.IOBase"],
    "bz2.BZ2File": ["io.IOBase"],
    "lzma.LZMAFile": ["io.IOBase"],
    "zipfile.ZipFile": [],
    "zipfile.PyZipFile": ["zipfile.ZipFile"],
    "zipfile.ZipExtFile": ["io.IOBase"],
    "tarfile.TarFile": [],
    "tarfile.ExFileObject": ["io.IOBase"],
    // The classes of what these give have no names.
    ...alike("zlib", "compressobj decompressobj", []),
  },
  returns: {
    // In text mode these are wrapped; the methods and the work are the same.
    "gzip.open": "gzip.GzipFile",
    "bz2.open": "bz2.BZ2File",
    "lzma.open": "lzma.LZMAFile",
    "zipfile.ZipFile.open": "zipfile.ZipExtFile",
    "tarfile.open": "tarfile.TarFile",
    ...alike("tarfile.TarFile", "bz2open gzopen taropen xzopen", "tarfile.TarFile"),
    "tarfile.TarFile.extractfile": "tarfile.ExFileObject",
  },
  // A tar file only copies. The others compute wherever their file is.
  overMemory: {
    "tarfile.open": "?",
  },
};
