import type { Blockers } from "../../../model/blocker.js";
import { rows, twinned } from "./rows.js";

/** A worker can do it; another thread of the pool does it where there is a twin. */
const work = { offload: "process" } as const;
/** It belongs to its thread. */
const held = { offload: "no" } as const;
const pooled = { promisify: true, ...work } as const;

/** Node's modules but `fs`: processes, crypto, zlib, sqlite; and waiting on memory. */
export const nodeOther: Blockers = {
  // Lasts as long as the other process. Results differ: exec gives { stdout, stderr }, spawn a process.
  ...rows("child_process", "execFileSync execSync spawnSync", "high", "process"),

  // Made to be slow (tens to hundreds of milliseconds), or a search for primes.
  ...twinned("crypto", "checkPrime generateKeyPair generatePrime pbkdf2 scrypt", "high", "cpu", "node:crypto", pooled),
  // Node 24.
  ...twinned("crypto", "argon2", "high", "cpu", "node:crypto", pooled),
  // Microseconds.
  ...twinned("crypto", "generateKey hkdf randomFill", "low", "cpu", "node:crypto", pooled),
  // Work with a private key: a millisecond with RSA 2048, five with RSA 4096. With a callback `sign` is its own twin.
  "crypto.sign": { cost: "medium", why: "cpu", unless: ["3"], twin: { call: "sign", module: "node:crypto", promisify: true }, ...work },
  ...rows("crypto", "privateDecrypt privateEncrypt Sign.sign", "medium", "cpu", work),

  // Grows with the data: a second for 30 MB.
  ...twinned(
    "zlib",
    "brotliCompress brotliDecompress deflate deflateRaw gunzip gzip inflate inflateRaw unzip",
    "high", "cpu", "node:zlib", pooled,
  ),
  // Node 22.15.
  ...twinned("zlib", "zstdCompress zstdDecompress", "high", "cpu", "node:zlib", pooled),

  // Node has no other sqlite. Reading all rows and running a script grow with the data; one row, one change, opening and closing do not.
  ...rows("sqlite", "DatabaseSync.exec DatabaseSync.applyChangeset StatementSync.all StatementSync.iterate", "high", "database", held),
  ...rows("sqlite", "DatabaseSync DatabaseSync.open DatabaseSync.close StatementSync.get StatementSync.run", "medium", "database", held),

  // Stops the world, and writes the whole heap.
  ...rows("v8", "writeHeapSnapshot", "high", "cpu", held),

  // Sleeps until another thread wakes it, which is what a worker may be there for. Atomics.waitAsync gives an object, no promise.
  "Atomics.wait": { cost: "high", why: "lock", unless: ["3=0"], unlessWorker: true, ...held },
};
