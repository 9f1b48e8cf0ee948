import { alike } from "../../model/table.js";
import { atOnce, later, type Part } from "./part.js";

const listening = "on once addListener prependListener prependOnceListener";

/** Node: events, streams, processes, threads, timers, terminals, and the functions of crypto and zlib that work in the pool. */
export const nodeCore: Part = {
  classes: {
    "events.EventEmitter": [],
    // These modules are classes themselves: `require("events")`, `import EventEmitter from "events"`. A module's function and a method
    // of its instances would be one entry, so `events.once` is in no table: most emitters' `once` gives no promise.
    events: ["events.EventEmitter"],
    stream: ["stream.Stream"],
    "async_hooks.AsyncLocalStorage": [],
    "async_hooks.AsyncResource": [],

    "stream.Stream": ["events.EventEmitter"],
    "stream.Readable": ["stream.Stream"],
    "stream.Writable": ["stream.Stream"],
    "stream.Duplex": ["stream.Readable", "stream.Writable"],
    "stream.Transform": ["stream.Duplex"],
    "stream.PassThrough": ["stream.Transform"],
    ...alike("crypto", "Hash Hmac Cipheriv Decipheriv", ["stream.Transform"]),
    ...alike("crypto", "Sign Verify", ["stream.Writable"]),
    ...alike(
      "zlib",
      "BrotliCompress BrotliDecompress Deflate DeflateRaw Gunzip Gzip Inflate InflateRaw Unzip",
      ["stream.Transform"],
    ),

    "child_process.ChildProcess": ["events.EventEmitter"],
    "cluster.Worker": ["events.EventEmitter"],
    "worker_threads.Worker": ["events.EventEmitter"],
    "worker_threads.MessagePort": ["EventTarget"],
    "worker_threads.BroadcastChannel": ["EventTarget"],

    "readline.Interface": ["events.EventEmitter"],
    "readline.promises.Interface": ["events.EventEmitter"],
    "readline.promises.Readline": [],
    ...alike("tty", "ReadStream WriteStream", ["net.Socket"]),
  },
  returns: {
    ...alike("stream.promises", "finished pipeline", "await"),
    "stream.Readable.from": "stream.Readable",
    "crypto.createHash": "crypto.Hash",
    "crypto.createHmac": "crypto.Hmac",
    "crypto.createCipheriv": "crypto.Cipheriv",
    "crypto.createDecipheriv": "crypto.Decipheriv",
    "crypto.createSign": "crypto.Sign",
    "crypto.createVerify": "crypto.Verify",
    // These give the receiver, so that calls can be chained.
    "crypto.Hash.update": "crypto.Hash",
    "crypto.Hmac.update": "crypto.Hmac",
    "crypto.Sign.update": "crypto.Sign",
    "crypto.Verify.update": "crypto.Verify",
    "zlib.createBrotliCompress": "zlib.BrotliCompress",
    "zlib.createBrotliDecompress": "zlib.BrotliDecompress",
    "zlib.createDeflate": "zlib.Deflate",
    "zlib.createDeflateRaw": "zlib.DeflateRaw",
    "zlib.createGunzip": "zlib.Gunzip",
    "zlib.createGzip": "zlib.Gzip",
    "zlib.createInflate": "zlib.Inflate",
    "zlib.createInflateRaw": "zlib.InflateRaw",
    "zlib.createUnzip": "zlib.Unzip",

    ...alike("child_process", "exec execFile fork spawn", "child_process.ChildProcess"),
    "cluster.fork": "cluster.Worker",

    ...alike("timers.promises", "setImmediate setTimeout scheduler.wait scheduler.yield", "await"),
    "readline.createInterface": "readline.Interface",
    "readline.promises.createInterface": "readline.promises.Interface",
    "readline.promises.Interface.question": "await",
    "readline.promises.Readline.commit": "await",
  },
  attributes: {
    "process.stdin": "tty.ReadStream",
    ...alike("process", "stdout stderr", "tty.WriteStream"),
    "child_process.ChildProcess.stdin": "stream.Writable",
    ...alike("child_process.ChildProcess", "stdout stderr", "stream.Readable"),
    "worker_threads.parentPort": "worker_threads.MessagePort",
    ...alike("worker_threads.Worker", "stdout stderr", "stream.Readable"),
  },
  callbacks: {
    ...alike("events.EventEmitter", listening, later(1)),
    // Both are emitters themselves.
    ...alike("process", listening, later(1)),
    ...alike("cluster", listening, later(1)),
    ...alike("worker_threads.MessagePort", "on once addListener", later(1)),
    ...alike("async_hooks", "AsyncLocalStorage.run AsyncLocalStorage.exit AsyncResource.runInAsyncScope", [...atOnce(0), ...atOnce(1)]),

    "stream.pipeline": later(1, 5),
    "stream.finished": later(1, 2),
    "stream.Writable.write": later(1, 2),
    "stream.Writable.end": later(0, 2),

    ...alike("child_process", "exec execFile", later(1, 3)),
    "child_process.ChildProcess.send": later(1, 3),
    ...alike("readline", "Interface.question", later(1, 2)),

    ...alike(
      "crypto",
      "checkPrime generateKey generateKeyPair generatePrime hkdf pbkdf2 randomBytes randomFill randomInt scrypt sign verify",
      later(1, 5),
    ),
    ...alike(
      "zlib",
      "brotliCompress brotliDecompress deflate deflateRaw gunzip gzip inflate inflateRaw unzip",
      later(1, 2),
    ),
  },
};
