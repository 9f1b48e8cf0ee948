import type { Blocker, Blockers, Cost, Why } from "../../../model/blocker.js";
import { rows, twinned } from "./rows.js";

const work = { offload: "process" } as const;
const held = { offload: "no" } as const;
/** The twin sleeps as long: milliseconds, as here. */
const sleeping: Blocker = { cost: "high", why: "sleep", twin: { call: "setTimeout", module: "node:timers/promises" }, ...held };

const renamed = (cost: Cost, why: Why, call: string, module: string): Blocker => ({ cost, why, twin: { call, module } });

/** Packages: databases, processes, network, input, sleep, and work. */
export const packagesOther: Blockers = {
  // Reading all rows, running a script, and a transaction (many statements, then a wait for the disk) grow with the data. One row, one
  // statement or opening the file does not: found by an index it takes tens of microseconds, so these are warnings, no errors.
  ...rows(
    "better-sqlite3",
    "Database.backup Database.exec Database.serialize Statement.all Statement.iterate Database.transaction() " +
      "Database.transaction().deferred Database.transaction().exclusive Database.transaction().immediate",
    "high", "database", held,
  ),
  ...rows("", "better-sqlite3 better-sqlite3.Database", "medium", "database", held),
  ...rows("better-sqlite3", "Database.close Database.pragma Statement.get Statement.run", "medium", "database", held),
  ...rows("pg-native.Client", "connectSync executeSync prepareSync querySync", "high", "database", held),

  // Last as long as the other process.
  "execa.execaSync": renamed("high", "process", "execa", "execa"),
  "execa.execaCommandSync": renamed("high", "process", "execaCommand", "execa"),
  // Version 5 and before: the package is the function.
  "execa.sync": renamed("high", "process", "default", "execa"),
  "execa.commandSync": renamed("high", "process", "command", "execa"),
  ...rows("", "execa.$.sync cross-spawn.sync cross-spawn.spawn.sync zx.$.sync command-exists.sync", "high", "process"),
  ...twinned("node-machine-id", "machineId", "high", "process", "node-machine-id"),
  ...twinned("clipboardy", "read write", "high", "process", "clipboardy"),
  "shelljs.exec": { cost: "high", why: "process", unless: ["async=true", "2"] },
  // The same costs as their twins in `fs`.
  ...rows("shelljs", "cat cp find grep head rm sed sort tail uniq", "high", "disk"),
  ...rows("shelljs", "ln ls mkdir mv touch", "medium", "disk"),
  ...rows("shelljs", "chmod test which", "low", "disk"),

  ...rows("", "sync-request sync-fetch", "high", "network", held),

  // Wait for a person at the keyboard.
  ...rows(
    "readline-sync",
    "keyIn keyInPause keyInSelect keyInYN keyInYNStrict prompt promptCL promptLoop question questionEMail questionFloat questionInt " +
      "questionNewPassword questionPath",
    "high", "input", held,
  ),
  ...rows("", "prompt-sync()", "high", "input", held),
  ...rows("electron", "dialog.showMessageBoxSync dialog.showOpenDialogSync dialog.showSaveDialogSync", "high", "dialog", held),
  // Waits for the other process to answer.
  ...rows("electron", "ipcRenderer.sendSync", "high", "process", held),

  "atomic-sleep": sleeping,
  "deasync.sleep": { ...sleeping, why: "reentry" },
  "sleep.msleep": sleeping,
  "system-sleep": sleeping,
  "thread-sleep": sleeping,
  // Seconds, microseconds.
  ...rows("sleep", "sleep usleep", "high", "sleep", held),
  // Run the loop themselves until a callback has come or a promise is settled: libuv's loop must not be entered twice.
  ...rows("", "deasync() deasync.loopWhile deasync.runLoopOnce @kaciras/deasync.deasync() @kaciras/deasync.awaitSync", "high", "reentry", held),
  // Wait until a worker, or another process, has done the work.
  ...rows("", "synckit.createSyncFn() sync-threads.createSyncFn() make-synchronous() make-synchronized() sync-rpc()", "high", "future", held),

  // Passwords: made to be slow. (bcryptjs does its work in slices on the loop, which is not much but lets others in between.)
  ...twinned("bcrypt", "compare hash", "high", "cpu", "bcrypt", work),
  ...twinned("bcryptjs", "compare hash", "high", "cpu", "bcryptjs", work),
  ...twinned("@node-rs/bcrypt", "compare hash verify", "high", "cpu", "@node-rs/bcrypt", work),
  ...twinned("@node-rs/argon2", "hash hashRaw verify", "high", "cpu", "@node-rs/argon2", work),
  // Their asynchronous forms do the same work on the same thread, in slices.
  ...rows("", "scrypt-js.syncScrypt @noble/hashes/scrypt.scrypt @noble/hashes/pbkdf2.pbkdf2 @noble/hashes/argon2.argon2id", "high", "cpu", work),
  ...rows("", "@noble/hashes/scrypt.js.scrypt @noble/hashes/pbkdf2.js.pbkdf2 @noble/hashes/argon2.js.argon2id", "high", "cpu", work),
  ...rows("", "crypto-js.PBKDF2 libsodium-wrappers-sumo.crypto_pwhash sodium-native.crypto_pwhash", "high", "cpu", work),
  "node-forge.pki.rsa.generateKeyPair": { cost: "high", why: "cpu", unless: ["1"], ...work },
  "node-forge.pkcs5.pbkdf2": { cost: "high", why: "cpu", unless: ["5"], ...work },
  // Sixteen random bytes.
  ...twinned("bcrypt", "genSalt", "low", "cpu", "bcrypt", work),
  ...twinned("bcryptjs", "genSalt", "low", "cpu", "bcryptjs", work),
  ...twinned("@node-rs/bcrypt", "genSalt", "low", "cpu", "@node-rs/bcrypt", work),
  // Microseconds with a shared secret, milliseconds with RSA; with a callback it works just as long, before it returns.
  ...rows("jsonwebtoken", "sign verify", "low", "cpu", work),

  // Compression: grows with the data.
  ...twinned(
    "fflate",
    "compress decompress deflate gunzip gzip inflate unzip unzlib zip zlib",
    "high", "cpu", "fflate", { promisify: true, ...work },
  ),
  ...rows("pako", "deflate deflateRaw gzip inflate inflateRaw ungzip", "high", "cpu", work),
  ...twinned("snappy", "compress uncompress", "high", "cpu", "snappy", work),

  // Parsing and writing whole tables: grows with the data.
  ...rows("", "csv-parse/sync.parse csv-stringify/sync.stringify xlsx.read xlsx.write xlsx.utils.sheet_to_json", "high", "cpu", work),

  // Waits until the graphics card has done all that it was told.
  ...twinned("@tensorflow/tfjs.Tensor", "array data", "high", "future", "@tensorflow/tfjs", held),

  // Compilers: milliseconds for a small file, seconds for a program. esbuild and swc have twins that work elsewhere; the asynchronous
  // forms of the others work on the same thread, and would change nothing.
  ...twinned("esbuild", "analyzeMetafile build formatMessages transform", "high", "process", "esbuild"),
  ...twinned("@swc/core", "minify parse parseFile print transform transformFile", "high", "cpu", "@swc/core", work),
  ...rows("@babel/core", "parseSync transformFileSync transformFromAstSync transformSync", "high", "cpu", work),
  ...rows("", "sass.compile sass.compileString sass.renderSync terser.minify_sync uglify-js.minify svgo.optimize", "high", "cpu", work),
  "node-sass.renderSync": { cost: "high", why: "cpu", twin: { call: "render", module: "node-sass", promisify: true }, ...work },
  ...rows("Bun", "Transpiler.transformSync", "high", "cpu", work),
};
