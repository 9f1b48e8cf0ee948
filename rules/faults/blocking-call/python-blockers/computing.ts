import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

// What only computes. Most of it is C that lets other threads run meanwhile, so a thread will do; what is written in Python holds the
// interpreter, so only another process helps. What needs a big input to be slow (json.loads, re, sorted, deepcopy) is left out: of most
// calls nothing is known of the input, and a warning at each would be noise.
const high: Blocker = { cost: "high", why: "cpu" };
const medium: Blocker = { cost: "medium", why: "cpu" };
const inPython: Blocker = { ...high, offload: "process" };
/** Reads or writes a whole file, and computes on it. */
const table: Blocker = { cost: "high", why: "disk" };

const derivations = ["pbkdf2.PBKDF2HMAC", "scrypt.Scrypt", "argon2.Argon2id"];
const passwords = "argon2 bcrypt pbkdf2_sha256 pbkdf2_sha512 scrypt sha256_crypt sha512_crypt";

/** Key derivation, compression, images, tables, big parsers. */
export const computing: Blockers = {
  // Slow by design: 50 to 300 ms each.
  ...alike("hashlib", "pbkdf2_hmac scrypt", high),
  ...alike("bcrypt", "checkpw hashpw kdf", high),
  ...alike("argon2.PasswordHasher", "hash verify", high),
  ...alike("werkzeug.security", "check_password_hash generate_password_hash", high),
  ...alike("django.contrib.auth.hashers", "check_password make_password", high),
  ...Object.assign({}, ...passwords.split(" ").map((name) => alike(`passlib.hash.${name}`, "hash verify", high))),
  ...alike("passlib.context.CryptContext", "hash verify verify_and_update", high),
  "cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key": high,
  // These hold the interpreter all the while, though they are no Python, so a thread would not help; nor can they be sent to a process.
  ...Object.assign({}, ...derivations.map((name) => alike(`cryptography.hazmat.primitives.kdf.${name}`, "derive verify", { ...high, offload: "no" }))),
  ...alike("nacl.pwhash", "argon2i.kdf argon2id.kdf scrypt.kdf argon2i.str argon2id.str scrypt.str str verify kdf_scryptsalsa208sha256", high),

  // A megabyte takes 40 ms (zlib) to 300 ms (lzma) to compress, and 4 ms to unpack but for bz2's 50.
  ...alike("", "zlib.compress gzip.compress bz2.compress lzma.compress bz2.decompress", high),
  ...alike("", "zlib.decompress gzip.decompress lzma.decompress", medium),
  // Its default is its best, and takes half a second.
  "brotli.compress": high,
  "brotli.decompress": medium,
  // A piece at a time.
  ...alike("", "zlib.compressobj.compress zlib.compressobj.flush zlib.decompressobj.decompress", medium),

  // Twelve milliseconds a kilobyte: all of it is Python.
  ...alike("yaml", "dump dump_all full_load load safe_dump safe_load unsafe_load", inPython),

  "gc.collect": { ...medium, offload: "no" },

  // Opening reads the header alone; a photograph takes 100 ms to load, resize or save.
  "PIL.Image.open": { cost: "medium", why: "disk" },
  ...alike("PIL.Image.Image", "filter load resize rotate save thumbnail", high),
  ...alike("cv2", "imread imwrite", table),
  "cv2.VideoCapture.read": { cost: "high", why: "network" },

  ...alike("numpy", "genfromtxt load loadtxt save savetxt savez savez_compressed", table),
  ...alike(
    "pandas",
    "read_csv read_excel read_feather read_fwf read_html read_json read_orc read_parquet read_pickle " +
      "read_sql read_sql_query read_sql_table read_stata read_table read_xml",
    table,
  ),
  // Without a file they give a string.
  ...alike("pandas.DataFrame", "to_csv to_json to_parquet", { ...table, only: ["0|path_or_buf|path"] }),
  ...alike("pandas.DataFrame", "to_excel to_feather to_pickle", table),
  "pandas.DataFrame.to_sql": { cost: "high", why: "database" },
  ...alike("polars", "read_csv read_excel read_json read_parquet", table),
  ...alike("pyarrow.parquet", "read_table write_table", table),
  ...alike("", "openpyxl.load_workbook joblib.dump joblib.load torch.load torch.save", table),
};
